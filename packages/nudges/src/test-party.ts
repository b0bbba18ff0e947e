import { addDays, type LocalDate } from "@cfa/values/local-date";

import type {
  BillFact,
  BillKey,
  LiveOfferFact,
  PartyFacts,
  PlannedBill,
  SendFacts,
  StepFact,
  StoredNudge,
} from "./facts.ts";
import type { Stage } from "./kinds.ts";
import type { PlannedNudge } from "./plan.ts";
import { planNudges } from "./plan-nudges.ts";
import type { PlanRules } from "./rules.ts";
import { NOW, RULES, TODAY } from "./test-rules.ts";

/** A bill's key by its name. */
export const keyOf = (name: string, billDate: LocalDate = addDays(TODAY, -60)): BillKey => ({
  guid: "sharma",
  billKey: name,
  billDate,
});

/** A bill of ₹10,000 so many days past its due date. */
export function bill(name: string, overdue: number, changes: Partial<BillFact> = {}): BillFact {
  return {
    key: keyOf(name),
    billId: name,
    name,
    date: addDays(TODAY, -60),
    dueDate: addDays(TODAY, -overdue),
    open: 10_000_00n,
    disputed: 0n,
    tdsAwaited: 0n,
    covered: 0n,
    postDated: 0n,
    ...changes,
  };
}

/** A customer that pays on time, has a number and a mail address, has agreed to WhatsApp, and whose bill fell due a week ago. */
export function party(changes: Partial<PartyFacts> = {}): PartyFacts {
  return {
    guid: "sharma",
    name: "Sharma Traders",
    class: "on-time",
    language: "en",
    isExcluded: false,
    quietUntil: null,
    bills: [bill("INV-1", 7)],
    unapplied: 0n,
    promises: [],
    isPartyTied: true,
    claims: [],
    addresses: [
      { way: "whatsapp", address: "+919825012345", hash: "w", end: "2345", isDead: false },
      { way: "sms", address: "+919825012345", hash: "s", end: "2345", isDead: false },
      { way: "email", address: "a@sharma.in", hash: "m", end: "sharma.in", isDead: false },
    ],
    consent: [
      {
        of: "party",
        hash: null,
        kind: "reminder",
        way: "whatsapp",
        said: "given",
        at: new Date("2026-04-01T06:00:00Z"),
      },
    ],
    wayOrder: ["whatsapp", "sms", "email", "print"],
    hour: null,
    responses: [],
    sent: [],
    steps: [],
    offer: null,
    received: [],
    ...changes,
  };
}

/** A stage of a bill that a nudge has taken. */
export function taken(name: string, stage: Stage, changes: Partial<StepFact> = {}): StepFact {
  return {
    bill: keyOf(name),
    stage,
    dueOn: addDays(TODAY, -7),
    state: "taken",
    nudgeId: "other",
    code: null,
    ...changes,
  };
}

/** A message that went out so many days ago. */
export function sent(days: number, nudgeId = `sent-${days}`): PartyFacts["sent"][number] {
  const on = addDays(TODAY, -days);
  return { nudgeId, kind: "reminder", stage: "due", day: on, at: new Date(`${on}T05:00:00Z`) };
}

/** ₹200 off for who pays within five days, ₹100 within nine. */
export const OFFER: LiveOfferFact = {
  offerId: "offer-1",
  bill: keyOf("INV-1"),
  state: "approved",
  isHeldOut: false,
  steps: [
    { until: addDays(TODAY, 5), pay: 9_800_00n, off: 200_00n, discount: 200 },
    { until: addDays(TODAY, 9), pay: 9_900_00n, off: 100_00n, discount: 100 },
  ],
};

/** A customer with an offer on a bill that is not due yet, and with leave to tell it by mail. */
export function offered(changes: Partial<PartyFacts> = {}): PartyFacts {
  return party({
    bills: [bill("INV-1", -20)],
    offer: OFFER,
    consent: [
      {
        of: "party",
        hash: null,
        kind: "offer",
        way: "email",
        said: "given",
        at: new Date("2026-04-01T06:00:00Z"),
      },
    ],
    ...changes,
  });
}

/** What is planned for one customer. */
export function plan(of: PartyFacts, changes: Partial<PlanRules> = {}, now: Date = NOW) {
  return planNudges([of], { ...RULES, ...changes }, { today: TODAY, now });
}

/** The codes of a plan's steps: "INV-1 due passed-over", "INV-1 after-7 open". */
export function looksOf(of: PartyFacts, changes: Partial<PlanRules> = {}, now: Date = NOW): string[] {
  return plan(of, changes, now).steps.map(
    ({ bill, stage, code, state }) => `${bill.billKey} ${stage} ${code ?? state}`,
  );
}

/** A nudge of the plan as it is kept and read back. */
export function stored(planned: PlannedNudge, changes: Partial<StoredNudge> = {}): StoredNudge {
  const { preview: _preview, cost: _cost, reason: _reason, ...kept } = planned;
  return { nudgeId: "nudge-1", state: "queued", isApproved: false, ...kept, ...changes };
}

/** What the gate would be given for the nudge that is planned of a customer. */
export function sendFacts(of: PartyFacts, changes: Partial<SendFacts> = {}): SendFacts {
  const [planned] = plan(of).nudges;
  if (planned === undefined) throw new Error("nothing is planned");
  return {
    nudge: stored(planned),
    party: of,
    attempts: [],
    books: {
      readAt: new Date("2026-12-02T03:00:00Z"),
      freshness: "fresh",
      tieOut: "equal",
      debtorsOff: 0n,
      isChanging: false,
      generation: 7n,
    },
    offerHeldOut: false,
    ...changes,
  };
}

/** Bills as a line each: name, rupees, stage. */
export const amounts = (bills: readonly PlannedBill[]): string[] =>
  bills.map(({ name, amount, stage }) => `${name} ${amount / 100n} ${stage ?? "–"}`);
