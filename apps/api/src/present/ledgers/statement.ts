import { otherSide, withBalances } from "@cfa/books/ledger-statement";
import type { LedgerStatement } from "@cfa/contract/ledgers";
import { periodMoves, type PeriodMovesRow } from "@cfa/db/queries/ledgers/period-moves";
import { ledgerLines, movedUpTo, type LinePlace } from "@cfa/db/queries/ledgers/statement";
import type { CompanySnapshot } from "@cfa/db/queries/snapshot";
import { booksBegin } from "@cfa/db/queries/trial-balance";
import { vouchersById } from "@cfa/db/queries/vouchers";
import { idOut } from "@cfa/values/ids";
import { addDays, type LocalDate } from "@cfa/values/local-date";
import { paiseToJson } from "@cfa/values/money";
import { financialYearOf, type Period } from "@cfa/values/period";

import { ApiFailure } from "../../errors.ts";
import { pageOf } from "../../routes/cursor.ts";

export type StatementWanted = {
  ledgerId: string; // inside
  period: Period;
  limit: number;
  after: LinePlace | null;
};

/** One page of a ledger's statement: its head, and lines with the balance after each. */
export async function readStatement(
  snapshot: CompanySnapshot,
  wanted: StatementWanted,
): Promise<LedgerStatement> {
  const { ledgerId, period, limit, after } = wanted;
  const [ledger] = await periodMoves(snapshot, period, { ledgerId });
  if (ledger === undefined) throw new ApiFailure("not-found");
  const opening = await openingOf(snapshot, ledger, period.from);
  const lines = await ledgerLines(snapshot, { ledgerId, ...period, limit: limit + 1, after });
  const page = pageOf(lines, {
    limit,
    placeOf: (line) => [line.date, line.voucherGuid, String(line.lineNo)],
  });
  const before =
    after === null ? opening : opening + (await movedBefore(snapshot, ledgerId, { period, place: after }));
  const vouchers = await vouchersById(
    snapshot,
    page.rows.map((line) => line.voucherId),
  );
  const { debit, credit, name } = ledger;
  return {
    ledger: {
      ledgerId: idOut("ledger", ledgerId),
      partyId: ledger.isParty ? idOut("party", ledgerId) : null,
      name,
      group: ledger.group,
    },
    period,
    opening: paiseToJson(opening),
    debit: paiseToJson(debit),
    credit: paiseToJson(credit),
    closing: paiseToJson(opening + debit - credit),
    rows: withBalances(page.rows, before).map((line) => ({
      ...line,
      voucherId: idOut("voucher", line.voucherId),
      others: otherSide(vouchers.get(line.voucherId)?.lines ?? [], { ledger: name, amount: line.amount }),
      amount: paiseToJson(line.amount),
      balance: paiseToJson(line.balance),
    })),
    nextCursor: page.nextCursor,
  };
}

/** Income and expenses begin each financial year at zero, the books' first one with what they opened with. */
async function openingOf(
  snapshot: CompanySnapshot,
  ledger: PeriodMovesRow,
  from: LocalDate,
): Promise<bigint> {
  const { ledgerId, isRevenue, opening, before } = ledger;
  if (!isRevenue) return opening + before;
  const year = financialYearOf(from);
  const booksFrom = await booksBegin(snapshot);
  if (booksFrom === null || year.from <= booksFrom) return opening + before;
  if (year.from === from) return 0n;
  const [since] = await periodMoves(snapshot, { from: year.from, to: addDays(from, -1) }, { ledgerId });
  return (since?.debit ?? 0n) - (since?.credit ?? 0n);
}

/** What the period's lines before and with a place come to: whole days, then the lines of the place's own day. */
async function movedBefore(
  snapshot: CompanySnapshot,
  ledgerId: string,
  { period, place }: { period: Period; place: LinePlace },
): Promise<bigint> {
  const day = place.date as LocalDate;
  const onDay = await movedUpTo(snapshot, { ledgerId, place });
  if (day <= period.from) return onDay;
  const [days] = await periodMoves(snapshot, { from: period.from, to: addDays(day, -1) }, { ledgerId });
  return onDay + (days?.debit ?? 0n) - (days?.credit ?? 0n);
}
