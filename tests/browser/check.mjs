// Tests that report as they end; one that fails does not keep the others from running.

let passed = 0;
let failed = 0;

/** Runs one test. Says whether it passed. */
export async function test(name, body) {
  const started = Date.now();
  try {
    await body();
  } catch (fault) {
    failed += 1;
    console.error(`FAILED ${name}\n${fault?.stack ?? fault}`);
    return false;
  }
  passed += 1;
  console.log(`ok ${name} (${((Date.now() - started) / 1000).toFixed(1)} s)`);
  return true;
}

export function check(holds, message) {
  if (!holds) throw new Error(message);
}

/** Does something with each of a list, a few at a time; every fault is reported. */
export async function each(list, atOnce, work) {
  const open = [...list];
  const faults = [];
  const worker = async () => {
    for (let item = open.shift(); item !== undefined; item = open.shift()) {
      try {
        await work(item);
      } catch (fault) {
        faults.push(String(fault.message ?? fault));
      }
    }
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
  check(faults.length === 0, `${faults.length} faults:\n${faults.slice(0, 12).join("\n")}`);
}

/** Prints the counts, the last line of a run, and ends it: with 1 when a test failed. */
export function finish() {
  console.log(`browser: ${passed} passed, ${failed} failed`);
  process.exit(failed === 0 ? 0 : 1);
}
