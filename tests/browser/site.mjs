// A site to look at: built by the program for an address on this machine, served with the headers that it asks for.

import { execFileSync } from "node:child_process";
import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { dirname, extname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";

export const ROOT = join(dirname(fileURLToPath(import.meta.url)), "../..");
// Another build of the program can be tried with the variable ROLECALL.
export const PROGRAM = process.env.ROLECALL ?? join(ROOT, "target/release/rolecall");
// State of these builds is marked with a key of their own, not with the user's.
process.env.ROLECALL_STATE_KEY ??= "the key of all tests";
// The demo's own dates: with another clock, other postings are open.
export const NOW = "2026-11-21T12:00:00Z";

const TYPES = {
  ".html": "text/html; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".json": "application/json",
  ".webmanifest": "application/manifest+json",
  ".xml": "application/xml",
  ".txt": "text/plain; charset=utf-8",
  ".svg": "image/svg+xml",
  ".png": "image/png",
  ".jpg": "image/jpeg",
  ".webp": "image/webp",
};

export function filesOf(folder) {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.name === ".rolecall") return [];
    return entry.isDirectory() ? filesOf(path) : [path];
  });
}

/** The headers that a `_headers` file asks for at a path. */
function headersFrom(text) {
  const rules = [];
  for (const line of text.split("\n")) {
    if (line.startsWith("  ")) {
      const [name, ...value] = line.trim().split(": ");
      rules.at(-1).headers.push([name, value.join(": ")]);
    } else if (line !== "") {
      rules.push({ prefix: line.replace(/\*$/, ""), headers: [] });
    }
  }
  return (path) => Object.fromEntries(rules.filter((rule) => path.startsWith(rule.prefix)).flatMap((rule) => rule.headers));
}

/**
 * Builds and serves a site below a base path.
 * @param {string} name for messages
 * @param {(output: string, base: string) => string[]} build the program's arguments
 * @param {string} path `/` or `/careers/`
 */
export async function site(name, build, path) {
  const folder = mkdtempSync(join(tmpdir(), "rolecall-"));
  process.once("exit", () => rmSync(folder, { recursive: true, force: true }));
  const output = join(folder, "output");
  let headers = () => ({});
  const server = createServer((request, response) => {
    const asked = decodeURI(new URL(request.url, "http://x").pathname);
    let file = asked.startsWith(path) ? join(output, asked.slice(path.length)) : "";
    if (file && existsSync(file) && statSync(file).isDirectory()) file = join(file, "index.html");
    const found = file.startsWith(output) && existsSync(file);
    if (!found) file = join(output, "404.html");
    response.writeHead(found ? 200 : 404, {
      ...headers(asked),
      "Content-Type": TYPES[extname(file)] ?? "application/octet-stream",
      "Content-Encoding": "gzip",
    });
    response.end(gzipSync(readFileSync(file)));
  });
  await new Promise((done) => server.listen(0, "127.0.0.1", done));
  const origin = `http://127.0.0.1:${server.address().port}`;
  const base = origin + path;
  execFileSync(PROGRAM, build(output, base), { cwd: ROOT, stdio: ["ignore", "ignore", "inherit"] });
  headers = headersFrom(readFileSync(join(output, "_headers"), "utf8"));
  const files = filesOf(output);
  const pages = files.filter((file) => file.endsWith(".html"));
  const address = (file) => base + file.slice(output.length + 1).split("/").map(encodeURIComponent).join("/").replace(/index\.html$/, "");
  return {
    name,
    output,
    base,
    path,
    files,
    pages,
    address,
    isRedirect: (file) => readFileSync(file, "utf8").includes('http-equiv="refresh"'),
    policy: () => headers(path)["Content-Security-Policy"],
  };
}

export const demo = () =>
  site("demo", (output, base) => ["build", "--quiet", "--output", output, "--base-url", base, "--now", NOW], "/careers/");

/** The demo with another theme, at the root of its host. */
export const themed = (theme) =>
  site(theme, (output, base) => ["build", "--quiet", "--theme", theme, "--output", output, "--base-url", base, "--now", NOW], "/");

/** The demo as the default theme's options make it look: `{ look: "board" }`. */
export function styled(options) {
  const root = mkdtempSync(join(tmpdir(), "rolecall-"));
  process.once("exit", () => rmSync(root, { recursive: true, force: true }));
  for (const folder of ["content", "themes"]) cpSync(join(ROOT, folder), join(root, folder), { recursive: true });
  const settings = join(root, "content/site.yaml");
  const lines = Object.entries(options).map(([name, value]) => `  ${name}: ${JSON.stringify(value)}\n`);
  const [before, after] = readFileSync(settings, "utf8").split("  accent: green\n");
  writeFileSync(settings, before + lines.join("") + after);
  return site(`${options.look} look`, (output, base) => ["build", "--quiet", "--root", root, "--output", output, "--base-url", base, "--now", NOW], "/");
}

/** The site of long, odd and missing things that themes are checked with. */
export const specimen = () =>
  site("specimen", (output, base) => ["theme", "check", "default", "--output", output, "--base-url", base], "/odd/");
