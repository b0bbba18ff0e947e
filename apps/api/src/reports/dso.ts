import { paiseFromJson } from "@cfa/values/money";

import { readDaysOutstanding } from "../present/measures/days-outstanding.ts";
import { asOfDay } from "../routes/as-of.ts";
import { columnsOf } from "./columns.ts";
import { dayLines } from "./lines.ts";
import { listed, type ListedRow } from "./listed.ts";
import type { Asked, Source } from "./source.ts";

const MONTHS = 24;

/** Days outstanding by count-back at the ends of the last two years' months, and on the day itself. */
export async function dsoTrend(asked: Asked): Promise<Source> {
  const { snapshot, ask, scope, words } = asked;
  const asOf = asOfDay(scope, ask.asOf);
  const { trend } = await readDaysOutstanding(snapshot, { side: ask.side, asOf }, MONTHS);
  const columns = columnsOf(words, [
    ["date", "day", 12],
    ["outstanding", "money", 18],
    ["dso", "days", 10],
    ["note", "text", 30],
  ]).map((column) => ({ ...column, sortable: false }));
  const rows = trend.map((point): ListedRow => {
    const days = point.days === null ? null : Math.round(point.days * 10);
    const note = point.days !== null && point.isAtLeast ? words.atLeast : null;
    return { cells: [point.asOf, paiseFromJson(point.outstanding), days, note], nameKey: "" };
  });
  return {
    title: words.titles.dso,
    lines: dayLines(asked, asOf),
    layout: "portrait",
    columns,
    ...listed(rows, { columns, ask: { order: "up" }, words: [] }),
    totals: null,
    none: words.noVouchers,
  };
}
