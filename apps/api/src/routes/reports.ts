import type { ReportPage, ReportRow } from "@cfa/contract/reports";
import type { Cell, Row } from "@cfa/reports/report";
import { readCompany } from "@cfa/db/queries/snapshot";
import { idOut } from "@cfa/values/ids";

import type { Services } from "../context.ts";
import type { guarded } from "../guard.ts";
import { headOf } from "../reports/head.ts";
import type { Asked, SourceRow } from "../reports/source.ts";
import { sourceOf } from "../reports/sources.ts";
import { reportWords } from "../reports/report-words.ts";
import { cursorOf, isCount, readCursor } from "./cursor.ts";

/** Reports by the page, as they stand on the screen. */
export function reportRoutes({ db }: Services, { routes, member }: ReturnType<typeof guarded>) {
  return {
    rows: routes.reports.rows.use(member).handler(({ context: { scope }, input }) => {
      const { report, cursor, limit, companyId: _, ...ask } = input;
      const from = Number(readCursor(cursor, [isCount])?.[0] ?? 0);
      return readCompany(db, scope.companyId, (snapshot) =>
        readPage({ report, ask, scope, snapshot, words: reportWords(ask.language) }, { from, limit }),
      );
    }),
  };
}

async function readPage(asked: Asked, place: { from: number; limit: number }): Promise<ReportPage> {
  const source = await sourceOf(asked);
  const rows = await source.page({ from: place.from, limit: place.limit + 1 });
  const head = await headOf(asked, source);
  const more = rows.length > place.limit;
  return {
    head: { ...head, lines: [...head.lines] },
    columns: source.columns.map(({ key, title, kind, sortable }) => ({ key, title, kind, sortable })),
    rows: rows.slice(0, place.limit).map(presentRow),
    totals: source.totals && presentCells(source.totals),
    none: source.none,
    nextCursor: more ? cursorOf([String(place.from + place.limit)]) : null,
  };
}

function presentRow({ cells, partyId, billId, voucherId }: SourceRow): ReportRow {
  return {
    cells: presentCells(cells),
    ...(partyId === undefined ? {} : { party: idOut("party", partyId) }),
    ...(billId === undefined ? {} : { bill: idOut("bill", billId) }),
    ...(voucherId === undefined || voucherId === null ? {} : { voucher: idOut("voucher", voucherId) }),
  };
}

function presentCells(cells: Row): (string | number | null)[] {
  return cells.map((cell: Cell) => (typeof cell === "bigint" ? cell.toString() : cell));
}
