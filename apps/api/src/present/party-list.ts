import { notOverdueFrom } from "@cfa/books/outstanding";
import type { PaymentClass } from "@cfa/contract/payment-class";
import type { PartyBalance } from "@cfa/contract/reads";
import { latestLearning } from "@cfa/db/queries/insights/learned";
import { classesOf } from "@cfa/db/queries/insights/parties";
import { partyList, partyTotals, type PartyPlace } from "@cfa/db/queries/rollups/party-standings";
import type { CompanySnapshot } from "@cfa/db/queries/snapshot";
import { assert } from "@cfa/values/assert";

import { pageOf } from "../routes/cursor.ts";
import { presentBalance, totalsOfRows, type SideOnDay } from "./balances.ts";

/**
 * One page of a side's parties, largest outstanding first, then by name. A party is on a side when it trades there or
 * has anything open or unapplied there.
 */
export async function readPartyPage(
  snapshot: CompanySnapshot,
  options: SideOnDay & {
    limit: number;
    place: readonly string[] | null;
    words: readonly string[];
    today: string;
    class: PaymentClass | null;
  },
): Promise<{ rows: PartyBalance[]; nextCursor: string | null }> {
  const { side, asOf, limit, words, today } = options;
  const learning = await latestLearning(snapshot, { side });
  if (learning === undefined && options.class !== null) return { rows: [], nextCursor: null };
  const on = learning && { side, today, asOf: learning.asOf };
  const list = await partyList(snapshot, {
    side,
    asOf,
    words,
    limit: limit + 1,
    after: placeOf(options.place),
    inClass: on && options.class !== null ? { ...on, class: options.class } : undefined,
  });
  const page = pageOf(list, { limit, placeOf: (row) => [row.net.toString(), row.nameKey, row.ledgerId] });
  const ledgerIds = page.rows.map(({ ledgerId }) => ledgerId);
  const found = await partyTotals(snapshot, { asOf, notOverdueFrom: notOverdueFrom(asOf), ledgerIds });
  const classes = on && (await classesOf(snapshot, on, ledgerIds));
  const totals = totalsOfRows(found, { side, asOf });
  const rows = page.rows.map((row) => {
    const ofParty = totals.get(row.ledgerId);
    assert((ofParty?.outstanding ?? 0n) === row.net, "the list is ordered by what its bills add up to");
    const pays = classes?.get(row.ledgerId);
    return { ...presentBalance(row, ofParty), ...(pays === undefined ? {} : { class: pays }) };
  });
  return { ...page, rows };
}

function placeOf(values: readonly string[] | null): PartyPlace | null {
  if (!values) return null;
  const [net = "0", nameKey = "", ledgerId = ""] = values;
  return { net: BigInt(net), nameKey, ledgerId };
}
