import { addDays, type LocalDate } from "@cfa/values/local-date";

import { chaseBill } from "./chase-bill.ts";
import type { LiveOfferFact, PartyFacts, PartyStanding, PlannedBill } from "./facts.ts";
import { silenced } from "./group-party.ts";
import type { Stage } from "./kinds.ts";
import { makeNudge, type Planning } from "./make-nudge.ts";
import type { PlannedNudge, StepLook } from "./plan.ts";
import type { ChaseCode } from "./silence.ts";
import { billText, isSpent } from "./usual-ladder.ts";

type Step = LiveOfferFact["steps"][number];

/** A step that ends sooner is only told on the page: a message could come too late for it. */
const SOONEST_DAYS = 2;

/** Word of an offer, or that it is about to end; and what became of either. A party in the hold-out is told nothing. */
export function planOffer(
  party: PartyFacts,
  planning: Planning,
): { nudge: PlannedNudge | null; looks: readonly StepLook[] } {
  const { offer } = party;
  const due = offer && stageOn(offer, party, planning.on.today);
  if (offer === null || due === null || isSpent(stepOf(party, offer, due.stage))) {
    return { nudge: null, looks: [] };
  }
  const looks = looksOf(party, offer, due);
  const chase = planning.rules.isOn ? chaseOffer(offer, party, planning.on) : { code: "off" as const };
  if ("code" in chase) return { nudge: null, looks: silenced(looks, chase.code) };
  const made = makeNudge(party, planning, {
    kind: "offer",
    stage: due.stage,
    bills: [{ ...chase.bill, stage: due.stage }],
    offerOn: (day) => {
      const step = stepOn(offer, day);
      const isTooSoon =
        due.stage === "offered" && step !== undefined && step.until < addDays(day, SOONEST_DAYS);
      return isTooSoon ? null : (step ?? null);
    },
    offerId: offer.offerId,
  });
  if ("code" in made) return { nudge: null, looks: silenced(looks, made.code) };
  return { nudge: made, looks };
}

/** The step of an offer that holds on a day; undefined: it is over. */
export function stepOn(offer: LiveOfferFact, day: LocalDate): Step | undefined {
  return offer.steps.toSorted((a, b) => (a.until < b.until ? -1 : 1)).find(({ until }) => until >= day);
}

/** The bill an offer is for, as it may be spoken of, or why it may not. */
export function chaseOffer(
  offer: LiveOfferFact,
  party: PartyStanding,
  on: Planning["on"],
): { bill: Omit<PlannedBill, "stage"> } | { code: ChaseCode | "held-out" } {
  if (offer.isHeldOut) return { code: "held-out" };
  const bill = party.bills.find(({ key }) => billText(key) === billText(offer.bill));
  if (bill === undefined) return { code: "paid" };
  const chase = chaseBill(bill, party, on);
  if ("code" in chase) return chase;
  return { bill: { bill: bill.key, name: bill.name, dueDate: bill.dueDate, amount: chase.amount } };
}

/** Where an offer is: about to end from the day before its last, else to be told of once. What was accepted is only reminded of at its end. */
function stageOn(
  offer: LiveOfferFact,
  party: PartyStanding,
  today: LocalDate,
): { stage: Stage; dueOn: LocalDate } | null {
  const last = offer.steps
    .map(({ until }) => until)
    .toSorted()
    .at(-1);
  if (last === undefined || today > last) return null;
  const endsFrom = addDays(last, -1);
  if (today >= endsFrom) return { stage: "ending", dueOn: endsFrom };
  if (offer.state !== "approved") return null;
  return { stage: "offered", dueOn: stepOf(party, offer, "offered")?.dueOn ?? today };
}

function looksOf(
  party: PartyStanding,
  offer: LiveOfferFact,
  due: { stage: Stage; dueOn: LocalDate },
): StepLook[] {
  const looks: StepLook[] = [];
  const offered = stepOf(party, offer, "offered");
  if (due.stage === "ending" && offered?.state === "open") {
    const { bill, stage, dueOn } = offered;
    looks.push({ guid: party.guid, bill, stage, dueOn, state: "silent", code: "passed-over" });
  }
  looks.push({ guid: party.guid, bill: offer.bill, ...due, state: "open", code: null });
  return looks;
}

function stepOf(
  party: PartyStanding,
  offer: LiveOfferFact,
  stage: Stage,
): PartyStanding["steps"][number] | undefined {
  return party.steps.find((step) => step.stage === stage && billText(step.bill) === billText(offer.bill));
}
