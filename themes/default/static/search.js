// Finds entries in the site's JSON index as the reader types: accents folded, every word a prefix.
// Everything shown is set as text, never as markup: postings come from others.

const form = document.getElementById("search");
const input = form.elements.q;
const status = document.getElementById("search-status");
const results = document.getElementById("search-results");
const list = results.querySelector("ul");
const everything = document.getElementById("search-all");
const MOST = 50;
const language = document.documentElement.lang;
const dates = new Intl.DateTimeFormat(language, { dateStyle: "long", timeZone: "UTC" });

const PLAIN = { ø: "o", ß: "ss", æ: "ae", œ: "oe", ł: "l", đ: "d", ð: "d", þ: "th", ı: "i" };

/** Lower case, without accents. */
function fold(text) {
  return text
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/[øßæœłđðþı]/g, (letter) => PLAIN[letter]);
}

/** Words of a text; `c++`, `c#`, `.net` and `node.js` stay whole. */
function words(text) {
  return fold(text).match(/\.?[\p{L}\p{N}]+(?:[.'&/-][\p{L}\p{N}]+)*[+#]*/gu) || [];
}

/** A field's words and the parts of its compounds, but never `c` for `c++`. */
function terms(text) {
  const found = new Set();
  for (const word of words(text)) {
    found.add(word);
    if (/[+#]$/.test(word)) continue;
    const parts = word.split(/[.'&/-]/).filter(Boolean);
    parts.forEach((part) => found.add(part));
    if (parts.length > 1) found.add(parts.join(""));
  }
  return [...found];
}

const FIELDS = [
  ["title", 5],
  ["tags", 4],
  ["company", 3],
  ["place", 3],
  ["summary", 1],
];

function prepare(card) {
  const fields = FIELDS.map(([name, weight]) => [terms([].concat(card[name] || []).join(" ")), weight]);
  return { card, fields };
}

/** The score of a card, 0 when a word of the query is missing. */
function score(entry, query) {
  let total = 0;
  for (const word of query) {
    let best = 0;
    for (const [known, weight] of entry.fields) {
      for (const term of known) {
        if (term === word) best = Math.max(best, weight * 2);
        else if (term.startsWith(word) && !/^[+#]/.test(term.slice(word.length))) best = Math.max(best, weight);
      }
    }
    if (best === 0) return 0;
    total += best;
  }
  return total;
}

function item(card) {
  const entry = document.createElement("li");
  entry.className = "row found";
  const heading = document.createElement("h3");
  const link = document.createElement("a");
  link.href = card.url;
  link.textContent = card.title;
  heading.append(link);
  const meta = document.createElement("p");
  meta.className = "meta";
  meta.textContent = [card.company, card.place, card.date && dates.format(new Date(card.date))].filter(Boolean).join(" · ");
  entry.append(heading, meta);
  if (card.summary) {
    const summary = document.createElement("p");
    summary.textContent = card.summary;
    entry.append(summary);
  }
  return entry;
}

let index = null;

const plurals = new Intl.PluralRules(language);
const numbers = new Intl.NumberFormat(language);
const forms = JSON.parse(form.dataset.count);

function counted(n) {
  return (forms[plurals.select(n)] ?? forms.other).replace("{n}", numbers.format(n));
}

function load() {
  index ??= fetch(form.dataset.index)
    .then((answer) => (answer.ok ? answer.json() : Promise.reject(new Error(answer.statusText))))
    .then((json) => json.docs.map(prepare));
  return index;
}

async function search() {
  const text = input.value.trim();
  const query = words(text);
  if (query.length === 0) {
    results.hidden = true;
    everything.hidden = false;
    status.textContent = "";
    return;
  }
  let entries;
  try {
    entries = await load();
  } catch {
    index = null;
    status.textContent = form.dataset.failed;
    return;
  }
  if (input.value.trim() !== text) return;
  const today = new Date().toISOString().slice(0, 10);
  const found = entries
    .filter((entry) => !(entry.card.closes && entry.card.closes < today))
    .map((entry, order) => ({ card: entry.card, score: score(entry, query), order }))
    .filter((hit) => hit.score > 0)
    .sort((a, b) => b.score - a.score || a.order - b.order);
  list.replaceChildren(...found.slice(0, MOST).map((hit) => item(hit.card)));
  results.hidden = found.length === 0;
  everything.hidden = found.length > 0;
  status.textContent = found.length === 0 ? form.dataset.none : counted(found.length);
}

let timer;
input.addEventListener("input", () => {
  clearTimeout(timer);
  timer = setTimeout(search, 120);
});
form.addEventListener("submit", (event) => {
  event.preventDefault();
  const address = new URL(location.href);
  address.searchParams.set("q", input.value);
  history.replaceState(null, "", address);
  search();
});
const asked = new URLSearchParams(location.search).get("q");
if (asked) {
  input.value = asked;
  search();
}
