// The search beside those that other sites use, on the same texts and with the same questions: tests/search/site and tests/search/queries.tsv.
//
//     cargo build --release && cd tests/bench/search && npm ci && node run.mjs
//
// Each is set up as its own documentation advises for a list of documents with fields: boosts for titles and skills, prefixes, a tolerance for slips, stems of the language
// where it has them. All are given the same fields, the facts of a posting among them. Pagefind reads the pages themselves, in headless Chromium (Debian's package, with the
// driver of tests/browser). Printed are how many questions have the right first answer, the right one among the first ten, and a wrong one (what the table excludes) there; the
// bytes that a browser loads before a first answer, compressed, code included; and the time of a question when all is loaded.

import { execFileSync } from "node:child_process";
import { createServer } from "node:http";
import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync, statSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, extname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import FlexSearch from "flexsearch";
import Fuse from "fuse.js";
import MiniSearch from "minisearch";
import { create, insertMultiple, search } from "@orama/orama";
import { stemmer as english } from "@orama/stemmers/english";
import { stemmer as french } from "@orama/stemmers/french";
import { stemmer as german } from "@orama/stemmers/german";
import { stemmer as spanish } from "@orama/stemmers/spanish";
import { Index } from "../../../themes/default/static/find.js";

const HERE = dirname(fileURLToPath(import.meta.url));
const ROOT = join(HERE, "../../..");
const PROGRAM = process.env.ROLECALL ?? join(ROOT, "target/release/rolecall");
const NOW = "2026-11-21T12:00:00Z";
const TODAY = Math.floor(Date.parse(NOW) / 86400000);
const LANGUAGES = { en: "english", es: "spanish", de: "german", fr: "french" };
const STEMMERS = { en: english, es: spanish, de: german, fr: french };
const BOOST = { title: 5, tags: 4, company: 3, place: 3, facts: 2, summary: 1, text: 0.5 };
const FIELDS = Object.keys(BOOST);

const output = mkdtempSync(join(tmpdir(), "rolecall-bench-search-"));
process.once("exit", () => rmSync(output, { recursive: true, force: true }));
execFileSync(PROGRAM, ["build", "--quiet", "--root", join(ROOT, "tests/search/site"), "--output", output, "--now", NOW], { stdio: ["ignore", "ignore", "ignore"] });

const gz = (data) => gzipSync(data, { level: 9 }).length;
const code = (path) => gz(readFileSync(createRequire(import.meta.url).resolve(path)));
const filesOf = (folder) => readdirSync(folder, { withFileTypes: true }).flatMap((entry) => (entry.isDirectory() ? filesOf(join(folder, entry.name)) : [join(folder, entry.name)]));

/** What every search is given: the cards of the index, and the text of the page. */
function documents(lang) {
  const { docs } = JSON.parse(readFileSync(join(output, "search", lang, "index.json"), "utf8"));
  return docs.map((doc, id) => {
    const page = join(output, decodeURI(doc.url), "index.html");
    const html = existsSync(page) ? readFileSync(page, "utf8") : "";
    const prose = /<div class="prose[^"]*">([\s\S]*?)<\/div>/.exec(html)?.[1] ?? "";
    return {
      id, title: doc.title, tags: (doc.tags ?? []).join(" "), company: doc.company ?? "", place: doc.place ?? "",
      facts: [...(doc.facts ?? []), ...(doc.countries ?? []), doc.pay ?? ""].join(" "), summary: doc.summary ?? "", text: prose.replace(/<[^>]+>/g, " ").replace(/\s+/g, " ").trim(),
    };
  });
}

const docsOf = Object.fromEntries(Object.keys(LANGUAGES).map((lang) => [lang, documents(lang)]));
const oneFile = gz(JSON.stringify(docsOf.en));

/** Each gives for a language a function from a question to titles, and the bytes before a first answer (English). */
const SEARCHES = {
  async Rolecall() {
    const index = Object.fromEntries(Object.keys(LANGUAGES).map((lang) => [lang, new Index(JSON.parse(readFileSync(join(output, "search", lang, "index.json"), "utf8")))]));
    const scripts = readdirSync(join(output, "assets")).filter((name) => /^(find|search)\..*\.js$/.test(name));
    const bytes = gz(readFileSync(join(output, "search/en/index.json"))) + scripts.reduce((sum, name) => sum + gz(readFileSync(join(output, "assets", name))), 0);
    const of = (lang) => (text) => {
      const { docs, partial } = index[lang].find({ text, today: TODAY });
      return partial ? [] : docs.slice(0, 10).map((doc) => index[lang].docs[doc].title);
    };
    return { of, bytes };
  },
  async MiniSearch() {
    const made = Object.fromEntries(Object.keys(LANGUAGES).map((lang) => {
      const index = new MiniSearch({ fields: FIELDS, storeFields: ["title"] });
      index.addAll(docsOf[lang]);
      return [lang, index];
    }));
    const of = (lang) => (text) => made[lang].search(text, { boost: BOOST, prefix: true, fuzzy: 0.2, combineWith: "AND" }).slice(0, 10).map(({ title }) => title);
    return { of, bytes: oneFile + code("minisearch") };
  },
  async Orama() {
    const made = {};
    for (const [lang, language] of Object.entries(LANGUAGES)) {
      made[lang] = create({ schema: Object.fromEntries(FIELDS.map((field) => [field, "string"])), components: { tokenizer: { language, stemming: true, stemmer: STEMMERS[lang] } } });
      await insertMultiple(made[lang], docsOf[lang].map(({ id, ...doc }) => ({ ...doc, id: String(id) })));
    }
    const of = (lang) => async (text) => (await search(made[lang], { term: text, boost: BOOST, tolerance: 1, threshold: 0, limit: 10 })).hits.map(({ document }) => document.title);
    const folder = join(HERE, "node_modules/@orama/orama/dist/browser");
    return { of, bytes: oneFile + gz(filesOf(folder).filter((name) => name.endsWith(".js")).map((name) => readFileSync(name, "utf8")).join("\n")) };
  },
  async FlexSearch() {
    const made = Object.fromEntries(Object.keys(LANGUAGES).map((lang) => {
      const index = new FlexSearch.Document({ tokenize: "forward", encoder: FlexSearch.Charset.LatinBalance, document: { id: "id", index: FIELDS, store: ["title"] } });
      docsOf[lang].forEach((doc) => index.add(doc));
      return [lang, index];
    }));
    const of = (lang) => (text) => made[lang].search(text, { limit: 10, enrich: true, merge: true }).slice(0, 10).map(({ doc }) => doc.title);
    return { of, bytes: oneFile + gz(readFileSync(join(HERE, "node_modules/flexsearch/dist/flexsearch.bundle.module.min.js"))) };
  },
  async Fuse() {
    const made = Object.fromEntries(Object.keys(LANGUAGES).map((lang) => [lang, new Fuse(docsOf[lang], { keys: FIELDS.map((name) => ({ name, weight: BOOST[name] })), threshold: 0.3, ignoreLocation: true, ignoreDiacritics: true })]));
    const of = (lang) => (text) => made[lang].search(text, { limit: 10 }).map(({ item }) => item.title);
    return { of, bytes: oneFile + gz(readFileSync(join(HERE, "node_modules/fuse.js/dist/fuse.min.mjs"))) };
  },
  async Pagefind() {
    execFileSync(join(HERE, "node_modules/.bin/pagefind"), ["--site", output, "--glob", "{jobs,articles,companies,es,de,fr,tags}/**/*.html", "--root-selector", "main"], { stdio: ["ignore", "ignore", "ignore"] });
    let bytes = 0;
    const server = createServer((request, response) => {
      const path = decodeURI(new URL(request.url, "http://x").pathname);
      const file = join(output, path.endsWith("/") ? `${path}index.html` : path);
      if (!existsSync(file) || !statSync(file).isFile()) return response.writeHead(404).end();
      const data = readFileSync(file);
      // Its own files are compressed already.
      if (path.startsWith("/pagefind/")) bytes += /\.(pf_\w+|pagefind)$/.test(path) ? data.length : gz(data);
      response.writeHead(200, { "Content-Type": { ".html": "text/html", ".js": "text/javascript", ".json": "application/json", ".wasm": "application/wasm" }[extname(file)] ?? "application/octet-stream" });
      return response.end(data);
    });
    await new Promise((done) => server.listen(0, "127.0.0.1", done));
    const puppeteer = (await import(createRequire(join(ROOT, "tests/browser/package.json")).resolve("puppeteer-core"))).default;
    const browser = await puppeteer.launch({ executablePath: "/usr/bin/chromium", args: ["--no-sandbox", "--disable-dev-shm-usage"] });
    const origin = `http://127.0.0.1:${server.address().port}`;
    const pages = {};
    let first;
    for (const lang of Object.keys(LANGUAGES)) {
      const page = await browser.newPage();
      const file = filesOf(output).find((name) => name.endsWith("index.html") && readFileSync(name, "utf8").includes(`<html lang="${lang}"`));
      await page.goto(`${origin}${file.slice(output.length)}`, { waitUntil: "load" });
      bytes = 0;
      await page.evaluate(async (origin) => {
        globalThis.found = await import(`${origin}/pagefind/pagefind.js`);
        await globalThis.found.init();
      }, origin);
      const ask = (text) => page.evaluate(async (text) => {
        const { results } = await globalThis.found.search(text);
        const data = await Promise.all(results.slice(0, 10).map((result) => result.data()));
        return data.map(({ meta }) => meta.title.trim());
      }, text);
      await ask("engineer");
      first ??= bytes;
      pages[lang] = ask;
    }
    return { of: (lang) => pages[lang], bytes: first, done: async () => (await browser.close(), server.close()) };
  },
};

const table = readFileSync(join(ROOT, "tests/search/queries.tsv"), "utf8").split("\n").filter((line) => line !== "" && !line.startsWith("#")).map((line) => line.split("\t"));
console.log(`${table.length} questions, ${docsOf.en.length} entries\n`);
console.log("               first right    in ten    a wrong one    nothing where nothing is    KB before an answer    ms a question");
for (const [name, make] of Object.entries(SEARCHES)) {
  const { of, bytes, done } = await make();
  let [right, inTen, asked, wrong, excluding, nothing, none] = [0, 0, 0, 0, 0, 0, 0];
  let time = 0;
  for (const [lang, text, first, not] of table) {
    const started = performance.now();
    const titles = await of(lang)(text);
    time += performance.now() - started;
    const [wanted] = first.split("|").filter((title) => !["", "*"].includes(title));
    if (wanted === "-") {
      none += 1;
      nothing += titles.length === 0 ? 1 : 0;
    } else if (wanted) {
      asked += 1;
      right += titles[0] === wanted ? 1 : 0;
      inTen += titles.includes(wanted) ? 1 : 0;
    }
    if (not) {
      excluding += 1;
      wrong += not.split("|").some((title) => titles.includes(title)) ? 1 : 0;
    }
  }
  const share = (n, of) => `${Math.round((100 * n) / of)} %`;
  console.log(`${name.padEnd(12)}${share(right, asked).padStart(14)}${share(inTen, asked).padStart(10)}${`${wrong} of ${excluding}`.padStart(15)}${`${nothing} of ${none}`.padStart(28)}${(bytes / 1000).toFixed(0).padStart(23)}${(time / table.length).toFixed(2).padStart(17)}`);
  await done?.();
}
