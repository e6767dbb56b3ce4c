// Finds entries in the site's JSON index: words, variants, ranking and facets. No page is touched here. It is `src/search` of the program
// step by step; numbers are added, multiplied and divided in the same order, so that both give the same results. One thing differs: of a large
// site only the most common words are known for corrections.

const FIRST = 10;
const NEAREST = 20;
const NEAREST_LANDINGS = 5;
const OFFERED = 6;
const ENOUGH = 10;
const WIDTH = 24;
const MOST_WORDS = 32;
const LONGEST = 12;
const WORD = 64;
const IN_TEXT = 0.4;
const WORTH = { job: 1, article: 0.8, landing: 0.4 };

const DROPPED =
  /[\u0300-\u036f\u0591-\u05c7\u0610-\u061a\u064b-\u065f\u0670\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]/g;
const PLAIN = { ø: "o", ß: "ss", æ: "ae", œ: "oe", ł: "l", đ: "d", ð: "d", þ: "th", ı: "i", ħ: "h", "’": "'", "‘": "'", "ʼ": "'", "‐": "-", "‑": "-" };
const NO_SPACES =
  /[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\u{20000}-\u{2fa1f}]/u;
const LETTER = /[\p{Alphabetic}\p{N}]/u;
const JOINS = /[.'&/·-]/;

/** A text in the form in which texts are compared. */
export function fold(text) {
  return text
    .normalize("NFKD")
    .replace(DROPPED, "")
    .normalize("NFC")
    .toLowerCase()
    .replace(/[øßæœłđðþıħ’‘ʼ‐‑]/g, (letter) => PLAIN[letter]);
}

function parts(whole) {
  const all = whole.split(JOINS).filter(Boolean);
  if (all.length < 2) return all.length === 1 && all[0] !== whole ? [all[0]] : [];
  return [...all.filter((part) => [...part].length > 1), all.join("")];
}

function pairs(run) {
  const found = [];
  let stretch = [];
  const end = () => {
    if (stretch.length === 0) return;
    if (NO_SPACES.test(stretch[0]) && stretch.length > 1) {
      for (let i = 0; i + 1 < stretch.length; i++) found.push(stretch[i] + stretch[i + 1]);
    } else found.push(stretch.join(""));
    stretch = [];
  };
  for (const letter of run) {
    if (JOINS.test(letter)) continue;
    if (stretch.length && NO_SPACES.test(letter) !== NO_SPACES.test(stretch[0])) end();
    stretch.push(letter);
  }
  end();
  return found;
}

/** The words of a text: each whole, and the parts of a compound. */
export function words(text) {
  const found = [];
  for (const raw of text.split(/\p{White_Space}+/u)) {
    const letters = [...fold(raw)];
    const is = (at) => at < letters.length && LETTER.test(letters[at]);
    for (let at = 0; at < letters.length; ) {
      const begins = at === 0 || "(,/;".includes(letters[at - 1]);
      const dot = letters[at] === "." && begins && is(at + 1) ? 1 : 0;
      if (!dot && !is(at)) {
        at += 1;
        continue;
      }
      let end = at + dot;
      for (;;) {
        while (is(end)) end += 1;
        if (!(end < letters.length && JOINS.test(letters[end]) && is(end + 1))) break;
        end += 1;
      }
      const last = end;
      while (end < last + 2 && (letters[end] === "+" || letters[end] === "#")) end += 1;
      const whole = letters.slice(at, end).join("");
      if (NO_SPACES.test(whole)) found.push(...pairs(whole).map((pair) => ({ whole: pair, parts: [] })));
      else found.push({ whole, parts: end === last ? parts(whole) : [] });
      at = end;
    }
  }
  return found;
}

/** Numbers from the first and the steps between them. */
function numbers(gaps) {
  let next = 0;
  return gaps.map((gap) => {
    const number = next + gap;
    next = number + 1;
    return number;
  });
}

/** In the order of code points, as the program has it. */
const byCode = (a, b) => {
  let at = 0;
  while (at < a.length && a[at] === b[at]) at++;
  return (a.codePointAt(at) ?? -1) - (b.codePointAt(at) ?? -1);
};

/** The terms of a tier, and the forms in which they stand; of a large site those of the shards that were wanted so far. */
class Lookup {
  /** `terms` is all there is, or the first words of shards, each with its version; `want` is told which shard is missing. */
  constructor(terms, want) {
    this.terms = new Map();
    this.stems = new Map();
    this.begins = Array.isArray(terms) ? terms : undefined;
    this.here = new Set();
    this.want = want;
    if (!this.begins) this.add({ terms });
  }

  add({ terms, see = {} }, shard) {
    for (const [stem, { forms = [stem], docs }] of Object.entries(terms)) {
      const levels = Object.entries(docs).map(([level, gaps]) => [Number(level), numbers(gaps)]);
      const count = levels.reduce((sum, [, list]) => sum + list.length, 0);
      this.terms.set(stem, { levels, count });
      for (const form of forms) this.stems.set(form, stem);
    }
    for (const [form, stem] of Object.entries(see)) this.stems.set(form, stem);
    this.here.add(shard);
  }

  /** The shard in which a word would be: the last that begins with it or before it. */
  shard(word) {
    let [from, to] = [0, this.begins.length];
    while (from < to) {
      const middle = (from + to) >> 1;
      if (byCode(this.begins[middle][0], word) <= 0) from = middle + 1;
      else to = middle;
    }
    return Math.max(from - 1, 0);
  }

  /** Whether the shard of a word is here; asks for it where it is not. */
  has(word, until = word) {
    if (!this.begins) return true;
    const [first, last] = [this.shard(word), this.shard(until)];
    let isHere = true;
    for (let shard = first; shard <= last; shard++) {
      if (this.here.has(shard)) continue;
      isHere = false;
      this.want(shard, this.begins[shard][1]);
    }
    return isHere;
  }

  stem(form) {
    this.has(form);
    const stem = this.stems.get(form);
    if (stem !== undefined) this.has(stem);
    return stem;
  }

  term(stem) {
    this.has(stem);
    return this.terms.get(stem);
  }

  count(stem) {
    return this.term(stem)?.count ?? 0;
  }

  byEnding(form, endings) {
    if (this.term(form)) return form;
    const letters = [...form];
    for (let cut = letters.length - 1; cut >= Math.max(3, letters.length - LONGEST); cut--) {
      if (!endings.has(letters.slice(cut).join(""))) continue;
      const begin = letters.slice(0, cut).join("");
      const stem = this.term(begin) ? begin : this.stem(begin);
      if (stem !== undefined) return stem;
    }
    return undefined;
  }

  byPrefix(prefix) {
    this.has(prefix, `${prefix}\u{10ffff}`);
    const stems = new Set();
    for (const [form, stem] of this.stems) {
      if (form.startsWith(prefix) && !"+#".includes(form[prefix.length] ?? " ")) stems.add(stem);
    }
    return [...stems].sort((a, b) => this.count(b) - this.count(a) || byCode(a, b)).slice(0, WIDTH);
  }

  variants(form, endings, goesOn) {
    const found = new Map();
    const stem = this.stem(form);
    if (stem !== undefined) found.set(stem, 1);
    else {
      const known = this.byEnding(form, endings);
      if (known !== undefined) found.set(known, 0.9);
    }
    if ((found.size === 0 || goesOn) && [...form].length >= (found.size === 0 ? 2 : 3)) {
      for (const stem of this.byPrefix(form)) if (!found.has(stem)) found.set(stem, 0.7);
    }
    return found;
  }
}

function rarity(all, having) {
  let ratio = (all + 1) / (having + 0.5);
  let whole = 0;
  while (ratio >= 2) {
    ratio /= 2;
    whole += 1;
  }
  return whole + Math.max(ratio - 1, 0) + 0.25;
}

function freshness(day, today) {
  if (day === undefined) return 1;
  let age = Math.max(today - day, 0) / 30;
  let share = 0.25;
  while (age >= 1 && share > 0.001) {
    age -= 1;
    share /= 2;
  }
  return 1 + share * (1 - Math.min(age, 1) / 2);
}

/** Points are in tenths of a kilometre from the globe's centre. */
const isWithin = (km, a, b) => a.reduce((sum, part, i) => sum + (part - b[i]) ** 2, 0) <= km * km * 100;

const column = ({ docs, values }) => new Map(numbers(docs).map((doc, i) => [doc, values[i]]));
const pays = (currencies) => new Map(Object.entries(currencies).map(([currency, of]) => [currency, column(of)]));

/** How many letters must be changed, added, left out or swapped with the next one; more than `most` is none. */
function distance(a, b, most) {
  if (Math.abs(a.length - b.length) > most) return undefined;
  const rows = [Array.from({ length: b.length + 1 }, (_, j) => j)];
  for (let i = 0; i < a.length; i++) {
    const row = [i + 1];
    for (let j = 0; j < b.length; j++) {
      let least = Math.min(rows[i][j] + (a[i] === b[j] ? 0 : 1), rows[i][j + 1] + 1, row[j] + 1);
      if (i > 0 && j > 0 && a[i] === b[j - 1] && a[i - 1] === b[j]) least = Math.min(least, rows[i - 1][j - 1] + 1);
      row.push(least);
    }
    rows.push(row);
  }
  const away = rows[a.length][b.length];
  return away <= most ? away : undefined;
}

/** What can be searched in a language. */
export class Index {
  /** `file` is the index, or what leads to its shards; `load` gets one of those: `(name, version)` to what it holds. */
  constructor(file, load) {
    if (file.schema !== "rolecall-search/1") throw new Error(`an index of another form: ${file.schema}`);
    this.load = load;
    this.missing = new Map();
    this.file = file;
    this.count = file.count;
    this.stop = new Set(file.stop);
    this.common = new Set(file.common);
    this.endings = new Set(file.endings);
    this.days = file.dates.flatMap(([day, many]) => Array(many).fill(day));
    this.featured = new Set(numbers(file.featured));
    const isWhole = file.layout === "single";
    const lookup = (name) => new Lookup(file[name], (shard, version) => this.want(`${name}-${shard}`, version, (part) => this[name].add(part, shard)));
    this.words = lookup("words");
    this.texts = lookup("texts");
    this.docs = isWhole ? file.docs : [];
    this.kinds = [];
    this.foreign = new Set(isWhole ? file.docs.flatMap(({ lang }, doc) => (lang ? [doc] : [])) : numbers(file.foreign));
    if (isWhole) this.kinds = file.docs.map(({ kind }) => kind);
    else for (const [kind, docs] of Object.entries(file.kinds)) for (const doc of numbers(docs)) this.kinds[doc] = kind;
    if (isWhole) {
      this.closes = column(file.closes);
      this.pay = pays(file.pay);
      this.forms = () => [...this.words.stems].map(([form, stem]) => [form, this.words.count(stem)]);
    }
    const values = (all) => all.map((value) => ({ ...value, docs: numbers(value.docs) }));
    this.facets = file.facets.map(({ name, label, v, top, values: all }) => {
      const facet = { name, label, version: v, values: isWhole ? values(all) : (top ?? []).map(([key, label, count]) => ({ key, label, count })), isWhole };
      if (!isWhole && name === "kind") {
        const list = (kind) => Array.from({ length: this.count }, (_, doc) => doc).filter((doc) => (this.kinds[doc] ?? "job") === kind);
        Object.assign(facet, { values: facet.values.map((value) => ({ ...value, docs: list(value.key) })), isWhole: true });
      }
      facet.fill = (part) => Object.assign(facet, { values: values(part.values), isWhole: true });
      return facet;
    });
  }

  /** Notes a shard that is missing, and what to do when it is here. */
  want(name, version, take) {
    this.missing.set(name, { version, take });
  }

  /** Gets what is missing. Says whether there was anything. */
  async fetch() {
    const all = [...this.missing];
    this.missing.clear();
    await Promise.all(all.map(async ([name, { version, take }]) => take(await this.load(name, version))));
    return all.length > 0;
  }

  /** Does something as often as it takes to have all shards for it. */
  async with(work) {
    for (;;) {
      const made = work();
      if (!(await this.fetch())) return made;
    }
  }

  /** The cards of entries, in their order. */
  cards(docs) {
    return this.with(() => docs.map((doc) => this.card(doc)));
  }

  card(doc) {
    if (this.docs[doc] === undefined && this.file.layout !== "single") {
      const block = Math.floor(doc / this.file.block);
      this.want(`cards-${block}`, this.file.cards[block], ({ docs }) => docs.forEach((card, i) => (this.docs[block * this.file.block + i] = card)));
    }
    return this.docs[doc];
  }

  /** All values of a facet. */
  open(name) {
    const facet = this.facets.find((facet) => facet.name === name);
    if (facet && !facet.isWhole) this.want(`facet-${name}`, facet.version, facet.fill);
    return facet;
  }

  /** The amounts by which entries that answer a query whatever they pay can be parted, and their currency; none where fewer than half say what they pay. */
  async steps({ whatever }) {
    await this.with(() => this.pay ?? this.want("pay", this.file.pay, (part) => (this.pay = pays(part.pay))));
    const jobs = whatever.filter((doc) => (this.kinds[doc] ?? "job") === "job");
    const known = [...this.pay].map(([currency, of]) => [currency, jobs.filter((doc) => of.has(doc)).map((doc) => of.get(doc))]);
    const [currency, amounts] = known.sort((a, b) => b[1].length - a[1].length)[0] ?? ["", []];
    if (amounts.length === 0 || amounts.length * 2 < jobs.length) return undefined;
    amounts.sort((a, b) => a - b);
    const round = 10 ** Math.floor(Math.log10(amounts[amounts.length >> 1]));
    const steps = [0.5, 1, 2, 3, 4, 5, 6, 8, 10, 15, 20].map((n) => n * round);
    return { currency, amounts: steps.filter((step) => step > amounts[0] && step <= amounts.at(-1)) };
  }

  /** What `find` gives, when all shards are here that it needs; `open` are the facets whose counts are wanted. */
  answer(query, open = []) {
    return this.with(() => {
      open.forEach((name) => this.open(name));
      return this.find(query);
    });
  }

  /**
   * What answers a query: `{ text, facets: { name: [key] }, days, pay: [currency, least], km, sort, today }`.
   * Gives the numbers of entries, the best first, whether some lack words, and then the landing pages that come nearest, the words as they were corrected, and by facet what each value would give.
   */
  find(query) {
    const asked = this.asked(query.text);
    let corrected;
    for (const word of asked) {
      const better = this.correction(word.form);
      if (better === undefined) continue;
      word.form = better;
      corrected = true;
    }
    if (this.missing.size) return undefined;
    corrected = corrected && asked.map((word) => word.form).join(" ");
    if (asked.length === 0) {
      const rest = [...Array(this.count).keys()].filter((doc) => !this.featured.has(doc));
      return this.narrowed([...this.featured, ...rest], query, false);
    }
    let ranked = this.ranked(asked, false, false, query.today);
    if (this.missing.size) return undefined;
    if (ranked.length < ENOUGH) ranked = this.ranked(asked, true, false, query.today);
    if (this.missing.size) return undefined;
    if (ranked.length === 0) ranked = this.ranked(asked, true, true, query.today);
    if (this.missing.size) return undefined;
    const partial = ranked.length === 0;
    let nearest = [];
    if (partial) {
      const scores = [...this.scores(asked, query.today)];
      const isLanding = ([doc]) => this.kinds[doc] === "landing";
      nearest = this.partly(scores.filter(isLanding), asked, NEAREST_LANDINGS);
      ranked = this.partly(scores.filter((scored) => !isLanding(scored)), asked, NEAREST);
    }
    return this.narrowed(ranked, query, partial, corrected, asked, nearest);
  }

  asked(text) {
    const known = (form) => this.words.stem(form) !== undefined || this.texts.stem(form) !== undefined;
    const forms = [];
    const add = (form) => form !== forms.at(-1) && form.length <= WORD && forms.push(form);
    for (const { whole, parts } of words(text)) {
      const rest = parts.slice(0, -1);
      if (parts.length && known(whole)) add(whole);
      else if (parts.length && known(parts.at(-1))) add(parts.at(-1));
      else if (rest.length) rest.forEach(add);
      else add(whole);
    }
    const weak = (form) => this.stop.has(form) || (this.common.has(form) && this.words.stem(form) === undefined);
    forms.length = Math.min(forms.length, MOST_WORDS);
    const all = forms.every(weak);
    return forms.map((form) => ({ form, optional: !all && weak(form), words: new Map(), texts: new Map() }));
  }

  correction(form) {
    const length = [...form].length;
    if (length < 4 || this.stop.has(form) || this.common.has(form)) return undefined;
    if (this.words.variants(form, this.endings).size || this.texts.variants(form, this.endings).size) return undefined;
    if (this.missing.size) return undefined;
    if (!this.forms) {
      this.want("lexicon", this.file.lexicon, ({ forms }) => (this.forms = () => forms));
      return undefined;
    }
    const [letters, most] = [[...form], length < 8 ? 1 : 2];
    let best;
    for (const [known, count] of this.forms()) {
      const away = distance(letters, [...known], most);
      if (away === undefined) continue;
      const isBetter =
        !best || away < best.away || (away === best.away && (count > best.count || (count === best.count && byCode(known, best.known) < 0)));
      if (isBetter) best = { away, count, known };
    }
    return best?.known;
  }

  ranked(asked, deep, goesOn, today) {
    const last = asked.length - 1;
    asked.forEach((word, at) => {
      word.words = this.words.variants(word.form, this.endings, goesOn && at === last);
      word.texts = deep ? this.texts.variants(word.form, this.endings, goesOn && at === last) : new Map();
    });
    for (let at = 0; at < last; at++) {
      const stem = this.words.stem(asked[at].form + asked[at + 1].form);
      if (stem === undefined) continue;
      for (const word of asked.slice(at, at + 2)) if (!word.words.has(stem)) word.words.set(stem, 1);
    }
    const needed = asked.filter((word) => !word.optional).length;
    const whole = [];
    for (const [doc, { has, score }] of this.scores(asked, today)) if (has === needed) whole.push([doc, score]);
    return this.ordered(whole, asked);
  }

  /** By entry: how many of the words that are needed it has, and what all of them are worth. */
  scores(asked, today) {
    const scores = new Map();
    for (const word of asked) {
      const best = new Float64Array(this.count);
      const having = [];
      for (const [lookup, variants, worth] of [
        [this.words, word.words, 1],
        [this.texts, word.texts, IN_TEXT],
      ]) {
        for (const [stem, factor] of variants) {
          for (const [level, docs] of lookup.term(stem)?.levels ?? []) {
            const value = (factor * worth * level) / 8;
            for (const doc of docs) {
              if (best[doc] === 0) having.push(doc);
              if (value > best[doc]) best[doc] = value;
            }
          }
        }
      }
      const rare = rarity(this.count, having.length);
      for (const doc of having) {
        let known = scores.get(doc);
        if (!known) scores.set(doc, (known = { has: 0, score: 0 }));
        known.has += word.optional ? 0 : 1;
        known.score += rare * best[doc];
      }
    }
    for (const [doc, known] of scores) {
      known.score *= freshness(this.days[doc], today) * (WORTH[this.kinds[doc] ?? "job"] ?? 0.7) * (this.foreign.has(doc) ? 0.5 : 1);
    }
    return scores;
  }

  ordered(scored, asked) {
    const byScore = (a, b) => b[1] - a[1] || a[0] - b[0];
    scored.sort(byScore);
    const first = scored.slice(0, FIRST);
    for (const hit of first) {
      const title = new Set(words(this.card(hit[0])?.title ?? "").map((word) => word.whole));
      for (const word of asked) {
        if (!title.has(word.form)) continue;
        const stem = word.words.keys().next().value;
        hit[1] += 0.1 * rarity(this.count, stem === undefined ? 1 : this.words.count(stem));
      }
    }
    return [...first.sort(byScore), ...scored.slice(FIRST)].map(([doc]) => doc);
  }

  /** Where no entry has every word: those that have most of them. */
  partly(scores, asked, limit) {
    const most = scores.reduce((most, [, { has }]) => Math.max(most, has), 0);
    if (most === 0) return [];
    const best = scores.filter(([, { has }]) => has === most).map(([doc, { score }]) => [doc, score]);
    return this.ordered(best, asked).slice(0, limit);
  }

  narrowed(ranked, { facets = {}, days, pay, km, sort, today }, partial, corrected, asked = [], nearest = []) {
    if (!this.closes) this.want("closes", this.file.closes, (part) => (this.closes = column(part)));
    if ((pay || sort === "pay") && !this.pay) this.want("pay", this.file.pay, (part) => (this.pay = pays(part.pay)));
    this.facets.forEach(({ name }) => facets[name]?.length && this.open(name));
    if (this.missing.size) return undefined;
    const paid = pay && (this.pay.get(pay[0]) ?? new Map());
    const open = ranked.filter((doc) => !((this.closes.get(doc) ?? today) < today) && (!days || this.days[doc] > today - days));
    const left = paid ? open.filter((doc) => paid.get(doc) >= pay[1]) : open;
    // Of each entry: how many facets leave it out, and which one did last.
    const [out, by] = [new Uint8Array(this.count), new Uint8Array(this.count)];
    this.facets.forEach(({ name, values }, at) => {
      const keys = facets[name];
      if (!keys?.length) return;
      const chosen = values.filter(({ key }) => keys.includes(key));
      const isNear = (one) => km && name === "place" && one.at && chosen.some((other) => other.at && isWithin(km, one.at, other.at));
      const has = new Uint8Array(this.count);
      for (const value of values) if (chosen.includes(value) || isNear(value)) for (const doc of value.docs) has[doc] = 1;
      for (const doc of open) {
        if (has[doc]) continue;
        out[doc] += 1;
        by[doc] = at;
      }
    });
    const isLeft = new Uint8Array(this.count);
    for (const doc of left) isLeft[doc] = 1;
    const counts = {};
    this.facets.forEach(({ name, values, isWhole }, at) => {
      if (!isWhole) return;
      counts[name] = values.map(({ docs }) => {
        let count = 0;
        for (const doc of docs) if (isLeft[doc] && (out[doc] === 0 || (out[doc] === 1 && by[doc] === at))) count++;
        return count;
      });
    });
    const docs = left.filter((doc) => out[doc] === 0);
    const most = (doc) => Math.max(-1, ...[...this.pay.values()].map((of) => of.get(doc) ?? -1));
    if (sort === "newest") docs.sort((a, b) => a - b);
    if (sort === "closing") docs.sort((a, b) => (this.closes.get(a) ?? 1e9) - (this.closes.get(b) ?? 1e9) || a - b);
    if (sort === "pay") docs.sort((a, b) => most(b) - most(a) || a - b);
    const whatever = open.filter((doc) => out[doc] === 0);
    // A landing page has no facets but its kind: whoever has narrowed the search down is shown none.
    const isNarrowed = days || pay || this.facets.some(({ name }) => facets[name]?.length);
    return { docs, whatever, nearest: isNarrowed ? [] : nearest, partial, corrected, counts, forms: asked.map((word) => word.form) };
  }

  /** Names and titles that somebody may be writing, those of most entries first. */
  async offers(text) {
    const asked = fold(text).trimStart();
    if (!asked) return [];
    this.labels ??= this.file.layout === "single" ? this.called() : (await this.load("offers", this.file.offers)).labels;
    const rank = (label) => (label.startsWith(asked) ? 1 : label.includes(` ${asked}`) ? 2 : 0);
    const found = [1, 2].map((wanted) => this.labels.filter((label) => rank(fold(label)) === wanted && fold(label) !== asked.trim()));
    return found.flat().slice(0, OFFERED);
  }

  called() {
    const counts = new Map();
    const add = (label, count) => counts.set(label, (counts.get(label) ?? 0) + count);
    for (const { name, values } of this.facets) if (!["kind", "remote"].includes(name)) values.forEach(({ label, docs }) => add(label, docs.length));
    const titles = new Map();
    for (const { kind, title } of this.docs) if (kind === "job") titles.set(title, (titles.get(title) ?? 0) + 1);
    titles.forEach((count, title) => count > 1 && add(title, count));
    return [...counts].sort((a, b) => b[1] - a[1] || byCode(a[0], b[0])).map(([label]) => label);
  }
}
