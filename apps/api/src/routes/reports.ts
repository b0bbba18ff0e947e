import type { ReportPage, ReportRow } from "@cfa/contract/reports";
import type { Cell, Row } from "@cfa/reports/report";
import { readCompany } from "@cfa/db/queries/snapshot";
import { idOut } from "@cfa/values/ids";

import type { Services } from "../context.ts";
import type { guarded } from "../guard.ts";
import { headOf } from "../reports/head.ts";
import type { Asked, PagePlace, SourceRow } from "../reports/source.ts";
import { sourceOf } from "../reports/sources.ts";
import { reportWords } from "../reports/report-words.ts";

/** Reports by the page, as they stand on the screen. */
export function reportRoutes({ db }: Services, { routes, member }: ReturnType<typeof guarded>) {
  return {
    rows: routes.reports.rows.use(member).handler(({ context: { scope }, input }) => {
      const { report, cursor, limit, companyId: _, ...ask } = input;
      return readCompany(db, scope.companyId, (snapshot) =>
        readPage({ report, ask, scope, snapshot, words: reportWords(ask.language) }, { cursor, limit }),
      );
    }),
  };
}

async function readPage(asked: Asked, place: PagePlace): Promise<ReportPage> {
  const source = await sourceOf(asked);
  const { rows, nextCursor } = await source.page(place);
  const head = await headOf(asked, source);
  return {
    head: { ...head, lines: [...head.lines] },
    columns: source.columns.map(({ key, title, kind, sortable }) => ({ key, title, kind, sortable })),
    rows: rows.map(presentRow),
    totals: source.totals && presentCells(source.totals),
    layout: source.layout,
    none: source.none,
    nextCursor,
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
