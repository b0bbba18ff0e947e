import { createTallyClient } from "@cfa/tally/client";
import { collectRecords, type Collected } from "@cfa/tally/collect";
import { groupsRequest, ledgersRequest, voucherTypesRequest } from "@cfa/tally/request/masters";
import { vouchersRequest } from "@cfa/tally/request/vouchers";
import { addDays } from "@cfa/values/local-date";
import { financialYearOf } from "@cfa/values/period";
import { afterAll, beforeAll, beforeEach, describe, expect, it, test } from "vitest";

import { sourceOf } from "../sample-company/books-source.ts";
import { makeSampleCompany } from "../sample-company/make-sample-company.ts";
import { pendingBills } from "../sample-company/stated-bills.ts";
import { isPosted } from "../sample-company/tally-books.ts";
import { startFakeTally, type FakeTally } from "./fake-tally.ts";
import { DEFAULT_SETTINGS, type Dirt } from "./server/settings.ts";

/* Our own connector asks the fake Tally everything it can ask; the answers are what the sample company's books say. */

const sample = makeSampleCompany({ size: "S" });
const source = sourceOf(sample);
const everyDay = { from: sample.startingFrom, to: financialYearOf(source.lastVoucherDate).to };
let tally: FakeTally;

beforeAll(async () => {
  tally = await startFakeTally({ companies: [sample] });
});

beforeEach(() => tally.set(DEFAULT_SETTINGS));

afterAll(() => tally.close());

function client() {
  return createTallyClient({ host: "127.0.0.1", port: tally.port, pauseMs: 0, timeoutMs: 5_000 });
}

async function everything(): Promise<Collected> {
  const { sink, records } = collectRecords();
  const { name } = sample;
  const requests = [
    groupsRequest(name),
    ledgersRequest(name),
    voucherTypesRequest(name),
    vouchersRequest(name, everyDay),
  ];
  for (const request of requests) expect(await client().read(request, sink)).toMatchObject({ ok: true });
  return records;
}

test("it learns who is there, of which release, and which period is shown", async () => {
  const { guid, name } = sample;
  expect(await client().companies()).toMatchObject({
    ok: true,
    value: [{ guid, name, booksFrom: sample.booksFrom }],
  });
  const marks = { masters: sample.masterMark, vouchers: sample.voucherMark };
  expect(await client().look()).toEqual({ ok: true, value: [{ guid, name, marks }] });
  expect(await client().isAnswering()).toBe(true);
  expect(await client().licence()).toMatchObject({
    ok: true,
    value: { isEducational: false, release: "7.0" },
  });
  const from = financialYearOf(sample.through).from;
  expect(await client().periodFrom(name)).toMatchObject({ ok: true, value: { day: from } });
});

test("it reads every master and voucher; entries balance and nothing is quarantined", async () => {
  const records = await everything();
  expect([
    records.groups.length,
    records.ledgers.length,
    records.voucherTypes.length,
    records.vouchers.length,
  ]).toEqual([
    sample.groups.length,
    sample.ledgers.length,
    sample.voucherTypes.length,
    sample.vouchers.length,
  ]);
  expect(records.quarantined).toEqual([]);
  for (const { entries, isCancelled } of records.vouchers) {
    expect(entries.reduce((sum, entry) => sum + BigInt(entry.amount), 0n)).toBe(0n);
    expect(entries.length === 0).toBe(isCancelled === true);
  }
});

test("Tally's own counts and sums are those of the books", async () => {
  const days = await client().countsByDay(sample.name, everyDay);
  expect(days.ok && days.value).toEqual(source.countsByDate());
  const totals = await client().voucherTotals(sample.name, everyDay);
  const counts = (totals.ok ? totals.value : []).map(({ month, type, count }) => `${month} ${type} ${count}`);
  expect(new Set(counts)).toEqual(
    new Set(source.countsByMonth().map(({ month, type, count }) => `${month.slice(0, 7)} ${type} ${count}`)),
  );
  expect(await client().masterCounts(sample.name)).toEqual({
    ok: true,
    value: {
      groups: sample.groups.length,
      ledgers: sample.ledgers.length,
      voucherTypes: sample.voucherTypes.length,
    },
  });
});

test("openings are those of the current period: with its vouchers they come to Tally's trial balance", async () => {
  const { ledgers } = await everything();
  const year = financialYearOf(sample.through);
  const balances = new Map(ledgers.map((ledger) => [ledger.name, BigInt(ledger.openingBalance)]));
  const names = new Map(sample.ledgers.map(({ masterId, name }) => [masterId, name]));
  for (const voucher of source.vouchersBetween(year.from, sample.through)) {
    if (!isPosted(voucher)) continue;
    for (const { ledger, amount } of voucher.entries) {
      const name = names.get(ledger) ?? "";
      balances.set(name, (balances.get(name) ?? 0n) + amount);
    }
  }
  const theirs = await client().trialBalance(sample.name, sample.through);
  const rows = (theirs.ok ? theirs.value : []).filter(({ ledger }) => ledger !== "Opening Stock");
  expect(rows.length).toBeGreaterThan(20);
  for (const { ledger, closing } of rows)
    expect([ledger, balances.get(ledger)]).toEqual([ledger, BigInt(closing)]);
});

test("pending bills and the closing stock are those of the books", async () => {
  for (const side of ["receivable", "payable"] as const) {
    const bills = await client().bills(sample.name, side, sample.through);
    const ours = pendingBills(sample, side, sample.through);
    expect(bills.ok && bills.value.map(({ name, pending, dueDate }) => [name, pending, dueDate])).toEqual(
      ours.map(({ name, balance, due }) => [name, balance.toString(), due]),
    );
  }
  const closing = await client().closingStock(sample.name, { from: everyDay.from, to: sample.through });
  expect(closing).toEqual({ ok: true, value: sample.openingStock.toString() });
});

describe("however dirty the answers are, the same is read", () => {
  const DIRTS: Partial<Dirt>[] = [
    { declaration: "1.1", mark: "always" },
    { declaration: "1.0", lineEnds: "lf" },
    { lineEnds: "doubled", rawControls: true },
    { lineEnds: "blank", mark: "always", rawControls: true },
  ];

  it.each(DIRTS)("%o", async (dirt) => {
    const clean = await everything();
    tally.set({ dirt });
    expect(await everything()).toEqual(clean);
  });
});

test("every fault is told by its code", async () => {
  const read = async () => {
    const answer = await client().read(ledgersRequest(sample.name), {});
    return answer.ok ? "ok" : answer.error.code;
  };
  tally.cutNextAnswerAfter(3_000);
  expect(await read()).toBe("connection-lost");
  tally.truncateNextAnswerAfter();
  expect(await client().read(vouchersRequest(sample.name, everyDay), {})).toMatchObject({
    error: { code: "truncated" },
  });
  tally.askLogin(true);
  expect(await read()).toBe("no-company");
  tally.askLogin(false);
  const other = makeSampleCompany({ size: "S", seed: 5 });
  tally.openCompany(other);
  tally.closeCompany(sample.name);
  expect(await read()).toBe("company-closed");
  tally.reopenCompany(sample.name);
  tally.closeCompany(other.name);
  expect(await read()).toBe("ok");
});

test("a voucher typed while vouchers are read is seen by the counters afterwards", async () => {
  const company = tally.company(sample.name);
  const backup = company.snapshot();
  const before = await client().look();
  tally.beforeAnswer(({ kind }) => {
    if (kind.startsWith("collection Voucher")) {
      tally.beforeAnswer(null);
      company.createVoucher({
        date: addDays(sample.through, -1),
        type: "Contra",
        entries: [
          { ledger: company.state().source.ledgers[1]?.masterId ?? 0, amount: -1_00n },
          { ledger: company.state().source.ledgers[2]?.masterId ?? 0, amount: 1_00n },
        ],
      });
    }
  });
  expect((await everything()).vouchers).toHaveLength(sample.vouchers.length + 1);
  const after = await client().look();
  expect(
    after.ok && before.ok && (after.value[0]?.marks.vouchers ?? 0) - (before.value[0]?.marks.vouchers ?? 0),
  ).toBe(1);
  company.restore(backup);
  expect(await client().look()).toEqual(before);
});
