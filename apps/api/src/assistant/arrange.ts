import { paiseFromJson } from "@cfa/values/money";

import type { Asked, Row } from "./asked.ts";

type Order = NonNullable<Asked["query"]["order"]>;

/** The rows that are within the amounts asked for. */
export function withinAmounts<R extends { amount: bigint }>(rows: readonly R[], { query }: Asked): R[] {
  const { above, below } = query;
  return rows.filter(
    ({ amount }) =>
      (above === null || amount > paiseFromJson(above)) && (below === null || amount < paiseFromJson(below)),
  );
}

/** Rows in the order asked for, else in the measure's usual one; equals stay as they are. */
export function inOrder(rows: readonly Row[], { query }: Asked, usual: Order): Row[] {
  return rows.toSorted(COMPARE[query.order ?? usual]);
}

const COMPARE: Readonly<Record<Order, (a: Row, b: Row) => number>> = {
  most: (a, b) => compare(b.amount, a.amount),
  least: (a, b) => compare(a.amount, b.amount),
  latest: (a, b) => compare(b.day ?? "", a.day ?? ""),
  earliest: (a, b) => compare(a.day ?? "￿", b.day ?? "￿"),
};

function compare<T>(a: T, b: T): number {
  return a === b ? 0 : a < b ? -1 : 1;
}
