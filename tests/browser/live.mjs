// The development server in headless Chromium: what a save does to an open page, the server's own pages, and what others get.

import { spawn } from "node:child_process";
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { check, test as run } from "./check.mjs";
import { complaints } from "./pages.mjs";
import { NOW, PROGRAM, ROOT } from "./site.mjs";


/** A copy of the demo site, served. */
async function serve() {
  const folder = mkdtempSync(join(tmpdir(), "rolecall-live-"));
  for (const name of ["content", "themes"]) cpSync(join(ROOT, name), join(folder, name), { recursive: true });
  const child = spawn(PROGRAM, ["serve", "--quiet", "--drafts", "--port", "0", "--now", NOW, "--root", folder], { stdio: ["ignore", "pipe", "ignore"] });
  process.on("exit", () => child.kill());
  const line = await new Promise((done) => child.stdout.once("data", (data) => done(String(data))));
  const url = line.match(/http:\S+/)[0];
  const path = (name) => join(folder, name);
  const originals = new Map();
  return {
    url,
    port: Number(new URL(url).port),
    read: (name) => readFileSync(path(name), "utf8"),
    write: (name, text) => {
      if (!originals.has(name)) originals.set(name, readFileSync(path(name), "utf8"));
      writeFileSync(path(name), text);
    },
    /** Puts every file back, and waits until the server shows that: its pages name style sheets that are there. */
    async restore() {
      for (const [name, text] of originals) if (readFileSync(path(name), "utf8") !== text) writeFileSync(path(name), text);
      originals.clear();
      for (let same = 0, last = ""; same < 4; await new Promise((done) => setTimeout(done, 50))) {
        const page = await (await fetch(url)).text();
        same = page === last ? same + 1 : 0;
        last = page;
      }
    },
    close() {
      child.kill();
      rmSync(folder, { recursive: true });
    },
  };
}

/** Waits until something holds in a page, which may be loaded anew meanwhile. */
async function until(page, holds, what) {
  for (const end = Date.now() + 10_000; Date.now() < end; ) {
    if (await page.evaluate(holds).catch(() => false)) return;
    await new Promise((done) => setTimeout(done, 40));
  }
  throw new Error(`not within 10 seconds: ${what}`);
}

const POSTING = "content/jobs/northwind-backend.md";

export async function live(launch) {
  const browser = await launch(["--host-resolver-rules=MAP evil.example 127.0.0.1"]);
  const site = await serve();

  async function open(path, { width = 1000, height = 500, scheme = "light" } = {}) {
    const page = await browser.newPage();
    const faults = [];
    page.on("console", (message) => ["error", "warn"].includes(message.type()) && faults.push(message.text()));
    page.on("pageerror", (fault) => faults.push(String(fault)));
    await page.setViewport({ width, height });
    await page.emulateMediaFeatures([{ name: "prefers-color-scheme", value: scheme }]);
    await page.goto(new URL(path, site.url).href, { waitUntil: "load" });
    return { page, faults };
  }
  const overlay = (page) => page.evaluate(() => document.querySelector("rolecall-overlay")?.shadowRoot.textContent ?? null);

  /** A test that leaves the site as it found it, however it ends. */
  const test = async (name, body) => {
    await run(name, body);
    await site.restore();
  };

  await test("a save is on screen, and the page stays where it was scrolled to", async () => {
    const { page, faults } = await open("jobs/northwind-backend/");
    await page.evaluate(() => scrollTo({ top: 420, behavior: "instant" }));
    const text = site.read(POSTING);
    site.write(POSTING, `${text}\n\nA sentence that was not there before.\n`);
    await until(page, () => document.body.textContent.includes("A sentence that was not there before."), "the new text");
    await until(page, () => Math.abs(scrollY - 420) < 2, "the place it was scrolled to");
    site.write(POSTING, text);
    await until(page, () => !document.body.textContent.includes("A sentence that was not there before."), "the old text");
    check(faults.length === 0, faults.join("\n"));
    await page.close();
  });

  await test("a faulty save puts its messages over the last good page, and mending takes them away", async () => {
    const { page, faults } = await open("jobs/northwind-backend/");
    const text = site.read(POSTING);
    site.write(POSTING, text.replace("skills:", "skils:"));
    await until(page, () => document.querySelector("rolecall-overlay") !== null, "the overlay");
    const told = await overlay(page);
    check(/1 error/.test(told) && /northwind-backend\.md:\d+:1/.test(told) && told.includes("did you mean `skills`"), told);
    check((await page.$eval("h1", (heading) => heading.textContent)).includes("Backend Engineer"), "the last good page is gone");
    // Whoever opens another page hears of it, too.
    const other = await open("jobs/");
    await until(other.page, () => document.querySelector("rolecall-overlay") !== null, "the overlay elsewhere");
    site.write(POSTING, text);
    // A page that nobody sees hears of it when it is seen again.
    for (const { page: shown } of [{ page }, other]) {
      await shown.bringToFront();
      await until(shown, () => document.readyState === "complete" && !document.querySelector("rolecall-overlay"), "no overlay");
      await shown.close();
    }
    check(faults.length === 0 && other.faults.length === 0, [...faults, ...other.faults].join("\n"));
  });

  await test("ten tabs at once are served, and the one in front is kept in step", async () => {
    const tabs = [];
    for (let number = 0; number < 10; number += 1) tabs.push((await open("jobs/northwind-backend/")).page);
    const text = site.read(POSTING);
    site.write(POSTING, `${text}\n\nOne of ten.\n`);
    for (const tab of [tabs.at(-1), tabs[0]]) {
      await tab.bringToFront();
      await until(tab, () => document.body.textContent.includes("One of ten."), "the new text");
    }
    site.write(POSTING, text);
    for (const tab of tabs) await tab.close();
  });

  await test("what an author wrote is no markup in the messages", async () => {
    const { page } = await open("jobs/northwind-backend/");
    const text = site.read(POSTING);
    site.write(POSTING, text.replace("skills:", "'<img src=x onerror=alert(1)>': x\nskills:"));
    await until(page, () => document.querySelector("rolecall-overlay") !== null, "the overlay");
    const images = await page.evaluate(() => document.querySelector("rolecall-overlay").shadowRoot.querySelectorAll("img").length);
    check(images === 0 && (await overlay(page)).includes("<img src=x"), await overlay(page));
    site.write(POSTING, text);
    await until(page, () => document.readyState === "complete" && !document.querySelector("rolecall-overlay"), "no overlay");
    await page.close();
  });

  await test("a style sheet is swapped in the open page", async () => {
    const { page, faults } = await open("jobs/");
    await page.evaluate(() => { globalThis.isStill = true; });
    const style = "themes/default/static/style.css.tera";
    site.write(style, `${site.read(style)}\nh1 { letter-spacing: 3px; }\n`);
    await until(page, () => getComputedStyle(document.querySelector("h1")).letterSpacing === "3px", "the new style");
    await until(page, () => document.querySelectorAll('link[rel="stylesheet"]').length === 1, "the old style gone");
    check(await page.evaluate(() => globalThis.isStill === true), "the page was loaded anew");
    check(faults.length === 0, faults.join("\n"));
    await page.close();
  });

  await test("drafts and closed postings have a ribbon, and links to drafts a mark", async () => {
    for (const [path, element, words] of [
      ["jobs/data-engineer/", "rolecall-ribbon", "closed"],
      ["jobs/", "rolecall-mark", "draft"],
      ["__rolecall/on/2026-12-24/", "rolecall-ribbon", "as of 2026-12-24 · Preview another date"],
      ["__rolecall/on/2026-12-24/jobs/", "rolecall-mark", "draft"],
    ]) {
      const { page, faults } = await open(path);
      await page.waitForSelector(element, { timeout: 5000 });
      const text = await page.$eval(element, (found) => found.shadowRoot.textContent);
      check(text === words && faults.length === 0, `${path}: ${text} ${faults}`);
      await page.close();
    }
  });

  await test("the server's own pages: axe finds nothing, light, dark and narrow; none breaks the policy or scrolls sideways", async () => {
    for (const path of ["__rolecall/", "__rolecall/?state=checks", "__rolecall/posting/?at=/jobs/northwind-backend/", "__rolecall/posting/?at=/jobs/data-engineer/"]) {
      const { page, faults } = await open(path);
      for (const [width, scheme] of [[1280, "light"], [1280, "dark"], [320, "light"]]) {
        await page.setViewport({ width, height: 800 });
        await page.emulateMediaFeatures([{ name: "prefers-color-scheme", value: scheme }]);
        const found = await complaints(page);
        check(found.length === 0, `${path} at ${width}, ${scheme}: ${found.join("\n  ")}`);
        const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
        check(wide <= 0, `${path} is ${wide} px too wide at ${width}`);
      }
      check(faults.length === 0, `${path}: ${faults.join("; ")}`);
      await page.close();
    }
  });

  await test("one travels to a day by the form, and sees what will be open then", async () => {
    const { page } = await open("__rolecall/");
    await page.$eval('input[name="day"]', (input) => { input.value = "2027-01-12"; });
    await Promise.all([page.waitForNavigation(), page.click("form[action='/__rolecall/on/'] button")]);
    check(page.url().endsWith("/__rolecall/on/2027-01-12/"), page.url());
    await page.goto(new URL("jobs/", page.url()).href);
    const jobs = await page.$eval("main", (main) => main.textContent);
    check(jobs.includes("Release Engineer") && !jobs.includes("Product Designer"), jobs);
    await page.close();
  });

  await test("pages of another origin and of another host get nothing", async () => {
    const paths = ["/", "/jobs/northwind-backend/", "/search/en/index.json", "/__rolecall/", "/__rolecall/live.js", "/__rolecall/on/2026-12-24/"];
    const html = "<!doctype html><title>elsewhere</title><body></body>";
    const server = createServer((_, response) => response.writeHead(200, { "Content-Type": "text/html" }).end(html));
    await new Promise((done) => server.listen(0, "127.0.0.1", done));
    const elsewhere = server.address().port;
    // Another host, and another port of this one, which browsers take for the same site.
    for (const host of ["evil.example", "localhost", "127.0.0.1"]) {
      const page = await browser.newPage();
      await page.goto(`http://${host}:${elsewhere}/`);
      for (const target of [`http://localhost:${site.port}`, `http://127.0.0.1:${site.port}`]) {
        const got = await page.evaluate(async (target, paths) => {
          const got = [];
          const element = (name, set) => new Promise((done) => {
            const made = Object.assign(document.createElement(name), set);
            made.onload = () => done(`${name} ${set.src ?? set.href}`);
            made.onerror = () => done(null);
            document.body.append(made);
          });
          for (const path of paths) {
            const url = target + path;
            for (const options of [{}, { mode: "no-cors" }, { credentials: "include" }]) {
              const answer = await fetch(url, options).catch(() => null);
              if (answer && answer.type !== "opaque") got.push(`fetch ${url}`);
              if (answer && answer.type === "opaque" && (await answer.text()) !== "") got.push(`opaque ${url}`);
            }
            got.push(await element("script", { src: url }), await element("img", { src: url }), await element("link", { rel: "stylesheet", href: url }));
            got.push(await import(url).then(() => `import ${url}`, () => null));
          }
          got.push(await new Promise((done) => {
            const channel = new EventSource(`${target}/__rolecall/events?token=guess`);
            channel.onopen = () => done("channel");
            channel.onerror = () => { channel.close(); done(null); };
          }));
          return got.filter(Boolean);
        }, target, paths);
        check(got.length === 0, `a page of ${host}:${elsewhere} got ${got}`);
        // A frame may not even show it.
        const frame = await page.evaluate(async (url) => {
          const made = Object.assign(document.createElement("iframe"), { src: url });
          await new Promise((done) => { made.onload = done; document.body.append(made); });
          return true;
        }, `${target}/`);
        const inner = page.frames().find((inner) => inner.url().startsWith(target));
        const text = inner ? await inner.evaluate(() => document.body.textContent) : "";
        check(frame && !text.includes("Harbour Careers"), `a frame of ${host}:${elsewhere} shows ${text.slice(0, 80)}`);
      }
      await page.close();
    }
    // A name that was bound to this machine behind the browser's back.
    const page = await browser.newPage();
    const answer = await page.goto(`http://evil.example:${site.port}/`);
    const text = await answer.text();
    check(answer.status() === 403 && !text.includes("Harbour") && !text.includes("token"), `${answer.status()} ${text}`);
    const events = await page.goto(`http://evil.example:${site.port}/__rolecall/events?token=x`);
    check(events.status() === 403, `the channel answered ${events.status()}`);
    await page.close();
    server.close();
  });

  await test("a link from elsewhere may lead here", async () => {
    const server = createServer((_, response) => response.writeHead(200, { "Content-Type": "text/html" }).end(`<!doctype html><a href="${site.url}jobs/">here</a>`));
    await new Promise((done) => server.listen(0, "127.0.0.1", done));
    const page = await browser.newPage();
    await page.goto(`http://evil.example:${server.address().port}/`);
    const [answer] = await Promise.all([page.waitForNavigation(), page.click("a")]);
    check(answer.status() === 200, `${answer.status()}`);
    await page.close();
    server.close();
  });

  await browser.close();
  site.close();
}
