import type { Paise } from "@cfa/values/money";

import type { PartyFacts } from "./facts.ts";
import { groupParty, silenced } from "./group-party.ts";
import { makeNudge, type Planning } from "./make-nudge.ts";
import type { PlannedNudge, StepLook } from "./plan.ts";

/** The one reminder a party gets for all its bills, if any, and what became of each stage that is due. */
export function planReminder(
  party: PartyFacts,
  planning: Planning,
): { nudge: PlannedNudge | null; looks: readonly StepLook[]; byPerson: Paise } {
  const { stage, bills, looks, byPerson } = groupParty(party, planning.rules, planning.on);
  if (stage === null) return { nudge: null, looks, byPerson };
  const made = makeNudge(party, planning, { kind: "reminder", stage, bills });
  if ("code" in made) return { nudge: null, looks: silenced(looks, made.code), byPerson };
  return { nudge: made, looks, byPerson };
}
