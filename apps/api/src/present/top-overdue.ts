import { totalsOfRows, type SideOnDay } from "@cfa/db/queries/rollups/side-totals";
import { notOverdueFrom, topOverdue, type SideTotals } from "@cfa/books/outstanding";
import { partyList, partyTotals, type PartyInList } from "@cfa/db/queries/rollups/party-standings";
import type { CompanySnapshot } from "@cfa/db/queries/snapshot";

export type TopParty = SideTotals & { ledgerId: string; name: string };

const TOP_PARTIES = 5;
const FIRST_LOOK = 25;
const GROWS_BY = 4;

/**
 * The parties to look at first. What is overdue of a party is never more than what it owes, so the list by what is owed is read
 * from its beginning and only as far as somebody further down could still be among the first.
 */
export async function readTopOverdue(snapshot: CompanySnapshot, on: SideOnDay): Promise<TopParty[]> {
  const known: TopParty[] = [];
  let after: PartyInList | null = null;
  for (let limit = FIRST_LOOK; ; limit *= GROWS_BY) {
    const list: PartyInList[] = await partyList(snapshot, { ...on, limit, after, words: [] });
    const owing = list.filter(({ net }) => net > 0n);
    known.push(...(await withTotals(snapshot, on, owing)));
    const top = topOverdue(known, TOP_PARTIES);
    const last = owing.at(-1);
    const least = top.length === TOP_PARTIES ? top.at(-1) : undefined;
    if (last === undefined || owing.length < limit) return top;
    // Equals further down would stand behind in the list: they come later by name.
    if (least !== undefined && least.overdue - least.unapplied >= last.net) return top;
    after = last;
  }
}

async function withTotals(
  snapshot: CompanySnapshot,
  on: SideOnDay,
  parties: readonly PartyInList[],
): Promise<TopParty[]> {
  const rows = await partyTotals(snapshot, {
    asOf: on.asOf,
    notOverdueFrom: notOverdueFrom(on.asOf),
    ledgerIds: parties.map(({ ledgerId }) => ledgerId),
  });
  const totals = totalsOfRows(rows, on);
  return parties.flatMap(({ ledgerId, name }) => {
    const found = totals.get(ledgerId);
    return found === undefined ? [] : [{ ledgerId, name, ...found }];
  });
}
