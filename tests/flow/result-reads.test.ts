import type { LedgerBalance } from "@cfa/contract/ledgers";
import type {
  ProfitAndLoss,
  ResultLedger,
  TaxLedger,
  Trade,
  TradeRow,
  TradeVoucher,
} from "@cfa/contract/results";
import { closingBalances } from "@cfa/testkit/sample-company/balances";
import type { SampleCompany } from "@cfa/testkit/sample-company/make-sample-company";
import { isPosted, type Voucher } from "@cfa/testkit/sample-company/tally-books";
import { addDays, day } from "@cfa/values/local-date";
import type { Period } from "@cfa/values/period";
import { afterAll, beforeAll, describe, expect, test } from "vitest";

import { allRows, readSamples, revenueLedgers, type ReadCompany } from "./reads-stack.ts";
import { startStack, type Stack } from "./stack.ts";

/* Profit and loss, taxes, sales and purchases of the sample company are those of its own double entry. */

const SEEDS = [1, 2, 3];

let stack: Stack;
let companies: ReadCompany[];

beforeAll(async () => {
  stack = await startStack();
  companies = await readSamples(stack, SEEDS);
});
afterAll(() => stack.close());

const total = (amounts: readonly (string | null)[]) =>
  amounts.reduce((sum, amount) => sum + BigInt(amount ?? "0"), 0n);
const inAddress = ({ from, to }: Period) => `from=${from}&to=${to}`;

/** What income less expense came to in a period, by the generator; profit positive. */
function earned(sample: SampleCompany, { from, to }: Period): bigint {
  const [before, after] = [closingBalances(sample, addDays(from, -1)), closingBalances(sample, to)];
  let result = 0n;
  for (const id of revenueLedgers(sample)) result += (after.get(id) ?? 0n) - (before.get(id) ?? 0n);
  return result;
}

/** Names of ledgers whose group is one of these or stands below it. */
function ledgersBelow({ groups, ledgers }: SampleCompany, tops: readonly string[]): Set<number> {
  const parents = new Map(groups.map((group) => [group.name, group.parent]));
  const isBelow = (group: string | null): boolean =>
    group !== null && (tops.includes(group) || isBelow(parents.get(group) ?? null));
  return new Set(ledgers.filter((one) => isBelow(one.parent)).map((one) => one.masterId));
}

describe.each(SEEDS)("sample company S, seed %i", (seed) => {
  let read: ReadCompany;
  let whole: Period;

  beforeAll(() => {
    read = companies[SEEDS.indexOf(seed)]!;
    whole = { from: read.sample.booksFrom, to: read.sample.through };
  });

  test("profit and loss of years and odd periods is what income less expense moved", async () => {
    const { booksFrom, through } = read.sample;
    const periods = [
      { from: booksFrom, to: day("2026-03-31") },
      { from: day("2026-04-01"), to: through },
      { from: addDays(booksFrom, 10), to: addDays(booksFrom, 75) },
      { from: day("2026-03-20"), to: day("2026-04-11") },
    ];
    for (const period of periods) {
      const found = await read.get<ProfitAndLoss>(`/profit-and-loss?${inAddress(period)}`);
      expect(found.period).toEqual(period);
      expect([period, found.resultBesideStock]).toEqual([period, earned(read.sample, period).toString()]);
      const ledgers = await allRows<ResultLedger>(read, `/profit-and-loss/ledgers?${inAddress(period)}`, 9);
      const income = ledgers.filter((row) => row.direction === "income").map((row) => row.amount);
      const expense = ledgers.filter((row) => row.direction === "expense").map((row) => row.amount);
      expect(total(income) - total(expense)).toBe(BigInt(found.resultBesideStock));
    }
  });

  test("the closed year's net result is what Profit & Loss A/c then carries", async () => {
    const year = { from: read.sample.booksFrom, to: day("2026-03-31") };
    const found = await read.get<ProfitAndLoss>(`/profit-and-loss?${inAddress(year)}`);
    const stock = (-read.sample.openingStock).toString();
    expect(found).toMatchObject({
      stock: "stated",
      openingStock: { value: stock },
      closingStock: { value: stock },
    });
    const next = await allRows<LedgerBalance>(read, "/trial-balance/ledgers?asOf=2026-04-01&search=profit");
    expect(next.find(({ name }) => name === "Profit & Loss A/c")?.carried).toBe(
      (-BigInt(found.netResult ?? "0")).toString(),
    );
  });

  test("a period whose stock Tally has not stated has no result", async () => {
    const period = { from: day("2026-04-01"), to: day("2026-05-17") };
    const found = await read.get<ProfitAndLoss>(`/profit-and-loss?${inAddress(period)}`);
    expect(found).toMatchObject({
      stock: "not-stated",
      closingStock: { asOf: period.to, value: null },
      grossResult: null,
      netResult: null,
    });
    expect(found.stockStatedOn).toContain("2026-03-31");
  });

  test("taxes by ledger and month are the generator's balances, with what tells output from input", async () => {
    const duties = ledgersBelow(read.sample, ["Duties & Taxes"]);
    const rows = await allRows<TaxLedger>(read, `/tax-ledgers?${inAddress(whole)}`, 4);
    expect(rows.length).toBe(duties.size);
    const balances = closingBalances(read.sample, whole.to);
    for (const row of rows) {
      const ledger = read.sample.ledgers.find(({ name }) => name === row.name);
      expect([row.name, row.closing]).toEqual([
        row.name,
        (-(balances.get(ledger?.masterId ?? 0) ?? 0n)).toString(),
      ]);
      const moved =
        total(row.months.map(({ debit }) => debit)) - total(row.months.map(({ credit }) => credit));
      expect(BigInt(row.opening) + moved).toBe(BigInt(row.closing));
    }
    expect(rows.find(({ name }) => name === "Output CGST")).toMatchObject({
      tax: "cgst",
      direction: "output",
      directionBy: "name",
    });
    expect(rows.find(({ name }) => name === "TDS Payable")).toMatchObject({ tax: null, direction: null });
  });

  test.each([
    ["sales", "Sales", "Credit Note", 1n],
    ["purchases", "Purchase", "Debit Note", -1n],
  ] as const)(
    "%s net of tax by month, party and ledger are the vouchers'",
    async (side, goods, note, sign) => {
      const { sample } = read;
      const period = { from: addDays(whole.from, 20), to: addDays(whole.to, -20) };
      const revenue = revenueLedgers(sample);
      const duties = ledgersBelow(sample, ["Duties & Taxes"]);
      const parties = ledgersBelow(sample, ["Sundry Debtors", "Sundry Creditors"]);
      const vouchers = sample.vouchers.filter(
        ({ date, base }) => date >= period.from && date <= period.to && (base === goods || base === note),
      );
      const counting = vouchers.filter(isPosted);
      const on = (voucher: Voucher, ledgers: Set<number>) =>
        voucher.entries
          .filter(({ ledger }) => ledgers.has(ledger))
          .reduce((sum, { amount }) => sum + sign * amount, 0n);
      const of = (some: Voucher[], ledgers: Set<number>) =>
        some.reduce((sum, one) => sum + on(one, ledgers), 0n);

      const path = `/trade?side=${side}&${inAddress(period)}`;
      const months = await read.get<Trade>(path);
      const notes = counting.filter(({ base }) => base === note);
      expect(months.total).toEqual({
        vouchers: counting.length,
        goods: of(
          counting.filter(({ base }) => base === goods),
          revenue,
        ).toString(),
        notes: (-of(notes, revenue)).toString(),
        net: of(counting, revenue).toString(),
        tax: of(counting, duties).toString(),
      });
      const byMonth = Map.groupBy(counting, ({ date }) => date.slice(0, 7));
      expect(months.rows.map(({ name, net, tax }) => [name, net, tax])).toEqual(
        [...byMonth]
          .toSorted(([a], [b]) => (a < b ? -1 : 1))
          .map(([name, some]) => [name, of(some, revenue).toString(), of(some, duties).toString()]),
      );

      const byParty = Map.groupBy(
        counting,
        ({ entries }) => entries.find(({ ledger }) => parties.has(ledger))?.ledger,
      );
      const rows = await allRows<TradeRow>(read, `${path}&by=party`, 7);
      expect(rows.map(({ net }) => BigInt(net))).toEqual(
        [...byParty.values()]
          .map((some) => of(some, revenue))
          .toSorted((a, b) => (a > b ? -1 : a < b ? 1 : 0)),
      );
      const first = rows.find(({ partyId }) => partyId !== null);
      const behind = await allRows<TradeVoucher>(
        read,
        `/trade/vouchers?side=${side}&${inAddress(period)}&partyId=${first?.partyId}`,
        3,
      );
      expect(total(behind.map(({ net }) => net))).toBe(BigInt(first?.net ?? "0"));

      const ledgers = await allRows<TradeRow>(read, `${path}&by=ledger`, 2);
      expect(total(ledgers.map(({ net }) => net))).toBe(BigInt(months.total.net));
      expect(ledgers.every(({ tax }) => tax === null)).toBe(true);
    },
  );
});
