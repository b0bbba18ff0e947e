import { afterEach, beforeEach, expect, test } from "vitest";

import { allEnded, asDemoOwner, beginStart, newDataFolder, type Started } from "./started.ts";

/* The first start cut short at its long steps; the next one goes on and ends where an undisturbed one would. */

const isLong = process.env["CFA_TEST_LONG"] === "1";
const WAIT_MS = 300_000; // a killed worker's job is taken up again after half a minute

let data: ReturnType<typeof newDataFolder>;
let started: Started;

beforeEach(() => {
  data = newDataFolder();
});
afterEach(async () => {
  if (started.living().length > 0) await started.killHard();
  await data.remove();
});

const STEPS = isLong
  ? [
      "making the database files",
      "starting the fake Tally",
      "Read ledgers",
      "Read vouchers",
      "working the books out",
    ]
  : ["Read ledgers"];

test.each(STEPS)(
  "kill -9 at: %s",
  async (step) => {
    started = await begin();
    await started.until(step);
    await started.killHard();
    started = await begin();
    await expectWhole();
  },
  WAIT_MS,
);

test.each(isLong ? STEPS : [])(
  "Ctrl-C at: %s",
  async (step) => {
    started = await begin();
    await started.until(step);
    expect(await started.interrupt()).toBe(0);
    expect(started.living()).toEqual([]);
    started = await begin();
    await expectWhole();
  },
  WAIT_MS,
);

test(
  "started again while the one before is still ending, it waits",
  async () => {
    started = await begin();
    await started.until("working the books out");
    started.signal("SIGTERM");
    const first = started;
    started = await begin();
    await expectWhole();
    await allEnded(first);
  },
  WAIT_MS,
);

/** Big enough in the long run that every step takes a while. */
function begin(): Promise<Started> {
  return beginStart({ data: data.path, env: { CFA_DEMO_SIZE: isLong ? "E" : "S" } });
}

/** Asked of the server: a start that was cut short after its sync had reached it has nothing left to sync, and says so. */
async function expectWhole(): Promise<void> {
  await started.until("CFA is ready");
  const api = await asDemoOwner(started.url);
  const { companies } = await api.companies.list();
  expect(companies).toHaveLength(1);
  const { state, ledgers } = await api.tieOut.summary({ companyId: companies[0]!.companyId });
  expect({ state, different: ledgers.different }, started.output()).toEqual({
    state: "equal",
    different: 0,
  });
  expect(await started.interrupt()).toBe(0);
}
