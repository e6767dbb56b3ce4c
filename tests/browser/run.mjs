// The development server, the demo site, the same with the other theme, and the site of odd things: in other hands and in headless Chromium.
//
// Run by tests/run, behind a release build. Prints `browser: N passed, N failed` last.

import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import puppeteer from "puppeteer-core";
import { audits, links } from "./audits.mjs";
import { check, finish, test } from "./check.mjs";
import { documents, structuredData } from "./documents.mjs";
import { live } from "./live.mjs";
import { pages, weight } from "./pages.mjs";
import { reader, videos } from "./reader.mjs";
import { demo, specimen, themed } from "./site.mjs";
import { strangers } from "./strangers.mjs";
import { naughty, takers } from "./takers.mjs";

const launch = (more = []) => puppeteer.launch({
  executablePath: "/usr/bin/chromium",
  args: ["--no-sandbox", "--disable-dev-shm-usage", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync", ...more],
});
await live(launch);
const browser = await launch();
const ours = await demo();
const odd = await specimen();
const other = await themed("broadsheet");

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

for (const site of [ours, odd]) {
  await documents(site);
  await links(site);
}
await links(other);
await takers(ours);
await naughty();
await strangers(browser);
await reader(browser, ours);
await videos(browser, odd);
const looked = ["", "jobs/", "jobs/northwind-backend/", "articles/first-week-on-call/", "search/"];
await weight(browser, ours, looked);
await audits(browser, ours, looked);
await pages(browser, ours, { named: looked });
await pages(browser, odd);
await pages(browser, other, { nth: 3 });

await browser.close();
for (const site of [ours, odd, other]) site.close();
finish();
