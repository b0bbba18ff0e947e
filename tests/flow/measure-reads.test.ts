import type {
  AgedBill,
  AgeingSummary,
  CollectedRow,
  Collections,
  Concentration,
  CreditUse,
  DaysOutstanding,
  DaysToPay,
  PaidBill,
  PartyAgeing,
} from "@cfa/contract/measures";
import type { BillEvidence, Home, Party, PartyBalance } from "@cfa/contract/reads";
import type { ReportPage } from "@cfa/contract/reports";
import type { TdsBill, TdsBills, TdsParty, TdsReceivable } from "@cfa/contract/tds";
import { closingBalances } from "@cfa/testkit/sample-company/balances";
import { isPosted } from "@cfa/testkit/sample-company/tally-books";
import { addDays, daysBetween, type LocalDate } from "@cfa/values/local-date";
import { monthsIn } from "@cfa/values/period";
import { afterAll, beforeAll, describe, expect, test } from "vitest";

import { allRows, readSamples, type ReadCompany } from "./reads-stack.ts";
import { startStack, type Stack } from "./stack.ts";

/* Measures of the sample company: they agree with each other, with the home, and with the generator's vouchers. */

const SEEDS = [1, 2, 3];

let stack: Stack;
let companies: ReadCompany[];

beforeAll(async () => {
  stack = await startStack();
  companies = await readSamples(stack, SEEDS);
});
afterAll(() => stack.close());

/** Database and server work at several questions at a time. */
const atOnce = <T>(things: readonly T[], work: (thing: T) => Promise<void>) => Promise.all(things.map(work));
const total = (amounts: readonly string[]) => amounts.reduce((sum, amount) => sum + BigInt(amount), 0n);

test("tax awaited is one sum and one list: of the home, by customer, by quarter, by bill and of the report", async () => {
  const asked = companies.flatMap((read) =>
    [-130, -88, -40, 0].map((days) => ({ read, asOf: addDays(read.sample.through, days) })),
  );
  let seen = 0;
  await atOnce(asked, async ({ read, asOf }) => {
    const home = await read.get<Home>(`/home?asOf=${asOf}`);
    const whole = await read.get<TdsReceivable>(`/tds-receivable?asOf=${asOf}`);
    const customers = await allRows<TdsParty>(read, `/tds-receivable?asOf=${asOf}`, 1);
    const { quarters } = await read.get<TdsBills>(`/tds-receivable/bills?asOf=${asOf}`);
    const bills = await allRows<TdsBill>(read, `/tds-receivable/bills?asOf=${asOf}`, 1);
    const report = await read.get<ReportPage>(`/reports/tds-awaited/rows?asOf=${asOf}&limit=200`);
    const tax = report.columns.findIndex(({ key }) => key === "tdsAwaited");
    const sums = [
      home.receivable.tdsAwaited,
      whole.awaited,
      ...[whole.years, customers, quarters].map((parts) =>
        total(parts.map((part) => part.awaited)).toString(),
      ),
      total(bills.map(({ bill }) => bill.tdsAwaited)).toString(),
    ];
    const which = [read.sample.name, asOf];
    expect([...which, ...new Set(sums)]).toEqual([...which, report.totals?.[tax]]);
    const listed = report.rows.map(({ bill, cells }) => `${bill} ${cells[tax]}`);
    expect(bills.map(({ bill }) => `${bill.billId} ${bill.tdsAwaited}`).toSorted()).toEqual(
      listed.toSorted(),
    );
    for (const { bill, receipt } of bills) {
      const { settlements } = await read.get<BillEvidence>(`/bills/${bill.billId}?asOf=${asOf}`);
      expect(settlements.map(({ voucher }) => voucher?.voucherId)).toContain(receipt?.voucherId);
    }
    seen += bills.length;
  });
  expect(seen).toBeGreaterThan(1); // on most days of so small a company nothing is awaited
});

describe.each(SEEDS)("sample company S, seed %i", (seed) => {
  let read: ReadCompany;
  let parties: { name: string; masterId: number; currency: string }[];

  beforeAll(() => {
    read = companies[SEEDS.indexOf(seed)]!;
    const { truth, ledgers } = read.sample;
    const customers = new Set(
      truth.parties.filter(({ side }) => side !== "supplier").map(({ ledger }) => ledger),
    );
    parties = ledgers.filter(({ masterId }) => customers.has(masterId));
  });

  /** The home of a day, asked for once: what is asked for beside it differs, the day does not. */
  const homes = new Map<string, Promise<Home>>();
  function homeOf(asOf: string): Promise<Home> {
    const home = homes.get(asOf) ?? read.get<Home>(`/home?asOf=${asOf}`);
    homes.set(asOf, home);
    return home;
  }

  test.each([
    ["", 5],
    ["&by=bill-date", 4],
    ["&edges=1", 3],
    ["&edges=7,14,21,28,35,42,120&by=bill-date", 8],
    ["&edges=45&by=due-date", 3],
  ])("buckets under %s add up to due + overdue, in all, by party and by bill", async (choice, columns) => {
    const { through } = read.sample;
    const cases = (["receivable", "payable"] as const).flatMap((side) =>
      [addDays(through, -130), through].map((asOf) => ({ side, asOf })),
    );
    await atOnce(cases, async ({ side, asOf }) => {
      const asked = `asOf=${asOf}&side=${side}${choice}`;
      const whole = await read.get<AgeingSummary>(`/ageing?${asked}`);
      expect(whole.buckets.length).toBe(columns);
      expect(total(whole.buckets.map(({ amount }) => amount))).toBe(
        BigInt(whole.due) + BigInt(whole.overdue),
      );
      const { outstanding, due, overdue, unapplied } = whole;
      expect((await homeOf(asOf))[side]).toMatchObject({ outstanding, due, overdue, unapplied });
      const rows = await allRows<PartyAgeing>(read, `/ageing/parties?${asked}`, 15);
      expect(rows.length).toBe(whole.parties);
      await atOnce([...whole.buckets.entries()], async ([index, bucket]) => {
        const ofParties = rows.map(({ buckets }) => buckets[index]?.amount ?? "0");
        expect(total(ofParties)).toBe(BigInt(bucket.amount));
        const bills = await allRows<AgedBill>(read, `/ageing/bills?${asked}&bucket=${bucket.key}`, 60);
        expect([bucket.key, bills.length]).toEqual([bucket.key, bucket.bills]);
        expect(total(bills.map(({ bill }) => bill.open))).toBe(BigInt(bucket.amount));
      });
    });
  });

  test("outstanding at month ends is the home's, and credit sales are the vouchers'", async () => {
    const { sample } = read;
    const found = await read.get<DaysOutstanding>(`/days-outstanding?asOf=${sample.through}&months=12`);
    for (const point of found.trend) {
      const { receivable } = await homeOf(point.asOf);
      expect([point.asOf, point.outstanding]).toEqual([point.asOf, receivable.outstanding]);
    }
    expect(found.trend.length).toBe(monthsIn({ from: sample.booksFrom, to: sample.through }).length);
    expect(found.trend.at(-1)).toMatchObject({ asOf: sample.through, days: found.days });
    const all = new Set(sample.truth.parties.map(({ ledger }) => ledger));
    for (const { month, traded, covered } of found.steps) {
      const lines = sample.vouchers
        .filter(
          ({ date, base }) => date >= month.from && date <= month.to && /^(Sales|Credit Note)$/.test(base),
        )
        .filter(isPosted)
        .flatMap(({ entries }) => entries.filter(({ ledger }) => all.has(ledger)));
      expect(BigInt(traded)).toBe(-lines.reduce((sum, { amount }) => sum + amount, 0n));
      expect(BigInt(covered)).toBeLessThanOrEqual(BigInt(traded));
    }
    const covered = total(found.steps.map((step) => step.covered));
    if (!found.isAtLeast) expect(covered).toBe(BigInt(found.outstanding));
  });

  test("what was received is the receipts', by month and by party alike", async () => {
    const { sample } = read;
    const ids = new Set(parties.map(({ masterId }) => masterId));
    const range = `from=${sample.booksFrom}&to=${sample.through}`;
    const months = await read.get<Collections>(`/collections?${range}&by=month`);
    const lines = sample.vouchers
      .filter(({ date, base }) => date <= sample.through && base === "Receipt")
      .filter(isPosted)
      .flatMap(({ entries }) => entries.filter(({ ledger }) => ids.has(ledger)));
    expect(BigInt(months.total.received)).toBe(lines.reduce((sum, { amount }) => sum + amount, 0n));
    for (const by of ["day", "week", "party"]) {
      const rows = await allRows<CollectedRow>(read, `/collections?${range}&by=${by}`, 23);
      for (const key of [
        "received",
        "settledByMoney",
        "settledLate",
        "settledByNotes",
        "settledOtherwise",
      ] as const) {
        expect([by, key, total(rows.map((row) => row[key]))]).toEqual([by, key, BigInt(months.total[key])]);
      }
    }
  });

  test("days to pay are those of each bill's settlements", async () => {
    const { through } = read.sample;
    const rows = await allRows<PartyAgeing>(read, `/ageing/parties?asOf=${addDays(through, -90)}`);
    let bills = 0;
    await atOnce(rows.slice(0, 6), async ({ partyId }) => {
      const path = `/parties/${partyId}/days-to-pay?asOf=${through}`;
      const head = await read.get<DaysToPay>(path);
      const paid = await allRows<PaidBill>(read, path, 5);
      expect(paid.length).toBe(head.bills);
      await atOnce(paid, async ({ billId, date, amount, days, settledOn }) => {
        const { settlements, bill } = await read.get<BillEvidence>(`/bills/${billId}?asOf=${through}`);
        expect(bill.open).toBe("0");
        const weighted = settlements
          .filter(({ basis }) => basis === bill.basis)
          .reduce(
            (sum, one) => sum + Number(one.amount) * daysBetween(date as LocalDate, one.date as LocalDate),
            0,
          );
        expect(days).toBeCloseTo(weighted / Number(amount), 1);
        expect(
          settlements
            .map((one) => one.date)
            .toSorted()
            .at(-1),
        ).toBe(settledOn);
        bills++;
      });
    });
    expect(bills).toBeGreaterThan(3);
  });

  test("what exchange did to a party that is kept in dollars is what the generator's journals booked", async () => {
    const { ledgers, vouchers, through } = read.sample;
    const gains = ledgers.find(({ name }) => name === "Forex Gain/Loss")?.masterId;
    const booked = vouchers
      .filter(({ date }) => date <= through)
      .filter(isPosted)
      .flatMap(({ entries }) => entries.filter(({ ledger }) => ledger === gains))
      .reduce((sum, { amount }) => sum + amount, 0n);
    const foreign = parties.filter(({ currency }) => currency !== "");
    expect(foreign.length).toBeGreaterThan(0);
    let difference = 0n;
    for (const { name } of foreign) {
      const search = `search=${encodeURIComponent(name)}`;
      const { rows } = await read.get<{ rows: PartyBalance[] }>(`/parties?${search}&asOf=${through}`);
      const party = await read.get<Party>(`/parties/${rows[0]?.partyId}?asOf=${through}`);
      expect(party.exchange?.booked).toBe(party.exchange?.difference);
      difference += BigInt(party.exchange?.difference ?? "0");
    }
    expect(difference).toBe(booked);
  });

  test("concentration and credit use stand on the same outstanding", async () => {
    const { through, ledgers } = read.sample;
    const rows = await allRows<PartyAgeing>(read, `/ageing/parties?asOf=${through}`);
    const found = await read.get<Concentration>(`/concentration?asOf=${through}&top=50`);
    const positive = rows.filter(({ outstanding }) => BigInt(outstanding) > 0n);
    expect(found.parties).toBe(positive.length);
    expect(found.top.map(({ amount }) => amount)).toEqual(
      positive.map(({ outstanding }) => outstanding).slice(0, 50),
    );
    expect(found.top.at(-1)?.together).toBe(10_000);
    const shares = found.top.map(({ amount }) => Number(amount) / Number(found.total));
    expect(found.hhi / 10_000).toBeCloseTo(
      shares.reduce((sum, share) => sum + share * share, 0),
      3,
    );
    const traded = await read.get<Concentration>(`/concentration?asOf=${through}&of=trade`);
    expect(traded.top.length).toBeGreaterThan(3);

    const use = await allRows<CreditUse>(read, `/credit-use?asOf=${through}`, 3);
    const limited = parties.filter(({ masterId }) => {
      const limit = ledgers.find((one) => one.masterId === masterId)?.creditLimit ?? 0n;
      return limit !== 0n;
    });
    expect(use.length).toBe(limited.length);
    const balances = closingBalances(read.sample, through);
    for (const { name, outstanding, limit, free } of use) {
      expect(BigInt(free)).toBe(BigInt(limit) - BigInt(outstanding));
      const ledger = limited.find((one) => one.name === name);
      expect([name, ledger === undefined]).toEqual([name, false]);
      if (!read.sample.truth.parties.some((one) => one.name === name && one.side === "both")) {
        expect(BigInt(outstanding)).toBe(-(balances.get(ledger?.masterId ?? 0) ?? 0n));
      }
    }
  });
});
