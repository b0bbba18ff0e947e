import { addDays, daysBetween, type LocalDate } from "@cfa/values/local-date";
import { sum, type Paise } from "@cfa/values/money";

import { brokenPromise, chaseBill, isFreshlyBroken } from "./chase-bill.ts";
import type { BillFact, PartyFacts, PlannedBill, StepFact } from "./facts.ts";
import type { Stage } from "./kinds.ts";
import { nextStage } from "./next-stage.ts";
import type { StepLook } from "./plan.ts";
import type { PlanRules } from "./rules.ts";
import type { SilenceCode } from "./silence.ts";
import {
  billText,
  isSpent,
  PERSON_AFTER_DAYS,
  rankOf,
  reachedBy,
  SOON_DUE_DAYS,
  type Reached,
} from "./usual-ladder.ts";

/**
 * What is to be said to a party of all its bills at once. `bills`: those at the furthest stage first, then the other ones that cause the
 * message, then what else may be asked for. Looks are silent, or open where the bill causes the message.
 */
export type PartyLook = {
  stage: Stage | null;
  bills: readonly PlannedBill[];
  looks: readonly StepLook[];
  /** What only a person can still ask for: the last stage is a week past. */
  byPerson: Paise;
};

type On = { today: LocalDate; now: Date };
type BillLook = {
  bill: BillFact;
  amount: Paise | null;
  trigger: Reached | null;
  looks: StepLook[];
  isChasedOut: boolean;
};

/** Looks at each bill of a party by its stages, and puts together what is said in one message. */
export function groupParty(party: PartyFacts, rules: PlanRules, on: On): PartyLook {
  const steps = new Map(party.steps.map((step) => [stepText(step), step]));
  const bills = party.bills.map((bill) => lookAtBill(bill, party, { rules, steps, on }));
  const triggers = bills
    .filter(({ trigger }) => trigger !== null)
    .toSorted(
      (a, b) =>
        rankOf(b.trigger?.stage ?? "due") - rankOf(a.trigger?.stage ?? "due") || byDueDate(a.bill, b.bill),
    );
  const listed = bills
    .filter(
      ({ bill, amount, trigger, isChasedOut }) =>
        trigger === null &&
        amount !== null &&
        !isChasedOut &&
        bill.dueDate <= addDays(on.today, SOON_DUE_DAYS),
    )
    .toSorted((a, b) => byDueDate(a.bill, b.bill));
  return {
    stage: triggers[0]?.trigger?.stage ?? null,
    bills: [...triggers, ...listed].map(({ bill, amount, trigger }) => ({
      bill: bill.key,
      name: bill.name,
      dueDate: bill.dueDate,
      amount: amount ?? 0n,
      stage: trigger?.stage ?? null,
    })),
    looks: bills.flatMap(({ looks }) => looks),
    byPerson: sum(bills.filter(({ isChasedOut }) => isChasedOut).map(({ amount }) => amount ?? 0n)),
  };
}

/** The same looks, silent where they were open. */
export function silenced(looks: readonly StepLook[], code: SilenceCode): StepLook[] {
  return looks.map((look) => (look.state === "open" ? { ...look, state: "silent", code } : look));
}

function lookAtBill(
  bill: BillFact,
  party: PartyFacts,
  { rules, steps, on }: { rules: PlanRules; steps: ReadonlyMap<string, StepFact>; on: On },
): BillLook {
  const stepOf = (stage: Stage) => steps.get(stepText({ bill: bill.key, stage }));
  const reached = stagesOf(bill, party, { rules, told: stepOf("promise-broken"), today: on.today });
  const next = nextStage(reached, (stage) => heardOf(stepOf(stage), party), on.today);
  const lookOf = ({ stage, dueOn }: Reached, code: SilenceCode | null): StepLook => ({
    guid: party.guid,
    bill: bill.key,
    stage,
    dueOn,
    state: code === null ? "open" : "silent",
    code,
  });
  const chase = rules.isOn ? chaseBill(bill, party, on) : { code: "off" as const };
  const amount = "code" in chase ? null : chase.amount;
  const isChasedOut = amount !== null && isOver(stepOf("final"), party, on.today);
  const held = "code" in chase ? chase.code : isChasedOut ? "chased-out" : null;
  const at = next === undefined ? reached.length : reached.indexOf(next.reached);
  const looks = [
    ...reached
      .slice(0, at)
      .filter(({ stage }) => (stepOf(stage)?.state ?? "open") === "open")
      .map((each) => lookOf(each, "passed-over")),
    ...reached
      .slice(at + 1)
      .filter(({ stage }) => !isSpent(stepOf(stage)))
      .map((each) => lookOf(each, held ?? "earlier-first")),
  ];
  if (next === undefined || isSpent(stepOf(next.reached.stage))) {
    return { bill, amount, trigger: null, looks, isChasedOut };
  }
  const code = held ?? (next.waits ? "earlier-first" : null);
  looks.push(lookOf(next.reached, code));
  return { bill, amount, trigger: code === null ? next.reached : null, looks, isChasedOut };
}

/** The stages a bill has reached, a broken promise among them on the day after it, unless an earlier one has been spoken of. */
function stagesOf(
  bill: BillFact,
  party: PartyFacts,
  { rules, told, today }: { rules: PlanRules; told: StepFact | undefined; today: LocalDate },
): Reached[] {
  const reached = reachedBy(bill.dueDate, rules.ladder[party.class], today);
  const broken = brokenPromise(party, today);
  if (broken === undefined || !isFreshlyBroken(broken, today) || bill.dueDate > today) return reached;
  if (told !== undefined && isSpent(told) && told.dueOn < broken.brokenOn) return reached;
  const before = reached.filter(({ dueOn }) => dueOn <= broken.brokenOn);
  return [
    ...before,
    { stage: "promise-broken", dueOn: broken.brokenOn },
    ...reached.filter(({ dueOn }) => dueOn > broken.brokenOn),
  ];
}

/** What became of a stage that is over: what has arrived nowhere, or was taken back, has no day. */
function heardOf(step: StepFact | undefined, party: PartyFacts): { day: LocalDate | null } | undefined {
  if (!isSpent(step)) return undefined;
  return { day: party.sent.find(({ nudgeId }) => nudgeId === step?.nudgeId)?.day ?? null };
}

/** Whether the last stage went out so long ago that a person has to call, or came nowhere. */
function isOver(final: StepFact | undefined, party: PartyFacts, today: LocalDate): boolean {
  if (final === undefined || !isSpent(final)) return false;
  const sent = party.sent.find(({ nudgeId }) => nudgeId === final.nudgeId);
  return sent === undefined || daysBetween(sent.day, today) >= PERSON_AFTER_DAYS;
}

function byDueDate(a: BillFact, b: BillFact): number {
  if (a.dueDate !== b.dueDate) return a.dueDate < b.dueDate ? -1 : 1;
  return a.name < b.name ? -1 : a.name > b.name ? 1 : 0;
}

function stepText({ bill, stage }: Pick<StepFact, "bill" | "stage">): string {
  return `${billText(bill)}\n${stage}`;
}
