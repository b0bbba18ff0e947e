import type { PartyFacts, PartyStanding, PlannedBill } from "./facts.ts";
import { makeNudge, type Planning } from "./make-nudge.ts";
import type { PlannedNudge } from "./plan.ts";
import type { SilenceCode } from "./silence.ts";

/** A statement of all that is open, which a person has asked for; or why there can be none today. */
export function planStatement(
  party: PartyFacts,
  planning: Omit<Planning, "company">,
): PlannedNudge | { code: SilenceCode } {
  if (!planning.rules.isOn) return { code: "off" };
  if (party.isExcluded) return { code: "excluded" };
  const bills = statedBills(party);
  if (bills.length === 0) return { code: "paid" };
  return makeNudge(party, { ...planning, company: [] }, { kind: "statement", stage: "asked", bills });
}

/** What a statement lists: every open bill with all that is open of it, the oldest first. */
export function statedBills(party: PartyStanding): PlannedBill[] {
  return party.bills
    .filter(({ open }) => open > 0n)
    .toSorted((a, b) => (a.dueDate < b.dueDate ? -1 : a.dueDate > b.dueDate ? 1 : 0))
    .map(({ key, name, dueDate, open }) => ({ bill: key, name, dueDate, amount: open, stage: null }));
}
