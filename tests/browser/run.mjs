// The development server, the demo site, the same with the other theme, and the site of odd things: in other hands and in headless Chromium.
//
//     node tests/browser/run.mjs [PART…]
//
// Run by tests/run, which says which program; by hand it is the release build. Without a part, all of them: documents, boards, search, live,
// strangers, reader, pages. Prints `browser: N passed, N failed` last.

import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import puppeteer from "puppeteer-core";
import { audits, links } from "./audits.mjs";
import { check, finish, test } from "./check.mjs";
import { documents, schemas, structuredData, types } from "./documents.mjs";
import { live } from "./live.mjs";
import { pages, weight } from "./pages.mjs";
import { reader, videos } from "./reader.mjs";
import { engine, searching, shards } from "./search.mjs";
import { demo, specimen, styled, themed } from "./site.mjs";
import { strangers } from "./strangers.mjs";
import { naughty, boards } from "./boards.mjs";

const launch = (more = []) => puppeteer.launch({
  executablePath: "/usr/bin/chromium",
  args: ["--no-sandbox", "--disable-dev-shm-usage", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync",
    // A page takes a third less time without a process of its own, and where none that was left is kept.
    "--disable-features=BackForwardCache,IsolateOrigins,SitePerProcess,SpareRendererForSitePerProcess,Prerender2", ...more],
});

/** Makes something when it is first asked for. */
function once(make) {
  let made;
  return () => (made ??= make());
}

const browser = once(() => launch());
const ours = once(demo);
const odd = once(specimen);
const other = once(() => themed("broadsheet"));
const looked = ["", "jobs/", "jobs/northwind-backend/", "articles/first-week-on-call/", "search/"];

async function kinds(ours) {
  await test("the demo site has every kind of page", () => {
    const wanted = ["index.html", "jobs/index.html", "articles/index.html", "companies/index.html", "authors/index.html", "tags/index.html",
      "tags/backend/index.html", "tags/dotnet/index.html", "archive/index.html", "search/index.html", "404.html", "about/index.html",
      "jobs/northwind-backend/index.html", "jobs/northwind-backend/card.png", "jobs/northwind-backend/qr.svg", "jobs/data-engineer/index.html",
      "es/index.html", "es/empleos/index.html", "es/404.html", "companies/tramontana-cycles/atom.xml", "_headers", "_redirects", "site.webmanifest",
      "openings/index.html", "openings/place/es/index.html", "openings/skill/linux/remote/es/index.html", "salaries/index.html", "es/ofertas/place/es/index.html",
      "feeds/indeed.xml", "jobs.json", "jobs.schema.json", "jobs/northwind-backend/index.md", "closing.ics"];
    for (const path of wanted) check(existsSync(join(ours.output, path)), `${path} is missing`);
  });

  await test("open postings have markup, closed ones a notice and none", () => {
    const postings = structuredData(ours).filter(({ data }) => data["@type"] === "JobPosting");
    check(postings.length >= 14, `only ${postings.length} postings have markup`);
    const closed = readFileSync(join(ours.output, "jobs/data-engineer/index.html"), "utf8");
    check(!closed.includes("JobPosting") && closed.includes("This job is closed and"), "a closed posting has markup or no notice");
  });
}

const PARTS = {
  async documents() {
    await schemas();
    await kinds(await ours());
    for (const site of [await ours(), await odd()]) {
      await documents(site);
      await links(site);
    }
    await links(await other());
    await types([await ours(), await odd()]);
  },
  async boards() {
    await boards(await ours());
    await naughty();
  },
  async search() {
    await engine();
    await shards(await browser());
    await searching(await browser(), await ours());
  },
  live: () => live(launch),
  strangers: async () => strangers(await browser()),
  async reader() {
    await reader(await browser(), await ours());
    await videos(await browser(), await odd());
    await weight(await browser(), await ours(), looked);
    await audits(await browser(), await ours(), looked);
  },
  async pages() {
    const seen = new Set();
    await pages(await browser(), await ours(), looked, { seen });
    await pages(await browser(), await odd(), [], { seen });
    await pages(await browser(), await other());
    const action = { label: "Post a job", url: "/about/" };
    await pages(await browser(), await styled({ look: "public", accent: "blue", header_action: action }), looked, { areAll: true });
    await pages(await browser(), await styled({ look: "board", accent: "plum", header: "accent", header_action: action }), looked, { areAll: true });
  },
};

const wanted = process.argv.slice(2);
const unknown = wanted.filter((name) => !(name in PARTS));
if (unknown.length > 0) {
  console.error(`no part ${unknown.join(", ")}; there are ${Object.keys(PARTS).join(", ")}`);
  process.exit(2);
}
for (const [name, part] of Object.entries(PARTS)) {
  if (wanted.length === 0 || wanted.includes(name)) await part();
}
finish();
