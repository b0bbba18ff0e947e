import { bucketDays, bucketsAt, ageing } from "@cfa/books/ageing";
import type { Bill, Unapplied } from "@cfa/books/bill";
import { notOverdueFrom, outstandingAsOf, type SideTotals } from "@cfa/books/outstanding";
import type { Records, VoucherRecord } from "@cfa/contract/records";
import { recountRollups, remakeRollups } from "@cfa/db/queries/rollups/recount";
import { openAtPlaces, sideCounts } from "@cfa/db/queries/rollups/side-sums";
import { partyList, partyTotals, type PartyInList } from "@cfa/db/queries/rollups/party-standings";
import { readCompany } from "@cfa/db/queries/snapshot";
import { inCompany } from "@cfa/db/company-scope";
import { addDays, day, daysBetween, type LocalDate } from "@cfa/values/local-date";
import * as fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";

import { ledger, masters, paise } from "./small-books.ts";
import { openTestCompanies, type TestCompany } from "./test-company.ts";

/* After any intakes the rollups are what counting again finds, and reads made from them what the books say, on every day. */

const RUNS = process.env["CFA_TEST_LONG"] === "1" ? 60 : 3;
const START = day("2026-04-01");
const PARTIES = ["Ravi Stores", "Asha & Co", "Zero Traders", "Sita Mills", "Gita Weavers"];
let companies: Awaited<ReturnType<typeof openTestCompanies>>;

beforeAll(async () => {
  companies = await openTestCompanies();
});
afterAll(() => companies.close());

/** One voucher on a party: a bill, a payment of a bill, money on account or an advance. Rupees, debit positive. */
const deed = fc.record({
  of: fc.integer({ min: 0, max: 11 }),
  party: fc.integer({ min: 0, max: PARTIES.length - 1 }),
  days: fc.integer({ min: 0, max: 120 }),
  rupees: fc.integer({ min: 1, max: 40 }).map((tens) => tens * 10),
  kind: fc.constantFrom("new-ref", "new-ref", "agst-ref", "agst-ref", "on-account", "advance"),
  bill: fc.integer({ min: 0, max: 5 }),
  isCancelled: fc.integer({ min: 0, max: 9 }).map((n) => n === 0),
} as const);
type Deed = typeof deed extends fc.Arbitrary<infer T> ? T : never;
/** A run: vouchers new or altered; now and then a full one, which takes out what it does not show, or a party moved away. */
const runOf = fc.record({
  deeds: fc.array(deed, { minLength: 1, maxLength: 8 }),
  way: fc.constantFrom("changes", "changes", "changes", "full", "moved"),
} as const);

test("rollups are what counting again finds, and their reads what the books say", async () => {
  const check = fc.asyncProperty(fc.array(runOf, { minLength: 2, maxLength: 5 }), async (runs) => {
    const company = await companies.company();
    for (const [index, { deeds, way }] of runs.entries()) {
      const vouchers = deeds.map((one) => voucherOf(one, 100 + index));
      const unique = [...new Map(vouchers.map((voucher) => [voucher.guid, voucher])).values()];
      const batches = [mastersWith(index, way === "moved"), { vouchers: unique }];
      await company.take(batches, {
        kind: way === "full" ? "full" : "changes",
        marks: { masters: 10 + index, vouchers: 200 + index },
      });
      expect(await recounted(company)).toEqual([]);
      for (const after of [-1, 20, 60, 100, 200]) await sameOnDay(company, addDays(START, after));
    }
  });
  await fc.assert(check, { numRuns: RUNS, seed: 11, endOnFailure: RUNS < 10 });
}, 600_000);

test("a sum that is not what it sums up is found, made anew, and a person is told", async () => {
  const company = await companies.company();
  const batches = [masters(), { vouchers: [voucherOf({ ...FIRST, rupees: 100 }, 100)] }];
  await company.take(batches, { kind: "full" });
  const spoil = (text: string) => inCompany(company.database.db, company.companyId, (tx) => tx.run(text));
  await spoil("update open_by_day set open = open + 1 where counted_by = 'due-date'");
  await spoil("update party_side set bills = bills + 1");
  expect((await recounted(company)).map(({ rollup }) => rollup)).toEqual(["party_side", "open_by_day"]);
  const { applied } = await company.take(batches, { kind: "full" });
  expect(applied).toMatchObject({ rollupFaults: 2 });
  expect(await recounted(company)).toEqual([]);
  expect(
    await company.rows("select kind, name from quarantine where resolved_at is null order by name"),
  ).toEqual([
    { kind: "rollup", name: "open_by_day" },
    { kind: "rollup", name: "party_side" },
  ]);
  await inCompany(company.database.db, company.companyId, remakeRollups, { role: "job" });
  expect(await recounted(company)).toEqual([]);
});

const FIRST: Deed = { of: 0, party: 0, days: 3, rupees: 10, kind: "new-ref", bill: 0, isCancelled: false };

function recounted({ database, companyId }: TestCompany) {
  return inCompany(database.db, companyId, recountRollups, { role: "job" });
}

function mastersWith(index: number, isMoved: boolean): Records {
  const alterId = 20 + index;
  const debtors = ["Ravi Stores", "Asha & Co", "Zero Traders"];
  return {
    ...masters(),
    ledgers: [
      ...(masters().ledgers ?? []).filter(({ name }) => !PARTIES.includes(name)),
      ...PARTIES.map((name) => {
        const group = debtors.includes(name) ? "Sundry Debtors" : "Sundry Creditors";
        const isAway = isMoved && name === "Asha & Co";
        return ledger(name, isAway ? "Indirect Expenses" : group, {
          alterId,
          isBillWise: name !== "Gita Weavers",
          openingBalance: name === "Sita Mills" ? "50000" : "0",
        });
      }),
    ],
  };
}

function voucherOf(one: Deed, alterId: number): VoucherRecord {
  const party = PARTIES[one.party] ?? "";
  const isOwed = (one.kind === "new-ref") === one.party < 3;
  const amount = paise(isOwed ? -one.rupees : one.rupees);
  const name = one.kind === "on-account" ? "" : `B-${one.bill}`;
  return {
    guid: `v-${one.of}`,
    alterId,
    date: addDays(START, one.days),
    type: "Journal",
    number: String(one.of),
    isCancelled: one.isCancelled,
    entries: [
      { ledger: party, amount, bills: [{ name, type: one.kind, amount, ...periodOf(one) }] },
      { ledger: "Bank", amount: paise(isOwed ? one.rupees : -one.rupees) },
    ],
  };
}

function periodOf({ kind, bill }: Deed) {
  return kind === "new-ref" ? { creditPeriod: { text: `${bill * 12} Days` } } : {};
}

type Party = { ledgerId: string; name: string; kind: string; bills: Bill[]; unapplied: Unapplied[] };

/** What the database reads from rollups on a day, held against what packages/books says of every bill. */
async function sameOnDay(company: TestCompany, asOf: LocalDate): Promise<void> {
  const parties = await storedBooks(company);
  const { database, companyId } = company;
  await readCompany(database.db, companyId, async (snapshot) => {
    const days = bucketDays(asOf);
    const places = await openAtPlaces(snapshot, { asOf, days });
    const counts = await sideCounts(snapshot, asOf);
    for (const side of ["receivable", "payable"] as const) {
      const ofSide = places.filter((row) => row.side === side);
      const bills = parties.flatMap((party) => party.bills);
      expect(bucketsAt(ofSide)).toEqual(ageing(bills, { side, asOf }));
      const byBillDate = bills.map((bill) => ({ ...bill, dueDate: bill.date }));
      const places2 = await openAtPlaces(snapshot, { asOf, days, countedBy: "bill-date" });
      expect(bucketsAt(places2.filter((row) => row.side === side))).toEqual(
        ageing(byBillDate, { side, asOf }),
      );
      const expected = parties
        .map((party) => ({ ...party, totals: outstandingAsOf(party, { side, asOf }) }))
        .filter(({ totals, kind }) => hasAnything(totals) || trades(kind, side));
      const count = counts.find((row) => row.side === side);
      expect(count).toEqual({
        side,
        parties: expected.filter(({ totals }) => hasAnything(totals)).length,
        unapplied: expected.reduce((sum, { totals }) => sum + totals.unapplied, 0n),
      });
      const list: PartyInList[] = [];
      for (let after: PartyInList | null = null; ; after = list.at(-1) ?? null) {
        const page = await partyList(snapshot, { side, asOf, limit: 2, after, words: [] });
        list.push(...page);
        if (page.length < 2) break;
      }
      const ordered = expected.toSorted((a, b) => {
        const difference = b.totals.outstanding - a.totals.outstanding;
        return difference === 0n
          ? a.name.toLowerCase() < b.name.toLowerCase()
            ? -1
            : 1
          : difference > 0n
            ? 1
            : -1;
      });
      expect(list.map(({ name, net }) => ({ name, net }))).toEqual(
        ordered.map(({ name, totals }) => ({ name, net: totals.outstanding })),
      );
      const ledgerIds = expected.map(({ ledgerId }) => ledgerId);
      const rows = await partyTotals(snapshot, { asOf, notOverdueFrom: notOverdueFrom(asOf), ledgerIds });
      const found = new Map(rows.filter((row) => row.side === side).map((row) => [row.ledgerId, row]));
      for (const { ledgerId, totals } of expected) {
        const {
          due = 0n,
          overdue = 0n,
          tdsAwaited = 0n,
          unapplied = 0n,
          bills: n = 0,
          oldestDue = null,
        } = found.get(ledgerId) ?? {};
        const oldestOverdueDays = oldestDue === null ? 0 : daysBetween(oldestDue as LocalDate, asOf);
        const outstanding = due + overdue + tdsAwaited - unapplied;
        expect({ outstanding, due, overdue, tdsAwaited, unapplied, bills: n, oldestOverdueDays }).toEqual(
          totals,
        );
      }
    }
  });
}

function hasAnything({ bills, unapplied }: SideTotals): boolean {
  return bills > 0 || unapplied !== 0n;
}

function trades(kind: string, side: "receivable" | "payable"): boolean {
  return kind === "both" || (kind === "customer") === (side === "receivable");
}

/** The parties' books as they lie in the database, settlements and all. */
async function storedBooks(company: TestCompany): Promise<Party[]> {
  const parties = await company.rows(
    "select ledger_id, name, party_kind from ledger where party_kind is not null",
  );
  const settled = Map.groupBy(
    await company.rows("select bill_id, date, amount, basis from settlement"),
    (row) => row["bill_id"],
  );
  const bills = await company.rows(
    `select bill_id, ledger_id, side, basis, date, due_date as "dueDate", amount, tds_awaited, tds_from from bill`,
  );
  const unapplied = await company.rows("select ledger_id, side, date, amount from unapplied");
  return parties.map(({ ledger_id, name, party_kind }) => ({
    ledgerId: String(ledger_id),
    name: String(name),
    kind: String(party_kind),
    bills: bills
      .filter((row) => row["ledger_id"] === ledger_id)
      .map((row) => {
        const tds = row["tds_from"] === null ? null : { amount: row["tds_awaited"], from: row["tds_from"] };
        return { ...row, tds, settlements: settled.get(row["bill_id"]) ?? [] } as unknown as Bill;
      }),
    unapplied: unapplied.filter((row) => row["ledger_id"] === ledger_id) as unknown as Unapplied[],
  }));
}
