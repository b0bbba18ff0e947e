import { narrowLedger } from "@cfa/books/narrow-ledger";
import { syncStanding } from "@cfa/db/queries/freshness";
import type { CompanySnapshot } from "@cfa/db/queries/snapshot";
import { ledgerMonths, tallyMonthEnds, tiedLedger } from "@cfa/db/queries/tie-out/ledgers";
import { booksBegin, tallyBalanceNamed } from "@cfa/db/queries/trial-balance";
import type { TieOutLedgerMonth } from "@cfa/contract/tie-out";
import { Wants } from "@cfa/contract/sync";
import { parseLocalDate, type LocalDate } from "@cfa/values/local-date";
import { paiseToJson } from "@cfa/values/money";
import { financialYearOf, monthsIn } from "@cfa/values/period";

import { ApiFailure } from "../../errors.ts";

type Narrowed = {
  ledger: string;
  asOf: string | null;
  opening: string;
  months: TieOutLedgerMonth[];
  narrowed: "months" | "asked" | "not-asked";
};

/** A ledger month by month, ours beside Tally's where it was asked: where its difference arose. */
export async function readTiedLedger(snapshot: CompanySnapshot, ledgerId: string): Promise<Narrowed> {
  const ledger = await tiedLedger(snapshot, ledgerId);
  if (ledger === undefined) throw new ApiFailure("not-found");
  const standing = await syncStanding(snapshot);
  const until = parseLocalDate(standing?.tieOutAsOf ?? "");
  const begin = parseLocalDate((await booksBegin(snapshot)) ?? "");
  const opening = paiseToJson(ledger.opening);
  if (!until.ok || !begin.ok)
    return { ledger: ledger.name, asOf: null, opening, months: [], narrowed: "not-asked" };
  const months = monthsIn({ from: begin.value, to: until.value }).map(({ from }) => from.slice(0, 7));
  const moved = await ledgerMonths(snapshot, { ledgerId, asOf: until.value });
  const ends = await tallyMonthEnds(snapshot, ledger.nameKey);
  const now = await tallyBalanceNamed(snapshot, ledger.nameKey);
  const tally = new Map(ends.map(({ day, closing }) => [day.slice(0, 7), closing]));
  if (now !== undefined) tally.set(until.value.slice(0, 7), now);
  const rows = narrowLedger({
    opening: ledger.opening,
    months,
    moved: new Map(moved.map((row) => [row.month, row.moved])),
    tally,
    startsAtZero: new Set(ledger.isRevenue ? yearStarts(begin.value, until.value) : []),
  });
  const open = Wants.safeParse(standing?.openWants).data;
  const isAsked = open?.narrow?.ledgers.includes(ledger.name) === true && open.totals;
  return {
    ledger: ledger.name,
    asOf: until.value,
    opening,
    months: rows.map((row) => ({
      month: row.month,
      moved: paiseToJson(row.moved),
      ours: paiseToJson(row.ours),
      tally: row.tally === null ? null : paiseToJson(row.tally),
      arose: row.arose === null ? null : paiseToJson(row.arose),
    })),
    narrowed: ends.length > 0 ? "months" : isAsked ? "asked" : "not-asked",
  };
}

/** The first months of the financial years after the books' first. */
function yearStarts(from: LocalDate, to: LocalDate): string[] {
  return monthsIn({ from, to })
    .map((month) => month.from)
    .filter((first) => first > from && financialYearOf(first).from === first)
    .map((first) => first.slice(0, 7));
}
