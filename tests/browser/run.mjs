// The demo site in other hands: the HTML checker, and headless Chromium.
//
// Run by tests/run, behind a build into public/. Prints `browser: N passed` last; the first fault ends it with 1.

import { execFileSync } from "node:child_process";
import { createServer } from "node:http";
import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, extname, join } from "node:path";
import { fileURLToPath } from "node:url";
import puppeteer from "puppeteer-core";

const require = createRequire(import.meta.url);
const root = join(dirname(fileURLToPath(import.meta.url)), "../../public");
let passed = 0;

async function test(name, body) {
  try {
    await body();
  } catch (fault) {
    console.error(`FAILED ${name}\n${fault.stack ?? fault}`);
    process.exit(1);
  }
  passed += 1;
  console.log(`ok ${name}`);
}

function check(holds, message) {
  if (!holds) throw new Error(message);
}

function files(folder) {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) =>
    entry.isDirectory() ? files(join(folder, entry.name)) : [join(folder, entry.name)],
  );
}

const all = files(root);
const pages = all.filter((path) => path.endsWith(".html"));

await test("the demo site has every kind of page", () => {
  const wanted = ["index.html", "jobs/index.html", "articles/index.html", "companies/index.html", "authors/index.html", "tags/index.html",
    "tags/backend/index.html", "tags/dotnet/index.html", "archive/index.html", "search/index.html", "404.html", "about/index.html",
    "jobs/northwind-backend/index.html", "jobs/data-engineer/index.html", "es/index.html", "es/empleos/index.html", "es/404.html"];
  for (const path of wanted) check(existsSync(join(root, path)), `${path} is missing`);
});

await test("vnu finds no error on any page", () => {
  const jar = require("vnu-jar");
  try {
    execFileSync("java", ["-Xss8m", "-jar", jar, "--errors-only", "--skip-non-html", ...pages], { stdio: ["ignore", "pipe", "pipe"] });
  } catch (fault) {
    throw new Error(fault.stderr?.toString() ?? String(fault));
  }
});

await test("no page has a script or a style of its own", () => {
  for (const path of pages) {
    const html = readFileSync(path, "utf8");
    check(!/<script(?![^>]*(?:src=|application\/ld\+json))/.test(html), `${path} has an inline script`);
    check(!/<style|\sstyle=|\son\w+=/.test(html), `${path} has an inline style or handler`);
  }
});

await test("structured data can be read back", () => {
  let postings = 0;
  for (const path of pages) {
    const html = readFileSync(path, "utf8");
    for (const [, text] of html.matchAll(/<script type="application\/ld\+json">(.*?)<\/script>/gs)) {
      if (JSON.parse(text)["@type"] === "JobPosting") postings += 1;
    }
  }
  check(postings >= 5, `only ${postings} postings have markup`);
  const closed = readFileSync(join(root, "jobs/data-engineer/index.html"), "utf8");
  check(!closed.includes("JobPosting") && closed.includes("This job is closed and"), "a closed posting has markup or no notice");
});

await test("every link within the site leads somewhere", () => {
  const made = new Set(all.map((path) => path.slice(root.length)));
  for (const path of pages) {
    for (const [, target] of readFileSync(path, "utf8").matchAll(/\s(?:href|src)="(\/[^"#?]*)/g)) {
      const file = decodeURI(target.endsWith("/") ? `${target}index.html` : target);
      check(made.has(file), `${path} links to ${target}`);
    }
  }
});

const TYPES = { ".html": "text/html; charset=utf-8", ".css": "text/css", ".js": "text/javascript", ".json": "application/json", ".svg": "image/svg+xml" };
const CSP =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; form-action 'self'; base-uri 'none'; object-src 'none'; require-trusted-types-for 'script'";
const server = createServer((request, response) => {
  let path = join(root, decodeURI(new URL(request.url, "http://x").pathname));
  if (existsSync(path) && statSync(path).isDirectory()) path = join(path, "index.html");
  if (!path.startsWith(root) || !existsSync(path)) {
    response.writeHead(404).end();
    return;
  }
  response.writeHead(200, { "Content-Type": TYPES[extname(path)] ?? "application/octet-stream", "Content-Security-Policy": CSP });
  response.end(readFileSync(path));
});
await new Promise((done) => server.listen(0, "127.0.0.1", done));
const origin = `http://127.0.0.1:${server.address().port}`;
const browser = await puppeteer.launch({ executablePath: "/usr/bin/chromium", args: ["--no-sandbox", "--disable-dev-shm-usage"] });

async function open(path) {
  const page = await browser.newPage();
  const faults = [];
  page.on("console", (message) => ["error", "warn"].includes(message.type()) && faults.push(message.text()));
  page.on("pageerror", (fault) => faults.push(String(fault)));
  await page.goto(origin + path, { waitUntil: "networkidle0" });
  return { page, faults };
}

async function found(path, query) {
  const { page, faults } = await open(path);
  await page.type("#q", query);
  await page.waitForFunction(() => document.getElementById("search-status").textContent !== "", { timeout: 5000 });
  const titles = await page.$$eval("#search-results h3", (headings) => headings.map((heading) => heading.textContent));
  const status = await page.$eval("#search-status", (line) => line.textContent);
  await page.close();
  check(faults.length === 0, faults.join("\n"));
  return { titles, status };
}

await test("search finds words by their beginning, whatever their accents", async () => {
  for (const [path, query, title] of [
    ["/search/", "timetab", "Backend Engineer, Timetables"],
    ["/search/", "c++", "Grid Software Engineer"],
    ["/search/", "zaragoza rust", "Backend Engineer, Timetables"],
    ["/search/", ".net", ".NET"],
    ["/es/buscar/", "ingenieria", "Ingeniería backend, horarios"],
    ["/es/buscar/", "técnico", "Soporte técnico"],
  ]) {
    const { titles } = await found(path, query);
    check(titles.includes(title), `${query} found ${JSON.stringify(titles)}`);
  }
});

await test("search tells skills apart and says when it finds nothing", async () => {
  const { titles } = await found("/search/", "c++");
  check(!titles.includes("Support Engineer (f/m/d)"), `c++ found ${titles}`);
  const none = await found("/search/", "zzzz");
  check(none.titles.length === 0 && none.status.includes("Nothing was found"), JSON.stringify(none));
});

await test("a query in the address is searched, and is never markup", async () => {
  const { page, faults } = await open(`/search/?q=${encodeURIComponent("<img src=x onerror=alert(1)>")}`);
  check((await page.$("main img[src=x]")) === null, "the query became markup");
  await page.close();
  check(faults.length === 0, faults.join("\n"));
});

await test("without JavaScript the search page leads everywhere", async () => {
  const page = await browser.newPage();
  await page.setJavaScriptEnabled(false);
  await page.goto(`${origin}/search/`);
  const links = await page.$$eval("main a", (anchors) => anchors.map((anchor) => anchor.getAttribute("href")));
  for (const path of ["/jobs/", "/articles/", "/tags/rust/", "/jobs/northwind-backend/"]) check(links.includes(path), `${path} is not linked`);
  await page.close();
});

await test("pages obey a strict policy, wide and narrow, light and dark, and never scroll sideways", async () => {
  for (const path of ["/", "/jobs/", "/jobs/northwind-backend/", "/articles/reading-a-job-posting/", "/tags/backend/", "/es/", "/404.html"]) {
    for (const [width, scheme] of [[320, "dark"], [1280, "light"]]) {
      const { page, faults } = await open(path);
      await page.setViewport({ width, height: 800 });
      await page.emulateMediaFeatures([{ name: "prefers-color-scheme", value: scheme }]);
      const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
      check(wide <= 0, `${path} is ${wide}px too wide at ${width}`);
      check(faults.length === 0, `${path}: ${faults.join("\n")}`);
      await page.close();
    }
  }
});

await browser.close();
server.close();
console.log(`browser: ${passed} passed`);
