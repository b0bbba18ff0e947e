import { totalsOfRows, type SideOnDay } from "@cfa/db/queries/rollups/side-totals";
import { msmeOfDay } from "@cfa/books/stored-msme";
import type { MsmeOnDay } from "@cfa/books/msme";
import { notOverdueFrom } from "@cfa/books/outstanding";
import type { PaymentClass } from "@cfa/contract/payment-class";
import type { PartyBalance } from "@cfa/contract/reads";
import { latestLearning } from "@cfa/db/queries/insights/learned";
import { classesOf } from "@cfa/db/queries/insights/parties";
import { partyList, partyTotals, type PartyPlace } from "@cfa/db/queries/rollups/party-standings";
import { msmeKnown } from "@cfa/db/queries/settings/msme";
import type { CompanySnapshot } from "@cfa/db/queries/snapshot";
import { assert } from "@cfa/values/assert";

import { pageOf } from "../routes/cursor.ts";
import { presentBalance } from "./balances.ts";

/**
 * One page of a side's parties, largest outstanding first, then by name. A party is on a side when it trades there or
 * has an open bill or unapplied money there.
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
  const classOf = await readClasses(snapshot, { side, asOf, ledgerIds });
  const rows = page.rows.map((row) => {
    const ofParty = totals.get(row.ledgerId);
    assert((ofParty?.outstanding ?? 0n) === row.net, "the list is ordered by what its bills add up to");
    const pays = classes?.get(row.ledgerId);
    const msme = classOf(row.ledgerId);
    return {
      ...presentBalance(row, ofParty),
      ...(pays === undefined ? {} : { class: pays }),
      ...(msme === null || msme === "none" ? {} : { msme }),
    };
  });
  return { ...page, rows };
}

/** What suppliers are under the law for micro and small enterprises on a day; of customers nothing. */
async function readClasses(
  snapshot: CompanySnapshot,
  { side, asOf, ledgerIds }: SideOnDay & { ledgerIds: readonly string[] },
): Promise<(ledgerId: string) => MsmeOnDay["udyamClass"]> {
  if (side === "receivable" || ledgerIds.length === 0) return () => null;
  const known = await msmeKnown(snapshot, { ledgerIds });
  const byLedger = new Map([...known.values()].map((one) => [one.ledgerId, one]));
  return (ledgerId) => msmeOfDay(asOf, byLedger.get(ledgerId)).udyamClass;
}

function placeOf(values: readonly string[] | null): PartyPlace | null {
  if (!values) return null;
  const [net = "0", nameKey = "", ledgerId = ""] = values;
  return { net: BigInt(net), nameKey, ledgerId };
}
