// What a reader does: searches, switches to the dark, goes by keyboard, prints.

import { check, test } from "./check.mjs";
import { readFileSync } from "node:fs";
import { complaints, open } from "./pages.mjs";
import { filesOf } from "./site.mjs";

/** What is said of videos in texts, on the site of odd things. */
export async function videos(browser, site) {
  await test("a video loads nothing from elsewhere before a reader asks for it, and plays then", async () => {
    const file = filesOf(site.output).find((name) => name.endsWith(".html") && readFileSync(name, "utf8").includes("data-player"));
    const page = await browser.newPage();
    const asked = [];
    const violations = [];
    page.on("request", (request) => asked.push(request.url()));
    page.on("console", (message) => {
      if (/Content Security Policy/.test(message.text())) violations.push(message.text());
    });
    await page.goto(site.base + file.slice(site.output.length + 1).replace(/index\.html$/, ""), { waitUntil: "load" });
    const foreign = () => asked.filter((url) => url.includes("videos.example"));
    check(foreign().length === 0, `it asks for ${foreign()}`);
    check(await page.$eval("a[data-player]", (link) => link.href) === "https://videos.example/w/abc123", "the link leads elsewhere");
    await page.click("a[data-player]");
    await page.click("a[data-video]");
    await page.waitForSelector("iframe[src^='https://videos.example/videos/embed/abc123']", { timeout: 5000 });
    await page.waitForSelector("video[src='https://videos.example/talk.mp4']", { timeout: 5000 });
    check(foreign().length >= 1, "nothing is loaded when a reader asks for it");
    check(violations.length === 0, violations.join("\n"));
    await page.close();
  });
}

/** Saved jobs, and what is new since the last visit; in a browser context of its own, for the storage. */
async function saved(browser, site) {
  const context = await browser.createBrowserContext();
  const at = (path) => site.base + path;
  const pressed = (page, url) => page.$eval(`.row:has(a[href$="${url}"]) .star`, (star) => [star.ariaPressed, star.ariaLabel]);

  await test("a star keeps a job, on lists, among results and on its page; another lets it go", async () => {
    const { page, faults } = await open(context, at("jobs/"));
    check(await page.$eval("#saved-link", (link) => link.hidden), "a link to nothing");
    const url = "/jobs/northwind-backend/";
    await page.click(`.row:has(a[href$="${url}"]) .star`);
    check((await pressed(page, url)).join() === "true,Save: Backend Engineer, Timetables", `${await pressed(page, url)}`);
    check((await page.$eval("#saved-link", (link) => [link.hidden, link.textContent.trim()])).join() === "false,★ 1Saved jobs", "the head does not count");
    await page.goto(at("search/?q=engineer"));
    await page.waitForSelector("#search-results .star", { timeout: 5000 });
    check((await pressed(page, url))[0] === "true", "it is not kept");
    check((await page.$$eval("#search-results .row:not([data-kind=job]) .star", (all) => all.length)) === 0, "what is no job has a star");
    await page.click("#search-results .row:not(:has(.star[aria-pressed=true])) .star");
    await page.goto(at("jobs/northwind-backend/"));
    check((await page.$eval("#save", (button) => [button.ariaPressed, button.innerText])).join() === "true,★ Save", "its own page does not know");
    await page.click("#save");
    await page.goto(at("saved/"));
    check((await page.$$eval("#saved-jobs .row", (rows) => rows.length)) === 1, "the other one is gone, too");
    const found = await complaints(page);
    check(found.length === 0, found.join("\n"));
    await page.click("#saved-jobs .star");
    await page.reload();
    check(!(await page.$eval("#saved-none", (line) => line.hidden)), "nothing is said where nothing is");
    await page.close();
    check(faults.length === 0, faults.join("\n"));
  });

  await test("saved jobs that closed, are gone or moved say so; what is no address of the site is left out", async () => {
    const { page } = await open(context, at("saved/"));
    const jobs = ["jobs/northwind-backend/", "jobs/data-engineer/", "jobs/gone-for-good/"].map((path) => ({ url: new URL(at(path)).pathname, title: path, about: "x" }));
    jobs.push({ url: new URL(at("jobs/")).pathname, title: "past", closes: "2026-01-01T00:00:00Z" });
    const odd = [{ url: "//evil.example/" }, { url: "/\\evil.example" }, { url: "javascript:alert(1)" }, { url: 7 }, null, "x", { url: "https://[", title: "x" }, { url: "/\t/evil.example", title: "x" }, { url: "/x/", title: 5 }, { url: "/x/" }, { title: "<img src=x onerror=alert(1)>", url: "/<b>" }];
    await page.evaluate((jobs) => {
      const key = new URL(".", document.getElementById("saved").src).pathname;
      localStorage.setItem(`saved ${key}`, JSON.stringify(jobs));
    }, [...odd, ...jobs]);
    const asked = [];
    page.on("request", (request) => asked.push(request.url()));
    await page.reload();
    await page.waitForFunction(() => document.querySelectorAll("#saved-jobs .badge").length >= 4, { timeout: 5000 });
    const closed = await page.$$eval("#saved-jobs .row", (rows) => rows.map((row) => row.querySelector(".badge")?.textContent ?? "open"));
    check(closed.join() === "Closed,open,Closed,Closed,Closed", `${closed}`);
    check(asked.every((url) => url.startsWith(new URL("/", site.base).href)), `${asked}`);
    await page.evaluate(() => localStorage.clear());
    for (const text of ["{", "7", '"x"', "null"]) {
      await page.evaluate((text) => localStorage.setItem(`saved ${new URL(".", document.getElementById("saved").src).pathname}`, text), text);
      await page.reload();
      check(!(await page.$eval("#saved-none", (line) => line.hidden)), text);
    }
    await page.close();
  });

  await test("who comes back after a while sees what is new since then", async () => {
    const first = await open(context, at("jobs/"));
    check((await first.page.$$(".row .badge.new")).length === 0, "all is new at the first visit");
    await first.page.evaluate(() => {
      const key = `visit ${new URL(".", document.getElementById("saved").src).pathname}`;
      localStorage.setItem(key, JSON.stringify({ at: Date.parse("2026-11-10T12:00:00Z") }));
    });
    for (const _ of [1, 2]) {
      await first.page.reload();
      const days = await first.page.$$eval(".row:has(.badge.new) time", (all) => all.map((time) => time.dateTime.slice(0, 10)));
      const others = await first.page.$$eval(".row:not(:has(.badge.new)) time", (all) => all.map((time) => time.dateTime.slice(0, 10)));
      check(days.length > 0 && days.every((day) => day > "2026-11-10") && others.length > 0 && others.every((day) => day <= "2026-11-10"), `${days} and ${others}`);
    }
    for (const odd of [{ at: -1e300 }, { at: Date.now(), since: "x" }, { at: "x", since: {} }, 7, []]) {
      await first.page.evaluate((odd) => {
        localStorage.setItem(`visit ${new URL(".", document.getElementById("saved").src).pathname}`, JSON.stringify(odd));
      }, odd);
      await first.page.reload();
      check((await first.page.$$(".row .star")).length > 0, `no stars with ${JSON.stringify(odd)}`);
    }
    await first.page.close();
  });

  await test("a kept job is kept in all languages and tabs", async () => {
    const [one, other] = [await open(context, at("jobs/")), await open(context, at("es/empleos/"))];
    const url = "/jobs/northwind-backend/";
    // A tab behind others draws nothing: it is asked by the clock, and clicked when it is in front.
    const patient = { timeout: 5000, polling: 100 };
    const star = async () => {
      await one.page.bringToFront();
      await one.page.click(`.row:has(a[href$="${url}"]) .star`);
    };
    await star();
    await other.page.waitForFunction(() => !document.getElementById("saved-link").hidden, patient);
    const third = await open(context, at("jobs/"));
    await star();
    await third.page.waitForFunction(() => document.getElementById("saved-link").hidden, patient);
    check((await pressed(third.page, url))[0] === "false", "its star is still full");
    for (const { page } of [one, other, third]) await page.close();
  });

  await context.close();
}

export async function reader(browser, site) {
  const at = (path) => site.base + path;
  await saved(browser, site);

  async function found(path, query) {
    const { page, faults } = await open(browser, at(path));
    await page.type("#q", query);
    // While it is typed, what stands there already is searched.
    await page.waitForFunction((query) => new URL(location).searchParams.get("q") === query && document.getElementById("search-status").textContent !== "", {}, query);
    await page.waitForNetworkIdle({ idleTime: 300 });
    const titles = await page.$$eval("#search-results h3", (headings) => headings.map((heading) => heading.textContent));
    const status = await page.$eval("#search-status", (line) => line.textContent);
    await page.close();
    check(faults.length === 0, faults.join("\n"));
    return { titles, status };
  }

  await test("search finds words by their beginning, whatever their accents", async () => {
    for (const [path, query, title] of [
      ["search/", "timetab", "Backend Engineer, Timetables"],
      ["search/", "c++", "Grid Software Engineer"],
      ["search/", "zaragoza rust", "Backend Engineer, Timetables"],
      ["search/", ".net", ".NET"],
      ["es/buscar/", "ingenieria", "Ingeniería backend, horarios"],
      ["es/buscar/", "técnico", "Soporte técnico"],
    ]) {
      const { titles } = await found(path, query);
      check(titles.includes(title), `${query} found ${JSON.stringify(titles)}`);
    }
  });

  await test("search tells skills apart and says when it finds nothing", async () => {
    const { titles } = await found("search/", "c++");
    check(!titles.includes("Support Engineer"), `c++ found ${titles}`);
    const none = await found("search/", "zzzz");
    check(none.titles.length === 0 && none.status.includes("No results"), JSON.stringify(none));
  });

  await test("a query in the address is searched, and is never markup", async () => {
    const { page, faults } = await open(browser, at(`search/?q=${encodeURIComponent("<img src=x onerror=alert(1)>")}`));
    check((await page.$("main img[src=x]")) === null, "the query became markup");
    await page.close();
    check(faults.length === 0, faults.join("\n"));
  });

  await test("without JavaScript every page still leads everywhere", async () => {
    const page = await browser.newPage();
    await page.setJavaScriptEnabled(false);
    await page.goto(at("search/"));
    const links = await page.$$eval("main a", (anchors) => anchors.map((anchor) => anchor.getAttribute("href")));
    for (const path of ["jobs/", "articles/", "tags/rust/", "jobs/northwind-backend/"]) check(links.includes(site.path + path), `${path} is not linked`);
    check((await page.$eval("#scheme", (button) => button.hidden)) === true, "a switch is shown that does nothing");
    await page.close();
  });

  await test("the switch to the dark is remembered on the next page, and before it is painted", async () => {
    const { page } = await open(browser, at(""));
    const paper = () => page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor);
    const light = await paper();
    await page.click("#scheme");
    const dark = await paper();
    check(light !== dark, `the page stays ${light}`);
    check((await page.$eval("#scheme", (button) => button.getAttribute("aria-pressed"))) === "true", "the switch does not tell");
    await page.goto(at("jobs/"), { waitUntil: "load" });
    check((await paper()) === dark, "the next page is light again");
    await page.click("#scheme");
    check((await paper()) === light, "the switch does not switch back");
    await page.evaluate(() => localStorage.clear());
    await page.close();
  });

  await test("the keyboard goes to the skip link first, then through the header in the order that is seen", async () => {
    const { page } = await open(browser, at("jobs/northwind-backend/"));
    const names = [];
    for (let i = 0; i < 8; i += 1) {
      await page.keyboard.press("Tab");
      names.push(await page.evaluate(() => {
        const style = getComputedStyle(document.activeElement);
        return `${document.activeElement.textContent.trim()}|${style.outlineStyle !== "none"}`;
      }));
    }
    check(names[0].startsWith("Skip to the content|"), names[0]);
    check(names[1].startsWith("Harbour Careers|") && names[2].startsWith("Jobs|"), names.join(", "));
    check(names.every((name) => name.endsWith("|true")), `no visible focus: ${names.join(", ")}`);
    await page.close();
  });

  await test("a posting says how many days are left, and keeps its button within reach on a phone", async () => {
    const { page } = await open(browser, at("jobs/northwind-backend/"), { width: 375, height: 700 });
    const reach = await page.$eval(".apply-bar a", (link) => link.getBoundingClientRect().bottom <= innerHeight);
    check(reach, "the button is out of reach");
    const days = await page.$eval("[data-closes]", (place) => place.textContent);
    check(days === "in 130 days", `it says “${days}”`);
    await page.close();
  });

  await test("lists say how long ago a job was posted, and mark what is new; older ones keep their date", async () => {
    const of = async (path, now, { visited } = {}) => {
      const { page } = await open(browser, at(path), { now });
      if (visited) {
        await page.evaluate((at) => localStorage.setItem(`visit ${new URL(".", document.getElementById("saved").src).pathname}`, JSON.stringify({ at })), Date.parse(visited));
        await page.reload();
      }
      const rows = await page.$$eval(".row.job", (rows) => rows.map((row) => {
        const time = row.querySelector("time");
        return [row.querySelector("h3 bdi").textContent, { day: time.dateTime, text: time.textContent, title: time.title, badges: [...row.querySelectorAll(".badge.new")].map((badge) => badge.textContent + badge.title) }];
      }));
      await page.evaluate(() => localStorage.clear());
      await page.close();
      return new Map(rows);
    };
    const jobs = await of("jobs/", "2026-11-19T12:00:00Z");
    const is = (job, wanted) => check(JSON.stringify(job) === JSON.stringify(wanted), JSON.stringify(job));
    is(jobs.get("Product Designer"), { day: "2026-11-17", text: "2 days ago", title: "November 17, 2026", badges: ["New"] });
    is(jobs.get("Digital Archivist"), { day: "2026-10-20", text: "30 days ago", title: "October 20, 2026", badges: [] });
    is(jobs.get("Backend Engineer, Timetables"), { day: "2026-10-05", text: "October 5, 2026", title: "", badges: [] });
    const later = await of("jobs/", "2026-11-20T00:30:00Z");
    check(later.get("Product Designer").badges.length === 0, "what is three days old is new");
    const early = await of("jobs/", "2026-11-16T12:00:00Z");
    check(early.get("Product Designer").text === "November 17, 2026", "a day to come is told as past");
    const again = await of("jobs/", "2026-11-19T12:00:00Z", { visited: "2026-11-15T12:00:00Z" });
    check(again.get("Product Designer").badges.join() === "NewNew since your last visit", JSON.stringify(again.get("Product Designer")));
    const spanish = await of("es/empleos/", "2026-11-10T12:00:00Z");
    const days = [...spanish.values()].find(({ day }) => day === "2026-11-09");
    check(days.text === "ayer" && days.badges.join() === "Nuevo", JSON.stringify(days));
  });

  await test("from the first page somebody searches by what and where", async () => {
    const { page, faults } = await open(browser, at(""));
    check((await page.$$eval("#search-places option", (all) => all.map(({ value }) => value))).includes("Spain"), "Spain is not offered");
    await page.type(".hero #q", "engineer");
    await page.type(".hero #search-where", "Spain");
    await Promise.all([page.waitForNavigation(), page.keyboard.press("Enter")]);
    check(new URL(page.url()).search === "?q=engineer+Spain", page.url());
    await page.waitForSelector("#search-results .row");
    await page.goto(at(""));
    await page.type(".hero #search-where", "Spain");
    await Promise.all([page.waitForNavigation(), page.click(".hero button[type=submit]")]);
    check(new URL(page.url()).search === "?q=Spain", page.url());
    check(faults.length === 0, faults.join());
    await page.close();
  });

  await test("a posting that has closed since the build is no longer offered", async () => {
    const now = "2026-12-02T12:00:00Z";
    const shown = async (path, selector, now) => {
      const { page } = await open(browser, at(path), { now });
      const texts = await page.$$eval(selector, (places) => places.filter((place) => place.checkVisibility()).map((place) => place.textContent.trim()));
      await page.close();
      return texts;
    };
    const title = "Digital Archivist";
    check((await shown("jobs/", ".row h3")).includes(title), "it is not listed before");
    check(!(await shown("jobs/", ".row h3", now)).includes(title), "it is still listed");
    const page = "jobs/digital-archivist/";
    check((await shown(page, ".apply .button")).length === 1 && (await shown(page, ".notice")).length === 0, "it can't be applied for before");
    check((await shown(page, ".apply .button", now)).length === 0, "it can still be applied for");
    check((await shown(page, ".notice", now))[0]?.startsWith("This job is closed"), "it does not say that it is closed");
  });

  await test("a posting prints on one page of A4", async () => {
    const { page } = await open(browser, at("jobs/northwind-backend/"));
    const pdf = Buffer.from(await page.pdf({ preferCSSPageSize: true })).toString("latin1");
    const sheets = pdf.match(/\/Type\s*\/Page[^s]/g)?.length;
    check(sheets === 1, `it takes ${sheets} pages`);
    await page.emulateMediaType("print");
    const seen = (selector) => page.$$eval(selector, (places) => places.filter((place) => place.checkVisibility()).length);
    check((await seen(".apply .meta")) > 0 && (await seen(".print-only")) === 1, "paper doesn't say how to apply, or where this is");
    check((await seen("button, .button, nav, .site-footer")) === 0, "paper has what can only be pressed");
    await page.close();
  });

  await test("on a phone the menu is behind a button, and goes away again", async () => {
    for (const dir of ["ltr", "rtl"]) {
      const { page, faults } = await open(browser, at("about/"), { width: 320, height: 640 });
      await page.evaluate((dir) => { document.documentElement.dir = dir; }, dir);
      const links = () => page.$$eval("#site-menu a", (all) => all.filter((link) => link.checkVisibility()).map((link) => {
        const { left, right } = link.getBoundingClientRect();
        return left >= 0 && right <= innerWidth;
      }));
      check((await links()).length === 0, "the menu is open at first");
      await page.focus(".menu-button");
      await page.keyboard.press("Enter");
      const shown = await links();
      check(shown.length >= 5 && shown.every(Boolean), `${dir}: links are missing or lie outside: ${shown}`);
      await page.keyboard.press("Escape");
      check((await links()).length === 0, "Escape leaves it open");
      check(await page.evaluate(() => document.activeElement.className === "menu-button"), "the focus is lost");
      await page.click(".menu-button");
      check((await links()).length >= 5, "a press doesn't open it");
      await page.mouse.click(3, 620);
      check((await links()).length === 0, "a press outside leaves it open");
      check(faults.length === 0, faults.join("; "));
      await page.close();
    }
  });

  await test("at four times its size a page needs no scrolling sideways, and in forced colours it keeps its buttons", async () => {
    const { page } = await open(browser, at("jobs/northwind-backend/"), { width: 320, height: 256 });
    const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    check(wide <= 0, `${wide} px too wide`);
    const session = await page.createCDPSession();
    await session.send("Emulation.setEmulatedMedia", { features: [{ name: "forced-colors", value: "active" }] });
    const border = await page.$eval(".facts-box .button", (button) => getComputedStyle(button).borderTopStyle);
    check(border === "solid", `the button's border is ${border}`);
    await page.close();
  });
}
