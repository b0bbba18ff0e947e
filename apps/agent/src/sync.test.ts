import { day } from "@cfa/values/local-date";
import { afterEach, beforeEach, describe, expect, test } from "vitest";

import { atServer, areBalanced, inTally, makeWorld, sample, type World } from "./test-world.ts";

let world: World;
beforeEach(async () => {
  world = await makeWorld();
});
afterEach(() => world.close());

const RECEIPT = {
  date: sample.through,
  type: "Receipt",
  entries: [
    { ledger: "Cash", amount: -1_000_00n },
    { ledger: sample.ledgers.find(({ parent }) => parent === "Sales Accounts")!.name, amount: 1_000_00n },
  ],
};

const kinds = (): string[] =>
  world.server.runs.map(({ open, finish }) => (finish.totals ? `${open.kind}+totals` : open.kind));

test("the first sync brings every voucher and ledger, with totals and what Tally is", async () => {
  expect(await world.sync()).toMatchObject({ ok: true, value: { kind: "synced" } });
  expect(atServer(world.server)).toEqual(inTally(world.tally));
  expect(areBalanced(world.server)).toBe(true);
  expect(world.server.ledgers.size).toBe(sample.ledgers.length);
  const [run] = world.server.runs;
  expect(run?.open).toMatchObject({
    kind: "full",
    agent: { id: "agent-1" },
    company: { guid: sample.guid, periodFrom: sample.startingFrom },
    tally: {
      product: "TallyPrime",
      release: "7.0",
      isEducational: false,
      fetchStyle: "fetch",
      canCount: true,
    },
  });
  const { totals } = run!.finish;
  expect(totals).toMatchObject({
    vouchers: sample.vouchers.length,
    masters: {
      ledgers: sample.ledgers.length,
      groups: sample.groups.length,
      voucherTypes: sample.voucherTypes.length,
    },
  });
  const amounts = new Map<string, bigint>();
  for (const { date, type, amount = "0" } of world.server.vouchers.values()) {
    const key = `${date.slice(0, 7)} ${type}`;
    amounts.set(key, (amounts.get(key) ?? 0n) + BigInt(amount));
  }
  for (const { month, type, amount } of totals!.voucherTotals!) {
    expect(amounts.get(`${month} ${type}`)?.toString(), `${month} ${type}`).toBe(amount);
  }
  expect(totals!.closingStock!.map(({ asOf }) => asOf).at(-1)).toBe(totals!.asOf);
});

test("progress is told in numbers that a person understands", async () => {
  await world.sync();
  const line = world.said.find((each) => each.includes("vouchers,")) ?? "";
  expect(line).toMatch(/^Read vouchers, .*: \d+ records; \d+ of 334 read, \d+ of \d+ batches sent/);
});

describe("looking, when nothing has changed", () => {
  test("is one question and one heartbeat below 3 kB, with two companies open", async () => {
    await world.sync();
    world.tally.openCompany({ ...sample, name: "Another", guid: "99999999-0000-4000-8000-000000000000" });
    world.tally.clearRequests();
    world.server.heartbeats.length = 0;
    expect(await world.sync()).toEqual({ ok: true, value: { kind: "unchanged" } });
    const asked = world.tally.requests();
    expect(asked).toHaveLength(1);
    expect(asked[0]!.bytesIn + asked[0]!.bytesOut).toBeLessThan(3_000);
    expect(world.server.heartbeats).toHaveLength(1);
    expect(world.server.heartbeats[0]).toMatchObject({ agent: { id: "agent-1" }, tally: { release: "7.0" } });
  });
});

describe("changes", () => {
  beforeEach(async () => {
    await world.sync();
    world.server.runs.length = 0;
    world.tally.clearRequests();
  });

  test("one voucher goes up at once without totals, and reads less than 20 kB; totals follow by themselves", async () => {
    world.tally.company().createVoucher(RECEIPT);
    let bytesAtFirstRun = 0;
    world.server.refuse = ({ path }) => {
      if (path.endsWith("/finish") && bytesAtFirstRun === 0)
        bytesAtFirstRun = world.tally.requests().reduce((sum, { bytesOut }) => sum + bytesOut, 0);
      return undefined;
    };
    expect(await world.sync()).toMatchObject({ ok: true, value: { kind: "synced" } });
    expect(kinds()).toEqual(["changes", "changes+totals"]);
    expect(bytesAtFirstRun).toBeGreaterThan(0);
    expect(bytesAtFirstRun).toBeLessThan(20_000);
    expect(world.server.runs[1]!.batches).toEqual([]);
    expect(atServer(world.server)).toEqual(inTally(world.tally));
  });

  test("totals that took long wait for the hour", async () => {
    world.look((outbox) =>
      outbox.remember("totals", { at: world.now.toISOString(), tookMs: 6_000, isDue: false }),
    );
    world.tally.company().createVoucher(RECEIPT);
    await world.sync();
    expect(kinds()).toEqual(["changes"]);
    world.now = new Date(world.now.getTime() + 59 * 60_000);
    await world.sync();
    expect(kinds()).toEqual(["changes"]);
    world.now = new Date(world.now.getTime() + 60_000);
    await world.sync();
    expect(kinds()).toEqual(["changes", "changes+totals"]);
  });

  test("totals that Tally moved on from are dropped and read again", async () => {
    world.tally.company().createVoucher(RECEIPT);
    let isTyped = false;
    world.tally.beforeAnswer(({ kind }) => {
      if (isTyped || !kind.includes("Trial Balance")) return;
      isTyped = true;
      world.tally.company().createVoucher(RECEIPT);
    });
    await world.sync();
    expect(kinds()).toEqual(["changes", "changes", "changes", "changes+totals"]);
    expect(atServer(world.server)).toEqual(inTally(world.tally));
  });

  test("what is typed between the look and a run of totals alone is not passed over", async () => {
    world.look((outbox) => outbox.remember("totals", { ...outbox.recall("totals"), isDue: true }));
    const seen: string[] = [];
    world.tally.beforeAnswer(({ kind }) => {
      // The look is over; the next question describes the company for the run.
      if (seen.push(kind) === 2) world.tally.company().createVoucher(RECEIPT);
    });
    await world.sync();
    expect(world.said.join("\n")).toContain("reading Tally's totals");
    expect(atServer(world.server)).toEqual(inTally(world.tally));
    expect(kinds()).toEqual(["changes", "changes", "changes+totals"]);
  });

  test("a new ledger comes with the day its opening is as of; a period that moves meanwhile is noticed", async () => {
    world.tally.company().createLedger({ name: "New Shop", parent: "Sundry Debtors", opening: -50_00n });
    let isMoved = false;
    world.tally.beforeAnswer(({ kind }) => {
      if (isMoved || !kind.includes("Ledger")) return;
      isMoved = true;
      world.tally.company().setPeriod({ from: day("2026-04-01"), to: day("2027-03-31") });
    });
    expect(await world.sync()).toMatchObject({ ok: true });
    expect(world.said.join("\n")).toContain("current period changed");
    expect(world.server.runs[0]!.open.company.periodFrom).toBe("2026-04-01");
    expect([...world.server.ledgers.values()].some(({ name }) => name === "New Shop")).toBe(true);
  });

  test("many changes are read in ranges of 5,000", async () => {
    // As after a long time: the server knows little of what Tally holds.
    world.server.known = { ...world.server.known!, vouchers: 0 };
    const state = world.tally.company().state();
    world.tally.company().restore({ ...state, voucherMark: 12_000 });
    world.tally.clearRequests();
    await world.sync();
    expect(world.tally.requests().filter(({ kind }) => kind.includes("Voucher filtered"))).toHaveLength(3);
    expect(kinds()[0]).toBe("changes+totals");
    expect(atServer(world.server)).toEqual(inTally(world.tally));
  });
});

describe("what the server wants", () => {
  const NOTHING = { full: false, months: [], days: [], totals: false };
  beforeEach(async () => {
    await world.sync();
    world.server.runs.length = 0;
  });

  test("days are read in full, adjacent ones together", async () => {
    const some = [...world.server.vouchers.values()].slice(0, 40);
    for (const { guid } of some) world.server.vouchers.delete(guid);
    const days = [...new Set(some.map(({ date }) => date))];
    world.server.wants = { ...NOTHING, days };
    world.tally.clearRequests();
    await world.sync();
    expect(kinds()[0]).toBe("changes");
    expect(atServer(world.server)).toEqual(inTally(world.tally));
  });

  test("months are swept: what is gone from Tally goes, a moved number is told", async () => {
    const [first] = [...world.server.vouchers.values()];
    world.tally.company().deleteVoucher(first!.guid);
    world.server.known = {
      masters: world.tally.company().state().masterMark,
      vouchers: world.tally.company().state().voucherMark,
    };
    world.server.wants = { ...NOTHING, months: [first!.date.slice(0, 7)] };
    await world.sync();
    const [run] = world.server.runs;
    expect(run).toMatchObject({
      open: { kind: "sweep" },
      finish: { swept: { months: [first!.date.slice(0, 7)], isStill: true } },
    });
    const present = run!.batches.flatMap(({ records }) => records.present ?? []);
    expect(present.length).toBeGreaterThan(3);
    expect(present.every(({ date }) => date.startsWith(first!.date.slice(0, 7)))).toBe(true);
    expect(run!.batches.flatMap(({ records }) => records.ledgers ?? [])).toHaveLength(sample.ledgers.length);
    expect(atServer(world.server)).toEqual(inTally(world.tally));
  });

  test("a sweep in which somebody types may not delete", async () => {
    world.tally.beforeAnswer(({ kind }) => {
      if (kind.includes("Voucher")) world.tally.company().createVoucher(RECEIPT);
    });
    world.server.wants = { ...NOTHING, months: ["2026-04"] };
    await world.sync();
    expect(world.server.runs[0]).toMatchObject({
      open: { kind: "sweep" },
      finish: { swept: { isStill: false } },
    });
  });

  test("everything, when it asks for everything; and the same again only after an hour", async () => {
    world.server.wants = { ...NOTHING, full: true };
    await world.sync();
    expect(kinds()).toEqual(["full+totals"]);
    await world.sync();
    expect(kinds()).toHaveLength(1);
    world.now = new Date(world.now.getTime() + 3_600_000);
    await world.sync();
    expect(kinds()).toHaveLength(2);
  });
});

test("once a day all months are swept, after ten in the evening or when a day has passed", async () => {
  await world.sync();
  world.server.runs.length = 0;
  world.now = new Date("2026-10-01T16:29:00Z"); // 21:59 in India
  await world.sync();
  expect(kinds()).toEqual([]);
  world.now = new Date("2026-10-01T16:30:00Z");
  await world.sync();
  expect(kinds()).toEqual(["sweep", "changes+totals"]);
  const { months } = world.server.runs[0]!.finish.swept!;
  expect(months[0]).toBe(sample.booksFrom.slice(0, 7));
  expect(months.length).toBeGreaterThan(11);
  await world.sync();
  expect(kinds()).toHaveLength(2);
});

test("a restored backup is read from the start", async () => {
  const backup = world.tally.company().snapshot();
  world.tally.company().createVoucher(RECEIPT);
  await world.sync();
  world.server.runs.length = 0;
  world.tally.company().restore(backup);
  await world.sync();
  expect(kinds()).toEqual(["full+totals"]);
  expect(atServer(world.server)).toEqual(inTally(world.tally));
});

test("a new financial year: old years stay, new vouchers come", async () => {
  await world.sync();
  world.tally.company().setPeriod({ from: day("2027-04-01"), to: day("2028-03-31") });
  world.tally.company().createVoucher({ ...RECEIPT, date: day("2027-04-01") });
  expect(await world.sync()).toMatchObject({ ok: true });
  expect(atServer(world.server)).toEqual(inTally(world.tally));
});
