import { daysBetween, type LocalDate } from "@cfa/values/local-date";
import { sum } from "@cfa/values/money";

import { brokenPromise } from "./chase-bill.ts";
import type { PartyFacts, PlannedBill, ReceiptFact } from "./facts.ts";
import type { Kind, Stage } from "./kinds.ts";
import type { Why } from "./plan.ts";
import type { Said } from "./templates/fill.ts";

type Explained = {
  kind: Kind;
  stage: Stage;
  bills: readonly PlannedBill[];
  offer: Said["offer"];
  receipt?: ReceiptFact;
  day: LocalDate;
  today: LocalDate;
};

/**
 * Why a party is written to: the stage of the bill at the head and how it pays, a promise that was not kept, what else is asked for at
 * once; what is offered; what came.
 */
export function whyOf(
  party: PartyFacts,
  { kind, stage, bills, offer, receipt, day, today }: Explained,
): Why[] {
  const [head] = bills;
  const why: Why[] = [];
  if (kind === "reminder" && head) {
    why.push({ code: "stage", stage, bill: head.name, days: daysBetween(head.dueDate, day) });
    why.push({ code: "class", class: party.class });
  }
  const broken = stage === "promise-broken" ? brokenPromise(party, today) : undefined;
  if (broken) why.push({ code: "promise-broken", day: broken.day, amount: broken.amount });
  if (kind === "reminder" && bills.length > 1) {
    why.push({ code: "together", bills: bills.length, amount: sum(bills.map(({ amount }) => amount)) });
  }
  if (offer) why.push({ code: "offer", until: offer.until, off: offer.off });
  if (receipt) why.push({ code: "received", day: receipt.date, amount: receipt.amount });
  if (kind === "statement") why.push({ code: "asked" });
  return why;
}
