import { addDays, type LocalDate } from "@cfa/values/local-date";
import { sum } from "@cfa/values/money";

import type { PlannedBill } from "../facts.ts";
import type { Kind, Language, Stage } from "../kinds.ts";
import { USUAL_LADDER } from "../usual-ladder.ts";
import type { Said } from "./fill.ts";

/* What a message could say, so that its text can be seen before there is one. */

const NAMES: Readonly<Record<Language, string>> = { en: "Sharma Traders", hi: "शर्मा ट्रेडर्स" };
/** Long enough numbers and sums that a text which fits with them mostly fits. */
const BILLS = [
  { name: "INV/2026-27/1048", amount: 12_450_000n },
  { name: "INV/2026-27/1073", amount: 875_000n },
] as const;
const OFF = 249_000n;
const OFFER_DAYS = 5;
/** Days after the due date at which a broken promise is spoken of here. */
const BROKEN_DAYS = 10;

/** Made-up bills of a made-up customer, as they would stand on the day that a stage is reached. */
export function sampleSaid(
  kind: Kind,
  stage: Stage,
  { today, language }: { today: LocalDate; language: Language },
): Said {
  const dueDate = addDays(today, -daysOf(stage));
  const bills = BILLS.map(({ name, amount }, at): PlannedBill => ({
    bill: { guid: "made-up", billKey: name, billDate: addDays(dueDate, at - 30) },
    name,
    dueDate: addDays(dueDate, at),
    amount: kind === "thanks" ? 0n : amount,
    stage,
  }));
  const all = sum(BILLS.map(({ amount }) => amount));
  const said = { party: NAMES[language], day: today };
  if (kind !== "offer") return { ...said, bills, amount: all, offer: null };
  const [bill] = BILLS;
  const offer = { pay: bill.amount - OFF, off: OFF, until: addDays(today, OFFER_DAYS) };
  return { ...said, bills: bills.slice(0, 1), amount: offer.pay, offer };
}

/** Of the usual ladder, below zero before the due date. What is no reminder speaks of bills that are not due yet. */
function daysOf(stage: Stage): number {
  if (stage === "promise-broken") return BROKEN_DAYS;
  return USUAL_LADDER.late.find((rung) => rung.stage === stage)?.days ?? -OFFER_DAYS - 5;
}
