import type { LocalDate } from "@cfa/values/local-date";

import { hourCounts } from "./best-hour.ts";
import type { PartyFacts } from "./facts.ts";
import { silenced } from "./group-party.ts";
import type { Planning } from "./make-nudge.ts";
import { planOffer } from "./plan-offer.ts";
import { planReminder } from "./plan-reminder.ts";
import { planThanks } from "./plan-thanks.ts";
import type { Plan, PlannedNudge, StepLook } from "./plan.ts";
import type { PlanRules } from "./rules.ts";

/**
 * Plans what each party hears: a reminder of its bills, else thanks, else word of an offer; one message on a day. Every stage that is due
 * is either in one of them or silent with its code.
 */
export function planNudges(
  parties: readonly PartyFacts[],
  rules: PlanRules,
  on: { today: LocalDate; now: Date },
): Plan {
  const company = hourCounts(parties.flatMap(({ responses }) => responses));
  const planned = parties.map((party) => planParty(party, { rules, on, company }));
  return {
    nudges: planned.flatMap(({ nudges }) => nudges),
    steps: planned.flatMap(({ steps }) => steps),
    byPerson: planned
      .map(({ guid, byPerson }) => ({ guid, amount: byPerson }))
      .filter(({ amount }) => amount > 0n),
  };
}

function planParty(
  party: PartyFacts,
  planning: Planning,
): { guid: string; nudges: PlannedNudge[]; steps: StepLook[]; byPerson: bigint } {
  const { byPerson, ...reminder } = planReminder(party, planning);
  const nudges: PlannedNudge[] = [];
  const steps: StepLook[] = [];
  for (const { nudge, looks } of [reminder, planThanks(party, planning), planOffer(party, planning)]) {
    // What comes first has the day; the others are looked at again on the next.
    const isTaken = nudge !== null && nudges.some(({ day }) => day === nudge.day);
    if (nudge !== null && !isTaken) nudges.push(nudge);
    steps.push(...(isTaken ? silenced(looks, "two-a-day") : looks));
  }
  return { guid: party.guid, nudges, steps, byPerson };
}
