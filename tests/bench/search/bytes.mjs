// What a search costs a reader, on a site that was built: bytes and requests of a first query with nothing loaded, the scripts included; how long a key stroke takes once all is
// there, and a facet's counts.
//
//     cargo build --release && cd tests/bench/search && node bytes.mjs OUTPUT [LANGUAGE]
//
// Sizes are of gzip -9, as hosts send it. Times are of Node, which has Chromium's engine; what the page paints comes on top (tests/browser has that). A site of any size comes
// from `cargo bench --bench site -- --postings 10000 --keep --dir DIR`.

import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { Index } from "../../../themes/default/static/find.js";

const [output, lang = "en"] = process.argv.slice(2);
if (!output) {
  console.error("node bytes.mjs OUTPUT [LANGUAGE]");
  process.exit(2);
}
const QUERIES = ["engineer", "remote", "python", "senior", "kafka lisbon", "part-time", "spain", "rust remote", "data engineer", "nurse", "engneer", "kubernetes berlin", "go", "c++", "designer", "company",
  "marketing", "junior", "sql hybrid", "platform"];
const folder = join(output, "search", lang);
const manifest = () => JSON.parse(readFileSync(join(folder, "index.json"), "utf8"));
const gz = (data) => gzipSync(data, { level: 9 }).length;
const assets = join(output, "assets");
const code = readdirSync(assets).filter((name) => /^(find|search)\..*js$/.test(name)).reduce((sum, name) => sum + gz(readFileSync(join(assets, name))), 0);
const sizes = new Map();
const sizeOf = (name) => sizes.get(name) ?? sizes.set(name, gz(readFileSync(join(folder, `${name}.json`)))).get(name);
// The newest posting's day is today.
const today = manifest().dates[0][0];
const median = (numbers) => numbers.toSorted((a, b) => a - b)[numbers.length >> 1];

const cold = [];
for (const text of QUERIES) {
  let [bytes, requests] = [code + sizeOf("index"), 3];
  const index = new Index(manifest(), async (name) => {
    bytes += sizeOf(name);
    requests += 1;
    return JSON.parse(readFileSync(join(folder, `${name}.json`), "utf8"));
  });
  const found = await index.answer({ text, today });
  await index.cards(found.docs.filter((doc) => (index.kinds[doc] ?? "job") === "job").slice(0, 10));
  cold.push({ text, bytes, requests, results: found.docs.length });
}

const index = new Index(manifest(), async (name) => JSON.parse(readFileSync(join(folder, `${name}.json`), "utf8")));
const facets = index.facets.map(({ name }) => name);
const OPEN = ["workplace", "employment", "level"].filter((name) => facets.includes(name));
const timed = async (query, open) => {
  await index.answer(query, open);
  const times = [];
  for (let i = 0; i < 5; i += 1) {
    const before = performance.now();
    await index.answer(query, open);
    times.push(performance.now() - before);
  }
  return median(times);
};
// As somebody writes it: each beginning of a query is one, with the counts that the page shows.
const strokes = [];
for (const text of QUERIES) {
  for (let end = 1; end <= text.length; end += 1) strokes.push([text.slice(0, end), await timed({ text: text.slice(0, end), today }, OPEN)]);
}
const counts = [];
for (const name of facets) counts.push([name, (await timed({ text: "engineer", today }, [name])) - (await timed({ text: "engineer", today }, []))]);

const kb = (bytes) => `${(bytes / 1000).toFixed(1)} kB`;
const ms = (time) => `${time.toFixed(1)} ms`;
const last = (all, by) => all.toSorted((a, b) => by(a) - by(b)).at(-1);
const worst = last(cold, ({ bytes }) => bytes);
const slowest = last(strokes, ([, time]) => time);
const longest = last(counts, ([, time]) => time);
console.log(`${index.count} entries, ${readdirSync(folder).filter((name) => name.endsWith(".json")).length} files, scripts ${kb(code)}, index.json ${kb(sizeOf("index"))}`);
console.log(`a first query: ${kb(median(cold.map(({ bytes }) => bytes)))} (median), ${kb(worst.bytes)} at most (${worst.text}); ${median(cold.map(({ requests }) => requests))} requests, ${Math.max(...cold.map(({ requests }) => requests))} at most`);
console.log(`a key stroke: ${ms(median(strokes.map(([, time]) => time)))} (median), ${ms(slowest[1])} at most (${slowest[0]})`);
console.log(`a facet's counts: ${ms(Math.max(0, longest[1]))} at most (${longest[0]})`);
