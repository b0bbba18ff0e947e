import { taxPlace } from "@cfa/books/tax-ledgers";
import type { TaxLedger } from "@cfa/contract/results";
import { monthMoves } from "@cfa/db/queries/ledgers/month-moves";
import { otherLedgers } from "@cfa/db/queries/ledgers/names";
import { periodMoves } from "@cfa/db/queries/ledgers/period-moves";
import type { CompanySnapshot } from "@cfa/db/queries/snapshot";
import { idOut } from "@cfa/values/ids";
import type { LocalDate } from "@cfa/values/local-date";
import { paiseToJson } from "@cfa/values/money";
import { monthOf, type Period } from "@cfa/values/period";

import { pageOf } from "../../routes/cursor.ts";
import { dutiesOf, readChart } from "./chart.ts";

type Wanted = { period: Period; limit: number; after: string | null };

/** One page of the ledgers below Duties & Taxes, by name, each with its months. */
export async function readTaxLedgers(
  snapshot: CompanySnapshot,
  { period, limit, after }: Wanted,
): Promise<{ period: Period; rows: TaxLedger[]; nextCursor: string | null }> {
  const duties = dutiesOf(await otherLedgers(snapshot), await readChart(snapshot)).toSorted((a, b) =>
    placeIn(a) < placeIn(b) ? -1 : 1,
  );
  const next = duties.findIndex((ledger) => after === null || placeIn(ledger) > after);
  const page = pageOf(next === -1 ? [] : duties.slice(next, next + limit + 1), {
    limit,
    placeOf: (ledger) => [placeIn(ledger)],
  });
  const ids = page.rows.map((ledger) => ledger.ledgerId);
  const months = Map.groupBy(await monthMoves(snapshot, period, ids), (row) => row.ledgerId);
  const rows: TaxLedger[] = [];
  for (const { ledgerId, name, groupPath } of page.rows) {
    const [moved] = await periodMoves(snapshot, period, { ledgerId });
    if (moved === undefined) continue;
    const opening = moved.opening + moved.before;
    rows.push({
      ledgerId: idOut("ledger", ledgerId),
      name,
      path: groupPath,
      ...taxPlace(name, groupPath),
      opening: paiseToJson(opening),
      debit: paiseToJson(moved.debit),
      credit: paiseToJson(moved.credit),
      closing: paiseToJson(opening + moved.debit - moved.credit),
      months: (months.get(ledgerId) ?? []).map(({ month, debit, credit }) => ({
        month: cut(monthOf(month as LocalDate), period),
        debit: paiseToJson(debit),
        credit: paiseToJson(credit),
      })),
    });
  }
  return { period, rows, nextCursor: page.nextCursor };
}

function placeIn({ nameKey, ledgerId }: { nameKey: string; ledgerId: string }): string {
  return `${nameKey}\n${ledgerId}`;
}

function cut(month: Period, period: Period): Period {
  return {
    from: month.from < period.from ? period.from : month.from,
    to: month.to > period.to ? period.to : month.to,
  };
}
