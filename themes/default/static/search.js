// The search of a page: reads the query and the filters from the form and the address, asks `find.js`, and shows what it gives.
// Everything shown is set as text, never as markup: postings come from others.

const form = document.getElementById("search");
const at = (name) => document.getElementById(`search-${name}`);
const [status, results, everything, panel, chips, offers] = ["status", "results", "all", "facets", "chips", "offers"].map(at);
const field = form.elements.q;
const { index: indexUrl, scope: scopeText, failed } = form.dataset;
const engineUrl = document.getElementById("search-engine").href;
/** What is said of results, in the page's language; it comes with the index. */
let says = {};
const language = document.documentElement.lang;
const PAGE = 10;
const SHOWN = 8;
/** The facets whose counts are shown without being asked for: their shards are small. */
const OPEN = ["workplace", "employment", "level"];
const HEADINGS = ["job", "landing", "article", "company", "tag", "page"];
const DISTANCES = [10, 25, 50, 100];

const dates = new Intl.DateTimeFormat(language, { dateStyle: "long", timeZone: "UTC" });
const numbers = new Intl.NumberFormat(language);
const plurals = new Intl.PluralRules(language);
const counted = (forms, n) => (forms[plurals.select(n)] ?? forms.other).replace("{n}", numbers.format(n));
const scope = new URLSearchParams(scopeText);

function element(name, attributes = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (value !== undefined) made.setAttribute(key, value);
  }
  made.append(...children.filter((child) => child !== undefined && child !== ""));
  return made;
}

let engine = null;

/** One file of the index. A shard says what it is: where it is not the one that is meant, the site has been published anew. */
async function file(name, version, cache = "default") {
  const address = new URL(`${name}.json`, new URL(indexUrl, location.href));
  if (version) address.searchParams.set("v", version);
  const answer = await fetch(address, { cache });
  if (!answer.ok) throw new Error(answer.statusText);
  const read = await answer.json();
  if (version && read.v !== version) throw new Error("a shard of another day");
  return read;
}

/** The index, loaded when it is first wanted. */
function load(cache) {
  engine ??= Promise.all([import(engineUrl), file("index", undefined, cache)])
    .then(([{ Index, fold }, manifest]) => {
      says = manifest.says;
      return { index: new Index(manifest, file), fold };
    })
    .catch((error) => {
      engine = null;
      throw error;
    });
  return engine;
}

/** What is asked, as the address carries it. */
let asked = new URLSearchParams(location.search);
const chosen = (name) => asked.getAll(name);
const isAsked = (facets) => (asked.get("q") ?? "").trim() !== "" || ["days", "sort", "pay"].some((name) => asked.get(name)) || facets.some(({ name }) => chosen(name).length > 0);

/** `EUR:40000` as a currency and the least. */
function paid() {
  const [currency, least] = (asked.get("pay") ?? "").split(":");
  return least ? [currency, Number(least)] : undefined;
}

function query(facets) {
  const wanted = {};
  for (const { name } of facets) {
    const keys = [...scope.getAll(name), ...chosen(name)];
    if (keys.length) wanted[name] = keys;
  }
  return {
    text: asked.get("q") ?? "",
    facets: wanted,
    days: Number(asked.get("days")) || undefined,
    pay: paid(),
    km: Number(asked.get("km")) || undefined,
    sort: asked.get("sort") ?? "",
    today: Math.floor(Date.now() / 86400000),
  };
}

/** A text with the words that were looked for marked. */
function marked(text, asked, fold) {
  if (asked.length === 0) return [text];
  return text.split(/([\p{Alphabetic}\p{N}\p{M}+#]+)/u).map((part, i) => {
    if (i % 2 === 0) return part;
    const word = fold(part);
    const isMeant = asked.some((form) => word.startsWith(form) || (form.length > 4 && form.startsWith(word) && word.length > 3));
    return isMeant ? element("mark", {}, part) : part;
  });
}

function row(card, mark) {
  const link = element("a", { href: card.url, lang: card.lang }, element("bdi", {}, ...mark(card.title)));
  const picture = card.logo
    ? element("img", { class: "logo", src: card.logo, alt: "", width: 48, height: 48, loading: "lazy" })
    : element("span", { class: "logo initial", "aria-hidden": "true" }, [...(card.company ?? card.title)][0] ?? "");
  const body = element("div", {}, element("h3", {}, link));
  const company = card.company && element("bdi", { class: "company" }, ...mark(card.company));
  const about = [company, company && card.place && " · ", ...mark(card.place ?? "")].filter(Boolean);
  if (about.length) body.append(element("p", { class: "meta" }, ...about));
  if (card.facts?.length) body.append(element("p", { class: "pills" }, ...card.facts.map((fact) => element("span", {}, ...mark(fact)))));
  if (card.kind !== "job" && card.summary) body.append(element("p", { class: "meta" }, ...mark(card.summary)));
  const aside = element("div", { class: "aside" });
  if (card.pay) aside.append(element("span", { class: "pay" }, element("bdi", {}, card.pay)));
  if (card.date) aside.append(element("time", { datetime: card.date }, dates.format(new Date(card.date))));
  return element("li", { class: "row job found", "data-kind": card.kind, "data-until": card.closes }, picture, body, aside);
}

async function show({ index, fold }, found, limit, own) {
  const asked = found.forms.filter((form) => !index.stop.has(form));
  const mark = (text) => marked(text, asked, fold);
  const kinds = index.facets.find(({ name }) => name === "kind")?.values ?? [];
  const sections = [];
  const most = (kind) => (kind === "job" ? limit : Math.min(limit, 5 * Math.ceil(limit / PAGE)));
  const lists = HEADINGS.map((kind) => [kind, found.docs.filter((doc) => (index.kinds[doc] ?? "job") === kind)]);
  await index.cards([...lists.flatMap(([kind, docs]) => docs.slice(0, most(kind))), ...found.nearest]);
  if (own !== turn) return;
  for (const [kind, docs] of lists) {
    if (docs.length === 0) continue;
    const label = kinds.find(({ key }) => key === kind)?.label;
    const section = element("section", { class: "section" });
    if (label) {
      const isAlone = kind === "job" && docs.length === found.docs.length;
      section.append(element("h2", { class: isAlone ? "hidden" : undefined }, label, " ", element("span", { class: "count" }, numbers.format(docs.length))));
    }
    const cards = docs.slice(0, most(kind)).map((doc) => index.docs[doc]);
    section.append(element("ul", { class: "rows" }, ...cards.map((card) => row(card, mark))));
    if (docs.length > most(kind)) {
      const more = element("button", { class: "button quiet", type: "button" }, says.more);
      more.addEventListener("click", async () => {
        const first = section.querySelectorAll(".row").length;
        await show({ index, fold }, found, limit + PAGE, own).catch(() => (status.textContent = failed));
        const rows = [...results.querySelectorAll("section")].at(sections.indexOf(section))?.querySelectorAll(".row a");
        rows?.[first]?.focus();
      });
      section.append(element("p", { class: "more" }, more));
    }
    sections.push(section);
  }
  if (found.nearest.length) {
    const rows = found.nearest.map((doc) => row(index.docs[doc], mark));
    sections.push(element("section", { class: "section" }, element("h2", {}, says.nearest), element("ul", { class: "rows" }, ...rows)));
  }
  results.replaceChildren(...sections);
}

/** How far from the towns that are chosen. */
function distance() {
  const far = element("select", { name: "km" }, element("option", { value: "" }, says.within.replace("{n}", "…")));
  const unit = new Intl.NumberFormat(language, { style: "unit", unit: "kilometer" });
  far.append(...DISTANCES.map((km) => element("option", { value: km }, says.within.replace("{n}", unit.format(km)))));
  far.value = asked.get("km") ?? "";
  return far;
}

/** One filter: its values with their counts. */
function facet({ name, label, values }, counts) {
  const own = chosen(name);
  // Of a facet that is not here yet, the values of the whole site, until somebody opens it.
  const all = values
    .map((value, i) => ({ ...value, count: counts ? counts[i] : value.count }))
    .filter(({ key, count }) => (count > 0 || own.includes(key)) && !scope.getAll(name).includes(key));
  if (scope.has(name) || all.length === 0 || (all.length < 2 && own.length === 0)) return undefined;
  const isOpen = panel.querySelector(`[data-name="${name}"]`)?.dataset.open === "true";
  const shown = isOpen ? all : all.filter(({ key }, i) => i < SHOWN || own.includes(key));
  const isLocal = counts !== undefined;
  const boxes = shown.map(({ key, label, count }) => {
    const box = element("input", { type: "checkbox", name, value: key });
    box.checked = own.includes(key);
    return element("label", {}, box, element("span", {}, element("bdi", {}, label)), isLocal ? element("span", { class: "count" }, numbers.format(count)) : undefined);
  });
  const set = element("fieldset", { "data-name": name, "data-open": String(isOpen) }, element("legend", {}, label), ...boxes);
  if (shown.length < all.length || (!isLocal && !isOpen)) {
    const more = element("button", { class: "button quiet", type: "button" }, says.more);
    more.addEventListener("click", () => {
      set.dataset.open = "true";
      const before = set.querySelectorAll("input").length;
      search().then(() => panel.querySelectorAll(`[data-name="${name}"] input`)[before]?.focus());
    });
    set.append(more);
  }
  if (name === "place" && values.some(({ key, at }) => at && own.includes(key))) set.append(distance());
  return set;
}

function chip(text, remove) {
  const button = element("button", { type: "button", "aria-label": says.remove.replace("{name}", () => text) }, element("bdi", {}, text), " ", element("span", { "aria-hidden": "true" }, "×"));
  button.addEventListener("click", async () => {
    remove();
    await change();
    (chips.querySelector("button") ?? field).focus();
  });
  return element("li", {}, button);
}

function showChips(facets) {
  const all = facets.flatMap(({ name, values }) =>
    chosen(name).map((key) => chip(values.find((value) => value.key === key)?.label ?? key, () => asked.delete(name, key))),
  );
  if (all.length > 1) {
    const clear = element("button", { type: "button" }, says.clear);
    clear.addEventListener("click", async () => {
      facets.forEach(({ name }) => asked.delete(name));
      await change();
      field.focus();
    });
    all.push(element("li", {}, clear));
  }
  chips.replaceChildren(...all);
  chips.hidden = all.length === 0;
}

/** The filters, with the one in which somebody is kept in focus. */
function showFacets(facets, counts, count) {
  const focus = document.activeElement;
  const kept = panel.contains(focus) && focus.name ? [focus.name, focus.value] : undefined;
  const done = element("button", { class: "button", type: "button", popovertarget: panel.id, popovertargetaction: "hide" }, counted(says.count, count));
  panel.replaceChildren(...facets.map((one) => facet(one, counts[one.name])).filter(Boolean), done);
  if (kept) [...panel.querySelectorAll("input, select")].find((box) => box.name === kept[0] && box.value === kept[1])?.focus();
}

/** How much postings are to pay at least: round amounts between what they pay, in the currency of most. */
async function showPay({ index }, found) {
  const least = form.elements.pay;
  const [any] = least.options;
  const own = turn;
  const steps = await index.steps(found);
  if (own !== turn) return;
  const known = paid();
  const currency = known?.[0] ?? steps?.currency;
  const amounts = [...new Set([...(steps?.currency === currency ? steps.amounts : []), ...(known ? [known[1]] : [])])].sort((a, b) => a - b);
  least.disabled = amounts.length === 0 && least !== document.activeElement;
  const money = amounts.length && new Intl.NumberFormat(language, { style: "currency", currency, maximumFractionDigits: 0 });
  least.replaceChildren(any, ...amounts.map((amount) => element("option", { value: `${currency}:${amount}` }, says.pay.replace("{pay}", money.format(amount)))));
  least.value = asked.get("pay") ?? "";
}

let timer;
let turn = 0;

async function search(isSecond = false) {
  const own = ++turn;
  let loaded;
  try {
    loaded = await load();
  } catch {
    // Nobody who has not asked for anything is told.
    if (own === turn && [...asked].length > 0) status.textContent = failed;
    return;
  }
  // Something newer was asked meanwhile.
  if (own !== turn) return;
  const { facets } = loaded.index;
  const wanted = query(facets);
  const isOn = isAsked(facets);
  const open = [...panel.querySelectorAll('[data-open="true"]')].map((set) => set.dataset.name);
  let found;
  try {
    found = await loaded.index.answer(wanted, isOn ? [...open, ...OPEN.filter((name) => facets.some((facet) => facet.name === name))] : open);
    if (own !== turn) return;
    if (isOn) await show(loaded, found, PAGE, own);
    if (own !== turn) return;
  } catch {
    // Published anew meanwhile, perhaps: once more from the beginning.
    if (own !== turn) return;
    if (isSecond) {
      status.textContent = failed;
      return;
    }
    engine = null;
    await load("reload").catch(() => {});
    await search(true);
    return;
  }
  showFacets(facets, found.counts, found.docs.length);
  shown = () => showPay(loaded, found).catch(() => {});
  // In a large site what postings pay is loaded when somebody asks for it.
  if (loaded.index.pay || paid()) shown();
  showChips(facets);
  results.hidden = !isOn;
  everything.hidden = isOn;
  if (!isOn) {
    status.textContent = "";
    return;
  }
  const told = [];
  if (found.corrected) told.push(says.corrected.replace("{query}", found.corrected));
  if (found.docs.length === 0) told.push(says.none);
  else told.push(found.partial ? says.partial : counted(says.count, found.docs.length));
  status.textContent = told.join(" ");
}

let shown = () => search();

/** Puts what the form says into the address, and searches. The first letter of a query is a step back, those behind it are not. */
function change(isNew = true) {
  clearTimeout(timer);
  asked.set("q", field.value);
  const address = new URL(location.href);
  for (const name of [...asked.keys()]) if (asked.get(name) === "") asked.delete(name);
  const isFirst = !address.searchParams.has("q") && asked.has("q");
  address.search = asked;
  if (address.href !== location.href) history[isNew || isFirst ? "pushState" : "replaceState"](null, "", address);
  fill();
  return search();
}

/** Puts what the address says into the form. */
function fill(isForced) {
  for (const name of ["q", "sort", "days", "pay"]) {
    const field = form.elements[name];
    const value = asked.get(name) ?? "";
    if ((isForced || field !== document.activeElement) && field.value !== value) field.value = value;
    // What nobody offers is not asked for; amounts of pay are offered later.
    if (name !== "q" && name !== "pay" && field.value === "") asked.delete(name);
  }
}

// What somebody may be writing is offered below the field: a list box, led by the arrows, taken with Enter.
let picked = -1;
let offering = 0;

function pick(at) {
  const all = [...offers.children];
  picked = Math.min(Math.max(at, -1), all.length - 1);
  offers.hidden = all.length === 0;
  field.setAttribute("aria-expanded", String(!offers.hidden));
  all.forEach((offer, i) => offer.setAttribute("aria-selected", String(i === picked)));
  field.toggleAttribute("aria-activedescendant", picked >= 0);
  if (picked >= 0) field.setAttribute("aria-activedescendant", all[picked].id);
}

function offer(labels) {
  offering += 1;
  offers.replaceChildren(...labels.map((label, i) => element("li", { role: "option", id: `search-offer-${i}` }, element("bdi", {}, label))));
  pick(-1);
}

function take(offered) {
  field.value = offered.textContent;
  offer([]);
  change();
}

field.addEventListener("input", () => {
  clearTimeout(timer);
  const own = ++offering;
  timer = setTimeout(async () => {
    const text = field.value;
    await change(false);
    const labels = await load().then(({ index }) => index.offers(text)).catch(() => []);
    // Whoever has gone on meanwhile, with another letter, Enter or Escape, is offered nothing of this.
    if (own === offering) offer(labels);
  }, 120);
});
field.addEventListener("keydown", (event) => {
  const { key } = event;
  if (key === "ArrowDown" && offers.hidden) {
    const first = results.querySelector(".row a");
    if (!first || results.hidden) return;
    first.focus();
  } else if (key === "Escape" && offers.hidden) return void offer([]);
  else if (offers.hidden) return;
  else if (key === "ArrowDown" || key === "ArrowUp") pick(picked + (key === "ArrowDown" ? 1 : -1));
  else if (key === "Enter" && picked >= 0) take(offers.children[picked]);
  else if (key === "Escape") offer([]);
  else return;
  event.preventDefault();
});
field.addEventListener("focus", () => load().catch(() => {}), { once: true });
field.addEventListener("blur", () => offer([]));
// The field keeps the focus.
offers.addEventListener("pointerdown", (event) => event.preventDefault());
offers.addEventListener("click", ({ target }) => target.closest("li") && take(target.closest("li")));
for (const name of ["sort", "days", "pay"]) {
  form.elements[name].addEventListener("change", ({ target }) => {
    asked.set(name, target.value);
    change();
  });
}
form.addEventListener("submit", (event) => {
  event.preventDefault();
  offer([]);
  change();
});
form.elements.pay.addEventListener("focus", () => shown());
panel.addEventListener("change", ({ target }) => {
  const { name, value } = target;
  if (name === "km") asked.set(name, value);
  else if (target.checked) asked.append(name, value);
  else asked.delete(name, value);
  change();
});
addEventListener("popstate", () => {
  clearTimeout(timer);
  asked = new URLSearchParams(location.search);
  fill(true);
  search();
});
// Where there is room the filters are always there, elsewhere in a sheet. They have counts, so the index is needed; it waits until the browser has nothing else to do.
const isWide = matchMedia("(min-width: 60rem)");
const seat = () => {
  panel.popover = isWide.matches ? null : "auto";
  if (isWide.matches && !engine) (globalThis.requestIdleCallback ?? setTimeout)(() => search(), { timeout: 2000 });
};
panel.addEventListener("toggle", ({ newState }) => newState === "open" && !engine && search());
isWide.addEventListener("change", seat);
for (const [name, value] of [["role", "combobox"], ["aria-autocomplete", "list"], ["aria-controls", offers.id], ["aria-expanded", "false"]]) field.setAttribute(name, value);
fill();
if ([...asked].length > 0) search();
seat();
