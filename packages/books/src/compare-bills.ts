import type { PartyBills } from "@cfa/contract/sync";
import { abs, paiseFromJson, type Paise } from "@cfa/values/money";

import type { Side } from "./bill.ts";
import { nameKey } from "./name-key.ts";

/** What a party has open under stated names, by side. Both positive. */
export type OurPartyBills = {
  ledgerId: string;
  nameKey: string;
  name: string;
  receivable: Paise;
  payable: Paise;
};

/** A party whose pending bills are not Tally's on one side. */
export type PartyDifference = {
  ledgerId: string | null; // null: only Tally has it
  party: string;
  side: Side;
  ours: Paise;
  tally: Paise;
};

/**
 * Holds our open bills by party against the sums of Tally's pending bills (as carried: a receivable is negative). Only what
 * differs is answered, the largest difference first. Who is missing on one hand counts as zero there.
 */
export function comparePartyBills(
  ours: readonly OurPartyBills[],
  tally: readonly PartyBills[],
): PartyDifference[] {
  const theirs = new Map<string, { party: string; receivable: Paise; payable: Paise }>();
  for (const { party, receivable, payable } of tally) {
    const key = nameKey(party);
    const before = theirs.get(key) ?? { party, receivable: 0n, payable: 0n };
    theirs.set(key, {
      party,
      receivable: before.receivable + abs(paiseFromJson(receivable ?? "0")),
      payable: before.payable + abs(paiseFromJson(payable ?? "0")),
    });
  }
  const found: PartyDifference[] = [];
  const hold = (
    our: Omit<OurPartyBills, "ledgerId" | "nameKey"> & { ledgerId: string | null },
    their: { receivable: Paise; payable: Paise } | undefined,
  ): void => {
    for (const side of ["receivable", "payable"] as const) {
      const stated = their?.[side] ?? 0n;
      if (our[side] !== stated)
        found.push({ ledgerId: our.ledgerId, party: our.name, side, ours: our[side], tally: stated });
    }
  };
  for (const our of ours) {
    hold(our, theirs.get(our.nameKey));
    theirs.delete(our.nameKey);
  }
  for (const their of theirs.values())
    hold({ ledgerId: null, name: their.party, receivable: 0n, payable: 0n }, their);
  return found.toSorted((a, b) => {
    const [first, second] = [abs(a.ours - a.tally), abs(b.ours - b.tally)];
    if (first !== second) return first > second ? -1 : 1;
    return a.party < b.party ? -1 : a.party > b.party ? 1 : a.side < b.side ? -1 : 1;
  });
}
