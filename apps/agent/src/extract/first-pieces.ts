import { day } from "@cfa/values/local-date";
import { monthOf, type Period } from "@cfa/values/period";

import type { OutboxRun } from "../outbox/runs.ts";
import { booksOf } from "./company.ts";
import type { Piece } from "./piece.ts";

/** More changes than this are read in ranges of AlterIds. */
export const MANY_CHANGES = 5_000;

/** All that a run is to read, in order: masters first, so that vouchers find their ledgers. */
export function firstPieces(run: OutboxRun): Piece[] {
  switch (run.kind) {
    case "full":
      return [...allMasters(), { kind: "vouchers", days: booksOf(run.company) }];
    case "sweep":
      return [
        ...allMasters(),
        ...spansOf(run.plan.months).map((days): Piece => ({ kind: "presence", days })),
      ];
    case "changes":
      return run.plan.totals === "only" ? [] : changedPieces(run);
  }
}

/** Adjacent months as one span each. */
export function spansOf(months: readonly string[]): Period[] {
  return joined([...new Set(months)].toSorted().map((month) => monthOf(day(`${month}-01`))));
}

/** Adjacent days as one span each. */
export function spansOfDays(days: readonly string[]): Period[] {
  return joined([...new Set(days)].toSorted().map((date) => ({ from: day(date), to: day(date) })));
}

function allMasters(): Piece[] {
  return [{ kind: "groups" }, { kind: "voucher-types" }, { kind: "ledgers" }, { kind: "period" }];
}

function changedPieces({ company, marks, plan }: OutboxRun): Piece[] {
  const { known, days, again } = plan;
  const pieces: Piece[] = [];
  if (known !== null && marks.masters > known.masters) {
    const after = known.masters;
    pieces.push(
      { kind: "groups", after },
      { kind: "voucher-types", after },
      { kind: "ledgers", after },
      { kind: "period" },
    );
  }
  if (known !== null && marks.vouchers > known.vouchers) {
    const isMany = marks.vouchers - known.vouchers > MANY_CHANGES;
    const after = { after: known.vouchers };
    pieces.push({
      kind: "vouchers",
      days: booksOf(company),
      ...after,
      ...(isMany ? { upTo: marks.vouchers } : {}),
    });
  }
  return [...pieces, ...days.map((span): Piece => ({ kind: "vouchers", days: span })), ...(again ?? [])];
}

function joined(periods: readonly Period[]): Period[] {
  const spans: { from: Period["from"]; to: Period["to"] }[] = [];
  for (const period of periods) {
    const last = spans.at(-1);
    if (last !== undefined && isNextDay(last.to, period.from)) last.to = period.to;
    else spans.push({ ...period });
  }
  return spans;
}

function isNextDay(before: string, after: string): boolean {
  return Date.parse(after) - Date.parse(before) === 86_400_000;
}
