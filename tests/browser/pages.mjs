// Pages in headless Chromium: accessibility, the policy, what moves, what it costs.

import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { gzipSync } from "node:zlib";
import { check, each, test } from "./check.mjs";
import { NOW } from "./site.mjs";

const require = createRequire(import.meta.url);
const axe = readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");

/** A new tab that notes what the browser complains of. With `scriptDelay`, scripts come so many milliseconds late. */
export async function open(browser, url, { width = 1280, height = 900, scheme = "light", wait = "load", now = NOW, scriptDelay = 0 } = {}) {
  const page = await browser.newPage();
  // The browser's day is that of the build: with the machine's, other postings would be open each year.
  await page.evaluateOnNewDocument((now) => {
    const Real = Date;
    const shift = Real.parse(now) - Real.now();
    globalThis.Date = class extends Real {
      constructor(...given) {
        super(...(given.length === 0 ? [Real.now() + shift] : given));
      }
      static now() {
        return Real.now() + shift;
      }
    };
  }, now);
  await page.emulateTimezone("UTC");
  const faults = [];
  page.on("console", (message) => ["error", "warn"].includes(message.type()) && faults.push(message.text()));
  page.on("pageerror", (fault) => faults.push(String(fault)));
  // What is under way when a tab goes on to the next page fails, too.
  page.on("requestfailed", (request) => request.failure()?.errorText !== "net::ERR_ABORTED" && faults.push(`${request.url()} failed`));
  await page.setViewport({ width, height });
  await page.emulateMediaFeatures([{ name: "prefers-color-scheme", value: scheme }]);
  await page.evaluateOnNewDocument(() => {
    globalThis.shifts = [];
    new PerformanceObserver((list) => {
      for (const { value, hadRecentInput, sources } of list.getEntries()) {
        // As the metric itself has it (Layout Instability, W3C, 2025): what follows on a resized window is not the page's doing. On a busy
        // machine, the size that we ask for can reach a page after its first frame.
        if (hadRecentInput) continue;
        const moved = sources.map(({ node, previousRect, currentRect }) => `${(node?.parentElement ?? node)?.outerHTML?.slice(0, 120)}: ${JSON.stringify(previousRect)} to ${JSON.stringify(currentRect)}`);
        globalThis.shifts.push(`${value}: ${moved.join(" | ")}`);
      }
    }).observe({ type: "layout-shift", buffered: true });
  });
  if (scriptDelay > 0) {
    await page.setRequestInterception(true);
    page.on("request", (request) => setTimeout(() => request.continue(), request.resourceType() === "script" ? scriptDelay : 0));
  }
  await page.goto(url, { waitUntil: wait });
  return { page, faults };
}

/** What axe has to say of a page as it is now. */
export async function complaints(page, rules = {}) {
  // Through the debugger, which no policy of the page forbids.
  if (!(await page.evaluate(() => "axe" in globalThis))) await page.evaluate(axe);
  const { violations } = await page.evaluate((rules) => globalThis.axe.run(document, { resultTypes: ["violations"], ...rules }), rules);
  return violations.map((v) => `${v.id}: ${v.help}: ${v.nodes.map((node) => node.html).slice(0, 3).join(" | ")}`);
}

/**
 * The pages that are looked at: each shows a kind of page in a language, or an element of a class on a kind of page, that none before it has; and of
 * them those that axe sees, which show a language or such an element that is not in `seen` yet.
 */
function varied(site, seen) {
  const known = new Set();
  const isNewTo = (known, shown) => {
    const isNew = shown.some((what) => !known.has(what));
    for (const what of shown) known.add(what);
    return isNew;
  };
  const audited = new Set();
  const various = site.pages.filter((file) => {
    const html = readFileSync(file, "utf8");
    if (html.includes('http-equiv="refresh"')) return false;
    const kind = /<body class="([^"]*)"/.exec(html)?.[1];
    const lang = /<html lang="([^"]*)"/.exec(html)?.[1];
    const tags = [...html.slice(html.indexOf("<body")).matchAll(/<(\w+)(?:[^>]*? class="([^"]*)")?/g)];
    const shown = tags.map(([, tag, classes]) => `${kind} ${tag}.${classes ?? ""}`);
    if (isNewTo(seen, [lang, ...shown])) audited.add(file);
    return isNewTo(known, [`${kind} ${lang}`, ...shown]);
  });
  return { various: new Set(various), audited };
}

/** What axe may look at in each: all of it where the page is laid out, colours where they alone have changed. */
const LOOKS = [
  { width: 1280, scheme: "light", rules: {} },
  { width: 1280, scheme: "dark", rules: { runOnly: { type: "rule", values: ["color-contrast", "link-in-text-block"] } } },
  { width: 320, scheme: "light", rules: {} },
];

/**
 * Looks at pages that show all there is, and at those named, or at these alone; whether they move, at every other that axe sees. What another site
 * of the same theme has shown is in `seen`.
 */
export async function pages(browser, site, named = [], { areAll = false, seen = new Set() } = {}) {
  const { name } = site;
  const isNamed = (file) => named.some((path) => site.address(file) === site.base + path);
  const { various, audited } = areAll ? { various: new Set(), audited: new Set() } : varied(site, seen);
  for (const file of site.pages.filter(isNamed)) audited.add(file);
  const shown = site.pages.filter((file) => various.has(file) || audited.has(file));

  await test(`${name}: axe finds no violation on ${audited.size} of ${site.pages.length} pages, light, dark and narrow; none of ${shown.length} breaks the policy or scrolls sideways`, async () => {
    // A few tabs show one page after another: a new one would read axe anew.
    const tabs = await Promise.all([1, 2, 3].map(() => open(browser, "about:blank")));
    await each(shown, tabs.length, async (file) => {
      const url = site.address(file);
      const tab = tabs.pop();
      const { page, faults } = tab;
      try {
        await page.goto(url, { waitUntil: "load" });
        for (const { width, scheme, rules } of LOOKS) {
          await page.setViewport({ width, height: 800 });
          await page.emulateMediaFeatures([{ name: "prefers-color-scheme", value: scheme }]);
          const found = audited.has(file) ? await complaints(page, rules) : [];
          check(found.length === 0, `${url} at ${width}, ${scheme}: ${found.join("\n  ")}`);
          const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
          check(wide <= 0, `${url} is ${wide} px too wide at ${width}`);
        }
        check(faults.length === 0, `${url}: ${faults.join("; ")}`);
      } finally {
        faults.length = 0;
        tabs.push(tab);
      }
    });
    await Promise.all(tabs.map(({ page }) => page.close()));
  });

  await test(`${name}: nothing moves while a page loads`, async () => {
    // Most of it is waiting.
    await each([...audited].filter((file, i) => i % 2 === 0 || isNamed(file)), 6, async (file) => {
      for (const width of [375, 1280]) {
        // Late scripts find the page painted, as they do on a slow phone.
        const load = async () => {
          const { page } = await open(browser, site.address(file), { width, wait: "networkidle0", scriptDelay: 150 });
          const shifts = await page.evaluate(() => globalThis.shifts);
          await page.close();
          return shifts;
        };
        // A busy browser may paint in the middle of a word, and then the line breaks anew; what the page itself does, it does each time.
        let shifts = await load();
        for (let tries = 1; tries < 3 && shifts.length > 0; tries += 1) shifts = await load();
        check(shifts.length === 0, `${site.address(file)} moves at ${width}:\n  ${shifts.join("\n  ")}`);
      }
    });
  });
}

/** What every reader pays: bytes as a host would send them, and how many requests. */
export async function weight(browser, site, wanted) {
  await test(`${site.name}: pages are light: style and scripts in 30 KB, the first page in 60 KB and its typeface in 60, at most 16 requests`, async () => {
    for (const path of wanted) {
      const page = await browser.newPage();
      const sizes = new Map();
      page.on("response", (response) => {
        const url = response.url();
        if (!url.startsWith("http")) return;
        sizes.set(url, (async () => {
          const body = await response.buffer().catch(() => Buffer.alloc(0));
          return /\.(png|jpg|webp|woff2)$/.test(url) ? body.length : gzipSync(body).length;
        })());
      });
      await page.setViewport({ width: 412, height: 823, deviceScaleFactor: 1 });
      await page.goto(site.base + path, { waitUntil: "networkidle0" });
      const sent = await Promise.all([...sizes].map(async ([url, size]) => [url, await size]));
      await page.close();
      const sum = (list) => list.reduce((total, [, size]) => total + size, 0);
      const code = sum(sent.filter(([url]) => /\.(css|js)$/.test(url)));
      console.log(`   /${path}: ${sum(sent)} bytes in ${sent.length} requests, style and scripts ${code}`);
      check(code <= 30_000, `${path}: style and scripts are ${code} bytes`);
      const type = sum(sent.filter(([url]) => url.endsWith(".woff2")));
      check(type <= 60_000, `${path}: the typeface is ${type} bytes`);
      check(sum(sent) - type <= 60_000, `${path}: ${sum(sent)} bytes: ${JSON.stringify(sent)}`);
      check(sent.length <= 16, `${path}: ${sent.length} requests: ${sent.map(([url]) => url)}`);
    }
  });
}
