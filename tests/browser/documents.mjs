// What a site is made of, in the hands of other implementations: HTML, JSON-LD, feeds, sitemaps, the manifest, the policy.

import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import Ajv from "ajv";
import Ajv2020 from "ajv/dist/2020.js";
import addFormats from "ajv-formats";
import { CspEvaluator } from "csp_evaluator/dist/evaluator.js";
import { CspParser } from "csp_evaluator/dist/parser.js";
import { Severity } from "csp_evaluator/dist/finding.js";
import { parseAllDocuments } from "yaml";
import { check, test } from "./check.mjs";
import { filesOf, PROGRAM, ROOT } from "./site.mjs";

const require = createRequire(import.meta.url);
const HERE = dirname(fileURLToPath(import.meta.url));

function run(program, args) {
  try {
    return execFileSync(program, args, { stdio: ["ignore", "pipe", "pipe"], maxBuffer: 1 << 26 }).toString();
  } catch (fault) {
    throw new Error(`${program}: ${(fault.stdout?.toString() ?? "") + (fault.stderr?.toString() ?? fault)}`.slice(0, 4000));
  }
}

export function structuredData(site) {
  return site.pages.flatMap((file) => {
    const html = readFileSync(file, "utf8");
    return [...html.matchAll(/<script type="application\/ld\+json">(.*?)<\/script>/gs)].map(([, text]) => ({ file, data: JSON.parse(text) }));
  });
}

export async function documents(site) {
  const { name } = site;
  const named = (end) => site.files.filter((file) => file.endsWith(end));

  await test(`${name}: vnu finds no error on any of ${site.pages.length} pages`, () => {
    run("java", ["-Xss8m", "-jar", require("vnu-jar"), "--errors-only", "--skip-non-html", ...site.pages]);
  });

  await test(`${name}: no page has a script or a style of its own`, () => {
    for (const file of site.pages) {
      const html = readFileSync(file, "utf8");
      check(!/<script(?![^>]*(?:src=|application\/ld\+json))/.test(html), `${file} has an inline script`);
      check(!/<style|<[^>]*\s(?:style|on\w+)=/.test(html.replace(/<script[^]*?<\/script>/g, "")), `${file} has an inline style or handler`);
    }
  });

  await test(`${name}: Atom feeds obey the grammar of RFC 4287`, () => {
    const feeds = named("atom.xml");
    check(feeds.length > 5, `only ${feeds.length} feeds`);
    run("jing", ["-c", join(HERE, "schema/atom.rnc"), ...feeds]);
    for (const feed of feeds) {
      const text = readFileSync(feed, "utf8");
      const ids = [...text.matchAll(/<id>(.*?)<\/id>/g)].map(([, id]) => id);
      check(new Set(ids).size === ids.length, `${feed} has an id twice`);
      for (const [, href] of text.matchAll(/href="(.*?)"/g)) check(href.startsWith(site.base), `${feed} links to ${href}`);
    }
  });

  await test(`${name}: JSON feeds obey their schema`, () => {
    const ajv = new Ajv({ strict: false });
    addFormats(ajv);
    const validate = ajv.compile(require("jsonfeed-schema/v1.1.js"));
    check(named("feed.json").length === named("atom.xml").length, "feeds lack one of their forms");
    for (const file of named("feed.json")) {
      const feed = JSON.parse(readFileSync(file, "utf8"));
      check(validate(feed), `${file}: ${JSON.stringify(validate.errors)}`);
      check(feed.feed_url === site.address(file), `${file} calls itself ${feed.feed_url}`);
      for (const item of feed.items) check(item.url.startsWith(site.base), `${file} links to ${item.url}`);
    }
  });

  await test(`${name}: the sitemap obeys its schema, and names every page that is there to be found`, () => {
    const parts = site.files.filter((file) => /sitemap-[a-z]+(-\d+)?\.xml$/.test(file));
    run("xmllint", ["--noout", "--nonet", "--schema", join(HERE, "schema/sitemap.xsd"), ...parts]);
    const index = site.files.find((file) => file.endsWith("/sitemap.xml"));
    run("xmllint", ["--noout", "--nonet", "--schema", join(HERE, "schema/siteindex.xsd"), index]);
    const text = (file) => readFileSync(file, "utf8");
    for (const part of parts) check(text(index).includes(`<loc>${site.address(part)}</loc>`), `${part} is not in the index`);
    const listed = new Set(parts.flatMap((part) => [...text(part).matchAll(/<loc>(.*?)<\/loc>/g)].map(([, loc]) => loc)));
    const made = new Map(site.pages.map((file) => [site.address(file), file]));
    for (const loc of listed) {
      if (/\.(png|jpg|webp|svg)$/.test(loc)) continue;
      check(made.has(loc), `${loc} is not made`);
      check(!text(made.get(loc)).includes('content="noindex"'), `${loc} asks not to be found`);
    }
    for (const [url, file] of made) {
      const html = text(file);
      const isMachinery = html.includes('content="noindex"') || /\/(search|buscar)\/$/.test(url);
      // A posting that is no longer open, and who had nothing else, are kept for those who come, not to be found.
      const isKept = html.includes("page-job") && !html.includes("JobPosting");
      const isEmptied = html.includes("page-company") && !listed.has(url) && !html.includes('class="row job');
      const isEmpty = /page-(archive|authors)/.test(html) && html.includes('class="empty');
      // A page whose postings are those of a wider one leads there.
      const leadsOn = !html.includes(`<link rel="canonical" href="${url}">`);
      check(listed.has(url) || leadsOn || isMachinery || isKept || isEmptied || isEmpty, `${url} is not listed`);
    }
  });

  await test(`${name}: the manifest is JSON, and its icons are there`, () => {
    check(named(".webmanifest").length > 1, "a language lacks its manifest");
    for (const file of named(".webmanifest")) {
      const manifest = JSON.parse(readFileSync(file, "utf8"));
      check(manifest.icons.length === 3, `${file} has ${manifest.icons.length} icons`);
      for (const icon of manifest.icons) {
        check(existsSync(join(site.output, icon.src.slice(site.path.length))), `${icon.src} is not there`);
      }
    }
  });

  await test(`${name}: compressed files hold what the plain ones hold`, async () => {
    const { gunzipSync, brotliDecompressSync } = await import("node:zlib");
    const unpack = { ".gz": gunzipSync, ".br": brotliDecompressSync };
    const packed = site.files.filter((file) => /\.(gz|br)$/.test(file));
    check(packed.length > 4, `only ${packed.length} compressed files`);
    for (const file of packed) {
      const plain = unpack[file.slice(-3)](readFileSync(file));
      check(plain.equals(readFileSync(file.slice(0, -3))), `${file} differs`);
    }
  });

  await test(`${name}: csp_evaluator finds nothing grave in the policy`, () => {
    const policies = [site.policy(), ...site.pages.slice(0, 1).map((file) => {
      const [, content] = readFileSync(file, "utf8").match(/http-equiv="Content-Security-Policy" content="(.*?)"/);
      return content.replaceAll("&#39;", "'");
    })];
    for (const policy of policies) {
      const findings = new CspEvaluator(new CspParser(policy).csp).evaluate();
      const grave = findings.filter((finding) => finding.severity <= Severity.HIGH);
      check(grave.length === 0, JSON.stringify(grave));
    }
  });
}

/** The structured data of sites, as the compiler of the types of schema.org sees it; in one run, since it reads all of those types. */
export async function types(sites) {
  await test(`${sites.map(({ name }) => name).join(", ")}: structured data has the types of schema.org`, () => {
    const found = sites.flatMap(structuredData);
    const folder = join(HERE, "node_modules/.typed");
    rmSync(folder, { recursive: true, force: true });
    mkdirSync(folder, { recursive: true });
    // One of each shape: to the compiler, a text is a text, but for the names of types and of what schema.org enumerates.
    const shape = (key, value) => (typeof value === "string" && !key.startsWith("@") && !value.includes("schema.org") ? "" : typeof value === "number" ? 0 : value);
    const unique = [...new Map(found.map(({ file, data }) => [JSON.stringify(data, shape), { file, data }])).values()];
    const lines = unique.map(({ data }, i) => `export const d${i}: WithContext<S.${data["@type"]}> = ${JSON.stringify(data)};`);
    writeFileSync(join(folder, "data.ts"), `import type * as S from "schema-dts";\nimport type { WithContext } from "schema-dts";\n${lines.join("\n")}\n`);
    try {
      run("node", [require.resolve("typescript/lib/tsc.js"), "--noEmit", "--strict", "--skipLibCheck", "--target", "es2022", "--module", "nodenext", "--moduleResolution", "nodenext", join(folder, "data.ts")]);
    } catch (fault) {
      const line = Number(/data\.ts\((\d+),/.exec(fault.message)?.[1] ?? 3);
      throw new Error(`${unique[line - 3]?.file}: ${fault.message.slice(0, 1500)}`);
    }
    for (const site of sites) {
      const seen = new Set(structuredData(site).map(({ data }) => data["@type"]));
      for (const type of ["JobPosting", "BlogPosting", "BreadcrumbList", "Organization", "WebSite", "ProfilePage"]) check(seen.has(type), `${site.name} has no ${type}`);
    }
  });
}

/** The values of a file: of a Markdown file its front matter. */
function values(file) {
  const text = readFileSync(file, "utf8");
  const yaml = file.endsWith(".md") ? text.split(/^---$/m)[1] : text;
  return parseAllDocuments(yaml, { schema: "core" }).map((document) => document.toJSON());
}

/** The demo's files, and slips in them, in the eyes of another reader of JSON Schemas. */
export async function schemas() {
  await test("the demo's files obey the schemas that the program prints, and slips in them don't", () => {
    const folders = { jobs: "job", articles: "article", companies: "company", authors: "author", tags: "tag", landings: "landing", pages: "page" };
    const content = join(ROOT, "content");
    const ajv = new Ajv2020({ allErrors: true, allowUnionTypes: true });
    const schema = (kind) => ajv.compile(JSON.parse(execFileSync(PROGRAM, ["schema", kind]).toString()));
    const found = Object.fromEntries(Object.values(folders).map((kind) => [kind, 0]));
    const compiled = Object.fromEntries(Object.values(folders).map((kind) => [kind, schema(kind)]));
    for (const file of filesOf(content).filter((file) => /\.(md|yaml)$/.test(file))) {
      const kind = folders[file.slice(content.length + 1).split("/")[0]];
      if (kind === undefined) continue;
      for (const value of values(file)) {
        found[kind] += 1;
        check(compiled[kind](value), `${file}: ${JSON.stringify(compiled[kind].errors?.slice(0, 3))}`);
      }
    }
    for (const [kind, count] of Object.entries(found)) check(count > 0, `the demo has no ${kind}`);
    const site = schema("site");
    const [settings] = values(join(content, "site.yaml"));
    check(site(settings), JSON.stringify(site.errors));
    check(!site({ ...settings, titel: "x" }), "an unknown setting passes");
    const [posting] = values(join(content, "jobs/northwind-backend.md"));
    const slips = [{ salery: 1 }, { workplace: "hybryd" }, { posted: "5 October" }, { experience_months: -1 }, { salary: { min: 1 } }, { title: undefined }, { apply: { url: "x" } }];
    for (const slip of slips) check(!compiled.job(JSON.parse(JSON.stringify({ ...posting, ...slip }))), `${JSON.stringify(slip)} passes`);
  });
}
