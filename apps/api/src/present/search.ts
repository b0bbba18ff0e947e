import type { SearchAnswer } from "@cfa/contract/today";
import { soughtBills, soughtParties } from "@cfa/db/queries/search";
import type { CompanySnapshot } from "@cfa/db/queries/snapshot";
import { idOut } from "@cfa/values/ids";
import type { LocalDate } from "@cfa/values/local-date";
import { paiseToJson } from "@cfa/values/money";

import { wordsOf } from "../routes/words.ts";

const MOST = 12;

/** Parties by name and bills by reference; nothing where nothing is asked for. */
export async function readSearch(
  snapshot: CompanySnapshot,
  { text, asOf }: { text: string; asOf: LocalDate },
): Promise<SearchAnswer> {
  const words = wordsOf(text);
  if (words.length === 0) return { parties: [], bills: [], hasMoreParties: false, hasMoreBills: false };
  const sought = { text: words.join(" "), words, asOf, limit: MOST + 1 };
  const parties = await soughtParties(snapshot, sought);
  const bills = await soughtBills(snapshot, sought);
  return {
    parties: parties
      .slice(0, MOST)
      .map(({ ledgerId, name, kind }) => ({ partyId: idOut("party", ledgerId), name, kind })),
    bills: bills.slice(0, MOST).map(({ billId, ledgerId, party, amount, open, ...bill }) => ({
      ...bill,
      billId: idOut("bill", billId),
      amount: paiseToJson(amount),
      open: paiseToJson(open),
      party: { partyId: idOut("party", ledgerId), name: party },
    })),
    hasMoreParties: parties.length > MOST,
    hasMoreBills: bills.length > MOST,
  };
}
