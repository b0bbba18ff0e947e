import { addDays, type LocalDate } from "@cfa/values/local-date";
import { sum, type Paise } from "@cfa/values/money";

import { brokenPromise, chaseBill, isFreshlyBroken } from "./chase-bill.ts";
import type { PartyStanding, PlannedBill, SendFacts, StoredNudge } from "./facts.ts";
import type { Stage } from "./kinds.ts";
import { LONGEST_MOVE_DAYS } from "./hours.ts";
import { chaseOffer, stepOn } from "./plan-offer.ts";
import { statedBills } from "./plan-statement.ts";
import { notThanked, thankedFor } from "./plan-thanks.ts";
import type { Ladder, PlanRules } from "./rules.ts";
import type { EndCode } from "./silence.ts";
import type { Said } from "./templates/fill.ts";
import { billText, isSpent, isTakenBack, rankOf, reachedBy, SOON_DUE_DAYS } from "./usual-ladder.ts";

type Rungs = Ladder[keyof Ladder];
type On = { today: LocalDate; now: Date };

/** What a nudge may still say, and at which stage: no further than what is left of it. */
export type SaidNow = { stage: Stage; bills: readonly PlannedBill[]; amount: Paise; offer: Said["offer"] };

/** What that hangs on, by whatever way it is said. */
export type SayFacts = Pick<SendFacts, "nudge" | "offerHeldOut"> & { readonly party: PartyStanding };

/** By what that is judged. */
export type SayRules = Pick<PlanRules, "ladder">;

/** What is left of a nudge at the moment it would go out, or why nothing is. */
export function sayNow(given: SayFacts, rules: SayRules, on: On): SaidNow | { code: EndCode } {
  const facts = withoutOwnSteps(given);
  switch (facts.nudge.kind) {
    case "reminder":
      return remindNow(facts, rules, on);
    case "offer":
      return offerNow(facts, on);
    case "thanks":
      return thankNow(facts.nudge, facts.party, on);
    case "statement": {
      const bills = statedBills(facts.party);
      return bills.length === 0 ? { code: "paid" } : whole("asked", bills);
    }
  }
}

/** What an attempt of this nudge that was put off has taken already is its own to take. */
function withoutOwnSteps(facts: SayFacts): SayFacts {
  const steps = facts.party.steps.filter(({ nudgeId }) => nudgeId !== facts.nudge.nudgeId);
  return { ...facts, party: { ...facts.party, steps } };
}

/** Those of its bills that may still be asked for, as long as one of them is there that caused it; nothing is added. */
function remindNow({ nudge, party }: SayFacts, rules: SayRules, on: On): SaidNow | { code: EndCode } {
  const open = new Map(party.bills.map((bill) => [billText(bill.key), bill]));
  const bills: PlannedBill[] = [];
  const codes: EndCode[] = [];
  for (const planned of nudge.bills) {
    const bill = open.get(billText(planned.bill));
    const chase = bill === undefined ? { code: "paid" as const } : chaseBill(bill, party, on);
    const code =
      "code" in chase
        ? chase.code
        : (notThisStage(planned, party, on.today) ??
          notDue(
            { ...planned, dueDate: bill?.dueDate ?? planned.dueDate },
            rules.ladder[party.class],
            on.today,
          ));
    if (code === null && bill !== undefined && "amount" in chase) {
      bills.push({ ...planned, dueDate: bill.dueDate, amount: chase.amount });
    } else if (planned.stage !== null && code !== null) codes.push(code);
  }
  const stages = bills.flatMap(({ stage }) => (stage === null ? [] : [stage]));
  const [furthest] = stages.toSorted((a, b) => rankOf(b) - rankOf(a));
  return furthest === undefined ? { code: codes[0] ?? "paid" } : whole(furthest, bills);
}

/** Why a bill's stage is not this nudge's to speak of any more; null: it is. */
function notThisStage(
  { bill, stage }: PlannedBill,
  party: PartyStanding,
  today: LocalDate,
): "step-sent" | "taken-back" | "promised" | "not-due" | null {
  if (stage === null) return null;
  const code = stage === "promise-broken" ? notBroken(party, today) : null;
  if (code !== null) return code;
  const step = party.steps.find((each) => each.stage === stage && billText(each.bill) === billText(bill));
  if (step === undefined || !isSpent(step)) return null;
  return isTakenBack(step) ? "taken-back" : "step-sent";
}

/** Why a promise that a message speaks of as broken is none any more, or so old that it is no reason for it; null: it is. */
function notBroken(party: PartyStanding, today: LocalDate): "promised" | "not-due" | null {
  const broken = brokenPromise(party, today);
  if (broken === undefined) return "promised";
  return isFreshlyBroken(broken, today, LONGEST_MOVE_DAYS) ? null : "not-due";
}

/** Whether a bill's stage has gone from under it: its due date was put off, or its party is reminded by another ladder now. */
function notDue({ stage, dueDate }: PlannedBill, rungs: Rungs, today: LocalDate): "not-due" | null {
  if (stage === null) return dueDate <= addDays(today, SOON_DUE_DAYS) ? null : "not-due";
  if (stage === "promise-broken") return dueDate <= today ? null : "not-due";
  return reachedBy(dueDate, rungs, today).some((each) => each.stage === stage) ? null : "not-due";
}

function offerNow({ nudge, party, offerHeldOut }: SayFacts, on: On): SaidNow | { code: EndCode } {
  const { offer } = party;
  if (offerHeldOut || offer?.isHeldOut === true) return { code: "held-out" };
  const step = offer === null || offer.offerId !== nudge.offerId ? undefined : stepOn(offer, on.today);
  if (offer === null || step === undefined) return { code: "offer-over" };
  // Once it is accepted it is only reminded of at its end.
  if (nudge.stage === "offered" && offer.state !== "approved") return { code: "offer-over" };
  const chase = chaseOffer(offer, party, on);
  if ("code" in chase) return { code: chase.code };
  const bill: PlannedBill = { ...chase.bill, stage: nudge.stage };
  const code = notThisStage(bill, party, on.today);
  return code === null ? { stage: nudge.stage, bills: [bill], amount: step.pay, offer: step } : { code };
}

function thankNow(nudge: StoredNudge, party: PartyStanding, on: On): SaidNow | { code: EndCode } {
  const wanted = new Set(nudge.bills.map(({ bill }) => billText(bill)));
  for (const receipt of party.received) {
    const bills = thankedFor(receipt, party, on.today).filter(({ bill }) => wanted.has(billText(bill)));
    if (bills.length === 0) continue;
    const code = notThanked(party, bills, on);
    return code === null
      ? { stage: nudge.stage, bills, amount: receipt.amount, offer: null }
      : { code: code };
  }
  return { code: "not-received" };
}

function whole(stage: Stage, bills: readonly PlannedBill[]): SaidNow {
  return { stage, bills, amount: sum(bills.map(({ amount }) => amount)), offer: null };
}
