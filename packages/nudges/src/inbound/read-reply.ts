import type { LocalDate } from "@cfa/values/local-date";

import type { Reading } from "../reading.ts";
import { has, isOneOf, wordsOf } from "./plain-reply.ts";
import { amountIn } from "./reply-amount.ts";
import { dayIn } from "./reply-day.ts";
import { utrIn } from "./utr.ts";
import * as EN from "./words-en.ts";
import * as HI from "./words-hi.ts";

const BEGINS_WITH_STOP = /^ (?:stop|बंद|बन्द) /;

/**
 * What a customer's reply says. Certain is only a text that asks for no more messages and says nothing else; of everything else a person
 * decides. Where it could be a wish for no more messages, it is taken for that before anything else.
 */
export function readReply(text: string, { today }: { today: LocalDate }): Reading {
  const words = wordsOf(text);
  const plain = without(words, [...EN.POLITE, ...HI.POLITE]);
  if (isOneOf(plain, [...EN.STOP, ...HI.STOP])) return said("stop", { isCertain: true });
  if (isOneOf(plain, [...EN.STOP_OFFERS, ...HI.STOP_OFFERS])) return said("stop-offers", { isCertain: true });
  if (isOneOf(plain, [...EN.START, ...HI.START])) return said("start");
  if (isOneOf(plain, EN.STOP_PERHAPS)) return said("stop");
  if (has(words, [...EN.STOP_OFFERS, ...HI.STOP_OFFERS])) return said("stop-offers");
  if (has(words, [...EN.STOP_IN_TEXT, ...HI.STOP_IN_TEXT]) || BEGINS_WITH_STOP.test(plain))
    return said("stop");

  const amount = amountIn(text);
  const utr = utrIn(text);
  const isNotPaid = has(words, [...EN.NOT_PAID, ...HI.NOT_PAID]);
  if (utr !== null || (!isNotPaid && has(words, [...EN.PAID, ...HI.PAID]))) {
    return said("paid", { amount, utr, day: dayIn(text, { today, ahead: false }) });
  }
  if (has(words, [...EN.DISPUTE, ...HI.DISPUTE])) return said("dispute", { amount });
  const day = dayIn(text, { today, ahead: true });
  // A day alone, in answer to a reminder, is when it will be paid.
  if (has(words, [...EN.PROMISE, ...HI.PROMISE]) || (day !== null && isShort(plain))) {
    return said("promise", { amount, day });
  }
  return said("other", { amount });
}

function said(intent: Reading["intent"], more: Partial<Reading> = {}): Reading {
  return { intent, isCertain: false, day: null, amount: null, utr: null, ...more };
}

function without(words: string, polite: readonly string[]): string {
  const left = words
    .trim()
    .split(" ")
    .filter((word) => !polite.includes(word));
  return ` ${left.join(" ")} `;
}

/** At most four words. */
function isShort(words: string): boolean {
  return words.trim().split(" ").length <= 4;
}
