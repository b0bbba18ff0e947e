import type { LearnedBill, PartyPayment } from "@cfa/contract/insights";

import type { Catalogue } from "../../locale/en";
import { dayText } from "../../locale/moment-text";
import { chanceText } from "../../locale/chance-text";
import { delayRangeText, delayText } from "../../locale/payments/delay-text";

/** So many days more or less of the last three are worth a word. */
const TURN = 3;
/** From which confidence on each word is said. */
const SURE = { certain: 0.9, sure: 0.75, fair: 0.55 } as const;
/** Up to which risk, of a hundred, each word is said. */
const LEVELS = { none: 0, low: 24, medium: 49, high: 74 } as const;

/** How sure the learned class is, in words and percent; null of one of which too little is known. */
export function confidenceText(
  { learnedClass, confidence }: Pick<PartyPayment, "learnedClass" | "confidence">,
  words: Catalogue,
): string | null {
  if (learnedClass === "new") return null;
  const { sure: w } = words.payments;
  const { certain, sure, fair } = SURE;
  const said =
    confidence >= certain ? w.certain : confidence >= sure ? w.sure : confidence >= fair ? w.fair : w.near;
  return `${said} (${chanceText(confidence)})`;
}

/** Why a party is in its class: how many of its last bills were late, by how much, which way it turns, what is overdue. */
export function reasonText(
  { reason, learnedClass }: Pick<PartyPayment, "reason" | "learnedClass">,
  words: Catalogue,
): string {
  const { payments: w } = words;
  const sentences: string[] = [];
  if (reason.last === 0) sentences.push(w.nonePaid);
  else {
    sentences.push(lateText(reason, words), w.most(delayRangeText(reason, words)));
    if (reason.turn !== null && reason.turn >= TURN) sentences.push(w.turnLater(reason.turn));
    if (reason.turn !== null && reason.turn <= -TURN) sentences.push(w.turnSooner(-reason.turn));
  }
  if (learnedClass === "new") sentences.push(w.fewData);
  if (reason.overdue > 0) sentences.push(w.overdue(reason.overdue));
  return sentences.join(" ");
}

function lateText({ late, last }: PartyPayment["reason"], { payments: w }: Catalogue): string {
  if (late === 0) return w.lateNone(last);
  return late === last ? w.lateAll(last) : w.lateSome(late, last);
}

/** A lasting change of a party's delays: since when and by how much, and from what to what; null: steady. */
export function driftText(
  { drift }: Pick<PartyPayment, "drift">,
  words: Catalogue,
): { title: string; about: string; isSlower: boolean } | null {
  if (drift === null) return null;
  const { payments: w } = words;
  const isSlower = drift.after > drift.before;
  const days = Math.abs(drift.after - drift.before);
  return {
    title: (isSlower ? w.slower : w.faster)(dayText(drift.since), days),
    about: w.driftFrom(delayText(drift.before, words), delayText(drift.after, words)),
    isSlower,
  };
}

/** How high a risk is, of five steps. */
export function riskLevel(risk: number): keyof Catalogue["payments"]["levels"] {
  if (risk <= LEVELS.none) return "none";
  if (risk <= LEVELS.low) return "low";
  if (risk <= LEVELS.medium) return "medium";
  return risk <= LEVELS.high ? "high" : "grave";
}

/** What the picture of the paid bills shows, in words: how many were late, the middle delay, the latest. */
export function historyText(rows: readonly LearnedBill[], words: Catalogue): string {
  const { history: w } = words.payments;
  const sorted = rows.map(({ delay }) => delay).toSorted((a, b) => a - b);
  const middle = sorted[Math.floor((sorted.length - 1) / 2)] ?? 0;
  const latest = rows.at(-1);
  return [
    w.summary(rows.filter(({ delay }) => delay > 0).length, rows.length),
    w.middle(delayText(middle, words)),
    ...(latest === undefined ? [] : [w.latest(dayText(latest.paid), delayText(latest.delay, words))]),
  ].join(" ");
}
