import type { NarrowWants, TallySelf, TallyTotals } from "@cfa/contract/sync";
import type { TallyClient } from "@cfa/tally/client";
import type { TallyFailure } from "@cfa/tally/failures";
import { billsByParty } from "@cfa/tally/reports/bill-sums";
import { addDays, type LocalDate } from "@cfa/values/local-date";
import { financialYearOf, type Period } from "@cfa/values/period";
import { ok, type Result } from "@cfa/values/result";

import type { OutboxRun } from "../outbox/runs.ts";
import { booksOf, isSameMarks, locate } from "./company.ts";

/**
 * Tally's own totals as of the last day of the books (docs/tally/totals.md), or nothing when Tally moved on while they were
 * read: they would not be true for this run. What this Tally cannot count or state is left out.
 */
export async function readTotals(
  run: OutboxRun,
  tally: TallyClient,
  self: TallySelf | undefined,
): Promise<Result<TallyTotals | undefined, TallyFailure>> {
  const before = await locate(tally, run.company.guid);
  if (!before.ok) return before;
  if (!isSameMarks(before.value.marks, run.marks)) return ok(undefined);
  const { name } = before.value;
  const books = booksOf(run.company);
  const trialBalance = await tally.trialBalance(name, books.to);
  if (!trialBalance.ok) return trialBalance;
  const parties = run.plan.narrow?.parties ?? [];
  const receivable = await tally.billSums(name, { side: "receivable", asOf: books.to, parties });
  if (!receivable.ok) return receivable;
  const payable = await tally.billSums(name, { side: "payable", asOf: books.to, parties });
  if (!payable.ok) return payable;
  const monthEnds = await readMonthEnds(tally, name, run.plan.narrow);
  if (!monthEnds.ok) return monthEnds;
  const counted = self?.canCount === true ? await readCounts(tally, name, books) : ok({});
  if (!counted.ok) return counted;
  const closingStock = await readClosingStock(tally, name, books);
  if (!closingStock.ok) return closingStock;
  const after = await locate(tally, run.company.guid);
  if (!after.ok) return after;
  if (!isSameMarks(after.value.marks, run.marks)) return ok(undefined);
  return ok({
    asOf: books.to,
    trialBalance: trialBalance.value,
    billsReceivable: receivable.value.total,
    billsPayable: payable.value.total,
    billParties: billsByParty({ receivable: receivable.value, payable: payable.value }),
    ...(parties.length === 0
      ? {}
      : { billsOf: [...parties], bills: [...receivable.value.bills, ...payable.value.bills] }),
    ...monthEnds.value,
    ...counted.value,
    ...(closingStock.value.length === 0 ? {} : { closingStock: closingStock.value }),
  });
}

/** Balances of the ledgers in doubt at the days asked for: Tally's trial balance of each day, of which only these are kept. */
async function readMonthEnds(
  tally: TallyClient,
  name: string,
  narrow: NarrowWants | undefined,
): Promise<Result<Pick<TallyTotals, "monthEndsOf" | "monthEnds">, TallyFailure>> {
  if (narrow === undefined || narrow.ledgers.length === 0 || narrow.days.length === 0) return ok({});
  const wanted = new Set(narrow.ledgers.map((ledger) => ledger.trim().toLowerCase()));
  const monthEnds: NonNullable<TallyTotals["monthEnds"]> = [];
  for (const day of narrow.days) {
    const balances = await tally.trialBalance(name, day as LocalDate);
    if (!balances.ok) return balances;
    for (const { ledger, closing } of balances.value)
      if (wanted.has(ledger.trim().toLowerCase())) monthEnds.push({ ledger, day, closing });
  }
  return ok({ monthEndsOf: narrow.ledgers, monthEnds });
}

type Counts = Pick<TallyTotals, "vouchers" | "voucherTotals" | "masters">;

async function readCounts(
  tally: TallyClient,
  name: string,
  books: Period,
): Promise<Result<Counts, TallyFailure>> {
  const totals = await tally.voucherTotals(name, books);
  if (!totals.ok) return totals;
  const masters = await tally.masterCounts(name);
  if (!masters.ok) return masters;
  const vouchers = totals.value.reduce((sum, total) => sum + total.count, 0);
  return ok({ vouchers, voucherTotals: totals.value, masters: masters.value });
}

/** At the end of each financial year and on the last day. A Tally that does not state it is asked once only. */
async function readClosingStock(
  tally: TallyClient,
  name: string,
  books: Period,
): Promise<Result<{ asOf: LocalDate; value: string }[], TallyFailure>> {
  const stated = [];
  for (
    let { from, to } = financialYearOf(books.from);
    from <= books.to;
    { from, to } = financialYearOf(addDays(to, 1))
  ) {
    const year = { from: from < books.from ? books.from : from, to: to > books.to ? books.to : to };
    const value = await tally.closingStock(name, year);
    if (!value.ok) return value.error.code === "bad-report" ? ok([]) : value;
    if (value.value === undefined) return ok([]);
    stated.push({ asOf: year.to, value: value.value });
  }
  return ok(stated);
}
