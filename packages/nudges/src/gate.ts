import { localDateAt, type LocalDate } from "@cfa/values/local-date";

import { hasGoneOut, lookAtWays, noWayCode, waysLeft } from "./attempt-way.ts";
import { doubtOf } from "./books-doubt.ts";
import { capOn } from "./caps.ts";
import type { SendFacts } from "./facts.ts";
import { hoursAt } from "./hours.ts";
import type { SendVerdict } from "./plan.ts";
import type { PlanRules } from "./rules.ts";
import { sayNow } from "./say-now.ts";
import type { EndCode, PutOffCode } from "./silence.ts";
import type { Said } from "./templates/fill.ts";

const SECOND_MILLIS = 1_000;
const BOOKS_CHANGING_SECONDS = 30;
const BOOKS_WAIT_SECONDS = 15 * 60;
const ACCOUNT_WAIT_SECONDS = 60 * 60;

/**
 * Judges a nudge that is about to be sent by what is true at that moment. What is certain ends it first; then the books must be fit to be
 * relied on; then what is left of its bills, what the party has had, and which way is open. Nothing that was planned is taken on trust.
 */
export function judgeSend(facts: SendFacts, rules: PlanRules, now: Date): SendVerdict {
  const today = localDateAt(now);
  return (
    overNow(facts, rules, now) ??
    notApproved(facts, rules) ??
    booksNow(facts, now) ??
    timeNow(facts, rules, now) ??
    messageNow(facts, rules, { today, now })
  );
}

/** What ends it whatever the books say. */
function overNow({ nudge, party, attempts }: SendFacts, { isOn }: PlanRules, now: Date): SendVerdict | null {
  if (hasGoneOut(attempts)) return end("step-sent");
  if (now >= nudge.notAfter) return end("day-passed");
  if (!isOn) return end("off");
  if (party.isExcluded) return end("excluded");
  const today = localDateAt(now);
  return party.quietUntil !== null && today <= party.quietUntil ? end("party-quiet") : null;
}

/** A person's word, where one is needed: by how the nudge was planned, and by what the owner says now. */
function notApproved({ nudge, party, books }: SendFacts, { approval }: PlanRules): SendVerdict | null {
  if (nudge.isApproved) return null;
  if (nudge.approval !== "automatic" || approval[party.class] !== "automatic") {
    return { kind: "ask-again", code: "not-approved" };
  }
  return books.tieOut === "unknown" ? { kind: "ask-again", code: "tie-out-unknown" } : null;
}

/** Books that cannot be relied on are waited for. */
function booksNow({ nudge, books }: SendFacts, now: Date): SendVerdict | null {
  const code = doubtOf(books);
  if (code === null) return null;
  const seconds = code === "books-changing" ? BOOKS_CHANGING_SECONDS : BOOKS_WAIT_SECONDS;
  return putOff(secondsOn(now, seconds), code, nudge.notAfter);
}

function timeNow({ nudge }: SendFacts, rules: PlanRules, now: Date): SendVerdict | null {
  const shut = hoursAt(now, nudge.kind, rules);
  if (shut !== null) {
    return shut.until === null ? end("day-passed") : putOff(shut.until, shut.code, nudge.notAfter);
  }
  return now < nudge.sendAt ? putOff(nudge.sendAt, "outside-hours", nudge.notAfter) : null;
}

/** What may still be said, if the party has not had enough, by the best way that is left. */
function messageNow(facts: SendFacts, rules: PlanRules, on: { today: LocalDate; now: Date }): SendVerdict {
  const { nudge, party, attempts } = facts;
  const message = sayNow(facts, rules, on);
  if ("code" in message) return end(message.code);
  const cap = capOn(on.today, party.sent, { caps: rules.caps, except: nudge.nudgeId });
  if (cap !== null) return end(cap);
  const { stage, bills, offer, amount } = message;
  // What nobody has approved by name may come to more: it is asked for by the rules alone.
  if (nudge.isApproved && amount > nudge.amount) return { kind: "ask-again", code: "more-than-approved" };
  const said: Said = { party: party.name, bills, amount, day: on.today, offer };
  const { kind, language } = nudge;
  const left = waysLeft(nudge.wayOrder, attempts);
  const { open, shut } = lookAtWays(left, { party, kind, stage, language, said }, rules);
  const [best] = open;
  if (best) return { kind: "send", ...best, bills };
  if (shut.some(({ code }) => code === "account-paused")) {
    return putOff(secondsOn(on.now, ACCOUNT_WAIT_SECONDS), "account-paused", nudge.notAfter);
  }
  return end(attempts.length > 0 ? "no-way-left" : endOf(noWayCode(shut)));
}

function endOf(code: ReturnType<typeof noWayCode>): EndCode {
  return code === "opted-out" || code === "no-ground" || code === "preflight" ? code : "no-way";
}

function end(code: EndCode): SendVerdict {
  return { kind: "end", code };
}

/** Waits, where there is still time for it. */
function putOff(until: Date, code: PutOffCode, notAfter: Date): SendVerdict {
  return until < notAfter ? { kind: "put-off", until, code } : end("day-passed");
}

function secondsOn(now: Date, seconds: number): Date {
  return new Date(now.getTime() + seconds * SECOND_MILLIS);
}
