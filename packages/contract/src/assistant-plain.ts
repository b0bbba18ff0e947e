import type { Measure } from "./assistant-kinds.ts";
import type { TypedQuery } from "./assistant-query.ts";

/** A query of a measure with nothing asked of it yet. */
export function plainQuery(measure: Measure): TypedQuery {
  return {
    measure,
    parties: [],
    withoutParties: [],
    ledgers: [],
    withoutLedgers: [],
    billId: null,
    voucherId: null,
    period: null,
    asOf: null,
    comparedTo: null,
    groupBy: null,
    thenBy: null,
    order: null,
    limit: null,
    above: null,
    below: null,
    moreThanDays: null,
    class: null,
    percent: null,
    chart: false,
  };
}
