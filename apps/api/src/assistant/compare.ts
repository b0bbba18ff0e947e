import type { Cell } from "@cfa/contract/assistant-answer";

import { NONE, count, money, percent } from "./cells.ts";
import type { Found, Row } from "./asked.ts";

const WHOLE = 10_000n; // hundredths of a per cent

/** A finding with how its first figure has changed since other days, and each row's figure of then beside it. */
export function withComparison(now: Found, then: Found): Found {
  const [first] = now.figures;
  const [before] = then.figures;
  return {
    ...now,
    figures: [...now.figures, ...(first && before ? changeOf(first[1], before[1]) : [])],
    ...(now.rows === undefined || now.rows.length === 0 ? {} : rowsBeside(now, then)),
    vouchers: [...(now.vouchers ?? []), ...(then.vouchers ?? [])],
    caveats: [...(now.caveats ?? []), ...(then.caveats ?? []).filter(([code]) => !codes(now).has(code))],
  };
}

function codes({ caveats = [] }: Found): Set<string> {
  return new Set(caveats.map(([code]) => code));
}

function changeOf(now: Cell, then: Cell): Found["figures"] {
  if ((now.kind !== "money" && now.kind !== "count") || then.kind !== now.kind) return [];
  const [after, before] = [BigInt(now.value), BigInt(then.value)];
  const change = after - before;
  const size = before < 0n ? -before : before;
  const cell = now.kind === "money" ? money(change) : count(Number(change));
  const share: Found["figures"] =
    size === 0n ? [] : [["changePercent", percent(Number((change * WHOLE) / size))]];
  return [["change", cell], ...share];
}

/** Rows stand by their first cell; of runs of days, which never meet, by their place. */
function rowsBeside(now: Found, then: Found): Pick<Found, "rows" | "columns"> {
  const rows = now.rows ?? [];
  const isRun = rows[0]?.cells[0]?.kind === "day";
  const earlier = then.rows ?? [];
  const byKey = new Map(earlier.map((row) => [keyOf(row), row.amount]));
  const isCount = rows[0]?.cells.some(({ kind }) => kind === "money") === false;
  const beside = (row: Row, at: number): Cell => {
    const amount = isRun ? earlier[at]?.amount : byKey.get(keyOf(row));
    if (amount === undefined) return NONE;
    return isCount ? count(Number(amount)) : money(amount);
  };
  return {
    columns: [...(now.columns ?? []), "compared"],
    rows: rows.map((row, at) => ({ ...row, cells: [...row.cells, beside(row, at)] })),
  };
}

function keyOf({ cells }: Row): string {
  const [first] = cells;
  return first !== undefined && "value" in first ? `${first.kind} ${first.value}` : "";
}
