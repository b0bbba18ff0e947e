import { flowSums } from "@cfa/db/queries/assistant/flows";

import type { Asked } from "../asked.ts";

const MOST = 5_000;
const MOST_BEHIND = 1_000;

/** The last day of sales to some customers within the days asked of, and the vouchers of those days. */
export async function lastSales(
  { snapshot, period }: Asked,
  { duties, ids }: { duties: readonly string[]; ids: readonly string[] },
): Promise<{ days: ReadonlyMap<string, string>; vouchers: string[] }> {
  if (ids.length === 0) return { days: new Map(), vouchers: [] };
  const wanted = {
    flow: "sales",
    ...period,
    parties: ids,
    withoutParties: [],
    ledgers: [],
    withoutLedgers: [],
    special: duties,
    by: ["party"],
    above: null,
    below: null,
    order: "latest",
    limit: MOST,
  } as const;
  const { rows, voucherIds } = await flowSums(snapshot, wanted, { behind: MOST_BEHIND });
  return {
    days: new Map(rows.flatMap(({ partyId, last }) => (partyId === null ? [] : [[partyId, last]]))),
    vouchers: voucherIds,
  };
}
