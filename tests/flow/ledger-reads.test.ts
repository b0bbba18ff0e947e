import type {
  DayBook,
  DayBookRow,
  LedgerBalance,
  LedgerStatement,
  StatementLine,
  TrialBalanceOfDay,
} from "@cfa/contract/ledgers";
import { isPosted } from "@cfa/testkit/sample-company/tally-books";
import { addDays, daysBetween, type LocalDate } from "@cfa/values/local-date";
import { financialYearOf, monthsIn } from "@cfa/values/period";
import { afterAll, beforeAll, describe, expect, test } from "vitest";

import { allRows, balancesOfYear, readSamples, type ReadCompany } from "./reads-stack.ts";
import { startStack, type Stack } from "./stack.ts";

/* Trial balance, ledger statement and day book of the sample company are those of its own double entry. */

const SEEDS = [1, 2, 3];

let stack: Stack;
let companies: ReadCompany[];

beforeAll(async () => {
  stack = await startStack();
  companies = await readSamples(stack, SEEDS);
});
afterAll(() => stack.close());

const total = (rows: readonly { balance: string }[]) =>
  rows.reduce((sum, row) => sum + BigInt(row.balance), 0n);

describe.each(SEEDS)("sample company S, seed %i", (seed) => {
  let read: ReadCompany;
  let days: LocalDate[];

  beforeAll(() => {
    read = companies[SEEDS.indexOf(seed)]!;
    const { booksFrom, through } = read.sample;
    const ends = monthsIn({ from: booksFrom, to: through }).map(({ to }) => to);
    const odd = [3, 100, 181, 182, 250, 329].map((count) => addDays(booksFrom, count));
    days = [...ends, ...odd, addDays(through, 60)];
  });

  test("the trial balance of month ends and odd days is the generator's, and adds up to zero", async () => {
    for (const asOf of days) {
      const rows = await allRows<LedgerBalance>(read, `/trial-balance/ledgers?asOf=${asOf}`);
      const ours = new Map(rows.map((row) => [row.name, BigInt(row.balance)]));
      expect([asOf, ours]).toEqual([asOf, balancesOfYear(read.sample, asOf)]);
      const whole = await read.get<TrialBalanceOfDay>(`/trial-balance/groups?asOf=${asOf}`);
      const stock = -read.sample.openingStock;
      expect(whole.openingStock?.amount).toBe(stock.toString());
      expect(whole).toMatchObject({ asOf, openingDifference: "0", closedYears: "0", debit: whole.credit });
      expect(total(rows) + stock).toBe(0n);
      const primary = whole.groups.filter(({ path }) => path.length === 1);
      const debit = primary.reduce((sum, group) => sum + BigInt(group.debit), stock);
      expect(debit).toBe(BigInt(whole.debit));
    }
  });

  test("a group's ledgers are its share of the trial balance", async () => {
    const asOf = read.sample.through;
    const { groups } = await read.get<TrialBalanceOfDay>(`/trial-balance/groups?asOf=${asOf}`);
    const debtors = groups.find(({ path }) => path.at(-1) === "Sundry Debtors");
    const rows = await allRows<LedgerBalance>(
      read,
      `/trial-balance/ledgers?asOf=${asOf}&group=sundry%20debtors`,
    );
    expect(rows.length).toBe(debtors?.ledgers);
    expect(total(rows)).toBe(BigInt(debtors?.debit ?? "0") - BigInt(debtors?.credit ?? "0"));
  });

  test("every ledger's statement runs from its opening to the trial balance, page by page", async () => {
    const { through } = read.sample;
    const from = financialYearOf(through).from;
    const ledgers = await allRows<LedgerBalance>(read, `/trial-balance/ledgers?asOf=${through}&zero=true`);
    expect(ledgers.length).toBe(read.sample.ledgers.length);
    let lines = 0;
    for (const { ledgerId, balance, carried } of ledgers) {
      const path = `/ledgers/${ledgerId}/statement?from=${from}&to=${through}`;
      const head = await read.get<LedgerStatement>(`${path}&limit=200`);
      const rows = head.nextCursor === null ? head.rows : await allRows<StatementLine>(read, path, 70);
      let running = BigInt(head.opening);
      for (const row of rows) {
        running += BigInt(row.amount);
        expect(row.balance).toBe(running.toString());
        expect(row.others.length).toBeGreaterThan(0);
      }
      expect(head.closing).toBe(running.toString());
      expect(running + BigInt(carried)).toBe(BigInt(balance));
      lines += rows.length;
    }
    expect(lines).toBeGreaterThan(200);
  });

  test("the bank's statement is the same in pages of seven as in one", async () => {
    const { booksFrom, through } = read.sample;
    const banks = await allRows<LedgerBalance>(
      read,
      `/trial-balance/ledgers?asOf=${through}&search=hdfc%20current`,
    );
    const path = `/ledgers/${banks[0]?.ledgerId}/statement?from=${booksFrom}&to=${through}`;
    const whole = await read.get<LedgerStatement>(`${path}&limit=200`);
    const paged = await allRows<StatementLine>(read, path, 7);
    expect(whole.rows.length).toBeGreaterThan(20);
    expect(paged.slice(0, 200)).toEqual(whole.rows);
  });

  test("a statement that begins on an odd day opens with the balance of the day before", async () => {
    const { booksFrom, through } = read.sample;
    const from = addDays(booksFrom, Math.floor(daysBetween(booksFrom, through) / 3));
    const before = await allRows<LedgerBalance>(read, `/trial-balance/ledgers?asOf=${addDays(from, -1)}`);
    for (const { ledgerId, balance } of before) {
      const head = await read.get<LedgerStatement>(`/ledgers/${ledgerId}/statement?from=${from}&to=${from}`);
      expect(head.opening).toBe(balance);
    }
  });

  test("the day book has every voucher once, what does not count apart", async () => {
    const { booksFrom, through, vouchers } = read.sample;
    const range = `from=${booksFrom}&to=${through}`;
    const inRange = vouchers.filter(({ date }) => date <= through);
    const { counts } = await read.get<DayBook>(`/day-book?${range}`);
    expect(counts?.reduce((sum, count) => sum + count.vouchers, 0)).toBe(inRange.length);
    const rows = await allRows<DayBookRow>(read, `/day-book?${range}`);
    const counting = inRange.filter(isPosted);
    expect(rows.length).toBe(counting.length);
    expect(rows.map(({ date }) => date)).toEqual(counting.map(({ date }) => date));
    const debits = counting.flatMap(({ entries }) => entries).filter(({ amount }) => amount < 0n);
    const moved = debits.reduce((sum, { amount }) => sum - amount, 0n);
    expect(rows.reduce((sum, { amount }) => sum + BigInt(amount ?? "0"), 0n)).toBe(moved);
    expect(counts?.reduce((sum, { debit }) => sum + BigInt(debit), 0n)).toBe(moved);
    for (const state of ["cancelled", "optional", "non-accounting"]) {
      const apart = await allRows<DayBookRow>(read, `/day-book?${range}&state=${state}`);
      const counted = counts?.filter((count) => count.state === state) ?? [];
      expect(apart.length).toBe(counted.reduce((sum, count) => sum + count.vouchers, 0));
    }
    const receipts = await allRows<DayBookRow>(read, `/day-book?${range}&kind=receipt`);
    expect(receipts.length).toBe(counting.filter(({ base }) => base === "Receipt").length);
  });
});
