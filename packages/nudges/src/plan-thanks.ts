import { localDateAt, type LocalDate } from "@cfa/values/local-date";

import { heldBack, isReceiptFresh } from "./chase-bill.ts";
import type { BillKey, PartyFacts, PartyStanding, PlannedBill, ReceiptFact } from "./facts.ts";
import { silenced } from "./group-party.ts";
import { STAGES_OF } from "./kinds.ts";
import { makeNudge, type Planning } from "./make-nudge.ts";
import type { PlannedNudge, StepLook } from "./plan.ts";
import { billText, isSpent } from "./usual-ladder.ts";

/** Thanks for money that settled a bill which was reminded of, or that kept a promise; once for each bill. */
export function planThanks(
  party: PartyFacts,
  planning: Planning,
): { nudge: PlannedNudge | null; looks: readonly StepLook[] } {
  const receipt = party.received
    .filter((each) => thankedFor(each, party, planning.on.today).length > 0)
    .toSorted((a, b) => b.seenAt.getTime() - a.seenAt.getTime())[0];
  if (receipt === undefined) return { nudge: null, looks: [] };
  const bills = thankedFor(receipt, party, planning.on.today);
  const looks = bills.map<StepLook>(({ bill }) => ({
    guid: party.guid,
    bill,
    stage: "paid",
    dueOn: localDateAt(receipt.seenAt),
    state: "open",
    code: null,
  }));
  const code = planning.rules.isOn ? notThanked(party, bills, planning.on) : "off";
  if (code !== null) return { nudge: null, looks: silenced(looks, code) };
  const made = makeNudge(party, planning, { kind: "thanks", stage: "paid", bills, receipt });
  if ("code" in made) return { nudge: null, looks: silenced(looks, made.code) };
  return { nudge: made, looks };
}

/** Why a party is not thanked for now; null: it may be. */
export function notThanked(
  party: PartyStanding,
  bills: readonly PlannedBill[],
  on: Planning["on"],
): ReturnType<typeof heldBack> {
  if (party.isExcluded) return "excluded";
  return heldBack(party, { ...on, bills: bills.map(({ bill }) => bill) });
}

/** The bills that a fresh receipt closed and that were reminded of or promised; none that is open still or was thanked for. */
export function thankedFor(receipt: ReceiptFact, party: PartyStanding, today: LocalDate): PlannedBill[] {
  if (!isReceiptFresh(receipt.seenAt, today)) return [];
  const isPromised = party.promises.some(
    ({ standing, givenOn, day }) => standing === "kept" && givenOn <= receipt.date && receipt.date <= day,
  );
  const open = new Set(party.bills.filter((bill) => bill.open > 0n).map(({ key }) => billText(key)));
  return receipt.closed
    .filter(({ key }) => !open.has(billText(key)) && !stepsOf(key, party, ["paid"]).some(isSpent))
    .filter(
      ({ key }) =>
        isPromised || stepsOf(key, party, STAGES_OF.reminder).some(({ state }) => state === "taken"),
    )
    .map(({ key, name, dueDate }) => ({ bill: key, name, dueDate, amount: 0n, stage: "paid" }));
}

function stepsOf(bill: BillKey, party: PartyStanding, stages: readonly string[]): PartyStanding["steps"] {
  return party.steps.filter((step) => stages.includes(step.stage) && billText(step.bill) === billText(bill));
}
