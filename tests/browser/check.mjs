// Tests that are told as they pass; the first that fails ends the run.

let passed = 0;

export async function test(name, body) {
  const started = Date.now();
  try {
    await body();
  } catch (fault) {
    console.error(`FAILED ${name}\n${fault.stack ?? fault}`);
    process.exit(1);
  }
  passed += 1;
  console.log(`ok ${name} (${((Date.now() - started) / 1000).toFixed(1)} s)`);
}

export function check(holds, message) {
  if (!holds) throw new Error(message);
}

/** Does something with each of a list, a few at a time; every fault is told. */
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

export const count = () => passed;
