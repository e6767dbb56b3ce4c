// Makes the default theme's scripts small: src/render/minified/static holds what is published of themes/default/static. Run it after a change there:
//
//   node tests/browser/minify.mjs

import { readFileSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { minify } from "terser";

const ROOT = join(import.meta.dirname, "../..");

/** Each script: where its small form is, what is in that, and what should be. */
export async function scripts() {
  const from = join(ROOT, "themes/default/static");
  const names = readdirSync(from).filter((name) => name.endsWith(".js"));
  return Promise.all(names.map(async (name) => {
    const to = join(ROOT, "src/render/minified/static", name);
    const { code } = await minify(readFileSync(join(from, name), "utf8"), { module: true, compress: { passes: 3 }, format: { ascii_only: false } });
    return { to, code: `${code}\n` };
  }));
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  for (const { to, code } of await scripts()) writeFileSync(to, code);
}
