import { ageing } from "@cfa/books/ageing";
import { addTotals, topOverdue } from "@cfa/books/outstanding";
import type { AgeingBucket, Side } from "@cfa/contract/reads";
import type { PartyName } from "@cfa/db/queries/parties";
import { assert } from "@cfa/values/assert";
import { paiseToJson } from "@cfa/values/money";

import {
  asHistory,
  presentBalance,
  totalsByParty,
  type OutstandingFacts,
  type SideOnDay,
} from "./balances.ts";

const TOP_PARTIES = 5;

/** One side of the home: totals, ageing, and the parties with most overdue money that nothing covers. */
export function presentSide(
  facts: OutstandingFacts & { readonly parties: readonly PartyName[] },
  on: SideOnDay,
): Side {
  const byParty = totalsByParty(facts, on);
  const totals = addTotals(byParty.values());
  const buckets = ageing(facts.open.map(asHistory), on);
  const aged = buckets.reduce((sum, bucket) => sum + bucket.amount, 0n);
  assert(aged === totals.due + totals.overdue, "ageing and outstanding are made from the same bills");
  const named = facts.parties.flatMap(({ ledgerId, name }) => {
    const party = byParty.get(ledgerId);
    return party ? [{ ledgerId, name, ...party }] : [];
  });
  return {
    outstanding: paiseToJson(totals.outstanding),
    due: paiseToJson(totals.due),
    overdue: paiseToJson(totals.overdue),
    unapplied: paiseToJson(totals.unapplied),
    bills: totals.bills,
    parties: byParty.size,
    ageing: buckets.map(({ key, amount, bills }) => ({
      key: key as AgeingBucket["key"],
      amount: paiseToJson(amount),
      bills,
    })),
    topOverdue: topOverdue(named, TOP_PARTIES).map((party) => presentBalance(party, party)),
  };
}
