import type { Nudge } from "@cfa/contract/nudges";
import { expect, test } from "vitest";

import { en } from "../../locale/en";
import { hi } from "../../locale/hi";
import { NUDGE_CODES } from "../../locale/nudge-codes/words";
import { NUDGE_NAMES } from "../../locale/nudge-names/words";
import { NUDGE_WORDS } from "../../locale/nudges/words";
import {
  askedText,
  attemptText,
  endOfText,
  endText,
  failureText,
  nowTexts,
  readText,
  sendsText,
  silentBillsTexts,
  stateText,
  stoppedText,
  totalsOf,
  whyTexts,
  type Say,
} from "./nudge-text";

const say: Say = { words: en, own: NUDGE_WORDS.en, names: NUDGE_NAMES.en, codes: NUDGE_CODES.en };
const inHindi: Say = { words: hi, own: NUDGE_WORDS.hi, names: NUDGE_NAMES.hi, codes: NUDGE_CODES.hi };
const attempt = (part: Partial<Nudge["attempts"][number]>): Nudge["attempts"][number] => ({
  no: 1,
  way: "sms",
  state: "delivered",
  toEnd: "1234",
  at: "2026-11-27T05:00:00Z",
  toldAt: null,
  cost: null,
  failure: null,
  markedBy: null,
  ...part,
});

const onDay = (days: number): string | undefined =>
  whyTexts({ why: [{ code: "stage", values: { stage: "due", bill: "INV-1", days } }] }, say)[0];

test("why it goes out is said in sentences, a code without words in none", () => {
  const why: Nudge["why"] = [
    { code: "stage", values: { stage: "after-7", bill: "INV-1", days: 7 } },
    { code: "class", values: { class: "late" } },
    { code: "promise-broken", values: { day: "2026-11-20", amount: "123450" } },
    { code: "together", values: { bills: 3, amount: "50000000" } },
    { code: "of-tomorrow", values: {} },
  ];
  expect(whyTexts({ why }, say)).toEqual([
    "INV-1 is overdue by 7 days then",
    "The customer pays so: Late. Its steps are those of such customers",
    "₹1,234.50 was promised for 20-11-2026 and has not come",
    "3 bills are asked for at once, ₹5,00,000.00 in all",
  ]);
  expect(whyTexts({ why }, inHindi).join(" ")).toContain("₹1,234.50 का वादा 20-11-2026 के लिए था");
});

test("before, on and after the due day are told apart", () => {
  expect([-3, 0, 1].map(onDay)).toEqual([
    "INV-1 falls due 3 days later",
    "INV-1 is due on that day",
    "INV-1 is overdue by 1 day then",
  ]);
});

test("why then: whose hour it is, and from which day it was moved", () => {
  const now: Nudge["now"] = [
    { code: "hour", values: { hour: 9, basis: "party" } },
    { code: "moved", values: { from: "2026-11-29", why: "quiet-day" } },
  ];
  expect(nowTexts({ now }, say)).toEqual([
    "Around 09:00: when this customer tends to answer",
    "Not on 29-11-2026: it is a quiet day",
  ]);
});

test("why it was not sent: by its code, by who took it back, or without words for it", () => {
  const ended = (code: string, detail: string | null = null) =>
    endText({ ended: { at: "2026-11-27T05:00:00Z", code, detail } }, say);
  expect(ended("promised")).toBe("Not sent: the customer has promised to pay, and that day has not passed.");
  expect(ended("taken-back", "Meera")).toBe("Not sent: Meera took it back.");
  expect(ended("of-tomorrow")).toBe("Not sent: for a reason that this version of the app has no words for.");
  expect(endText({ ended: null }, say)).toBeNull();
});

test("how far it has got is told by its last attempt, while it is out", () => {
  const of = (state: Nudge["state"], ...attempts: Nudge["attempts"]) => stateText({ state, attempts }, say);
  expect(of("proposed")).toBe("Waits for a word");
  expect(of("sent", attempt({ state: "failed" }), attempt({ no: 2 }))).toBe("Delivered");
  expect(of("queued", attempt({ state: "failed" }))).toBe("Will go out");
  expect(of("ended", attempt({ state: "put-off" }))).toBe("Not sent");
  expect(attemptText(attempt({ way: "print", state: "accepted" }), say)).toBe("To be printed");
});

test("a failure is said by its code, else by what is no good because of it", () => {
  expect(failureText({ scope: "address", code: "dead" }, say)).toBe("nobody is reached there");
  expect(failureText({ scope: "account", code: "99" }, say)).toBe("the account could not be used");
  expect(failureText({ scope: "constructor", code: "toString" }, say)).toBe(
    "the message could not be handed over",
  );
});

test("why nothing goes out by a way: somebody's word, the carrier's, or that the account is no good", () => {
  expect(["by-person", "wallet", null].map((why) => stoppedText(why, say))).toEqual([
    "somebody here paused it",
    "the account has no money left",
    "the account could not be used",
  ]);
  expect(say.own.stopped("WhatsApp", stoppedText("wallet", say))).toBe(
    "Nothing goes out by WhatsApp now: the account has no money left.",
  );
});

test("of whom it went to no more is told than the end", () => {
  expect(endOfText(attempt({}), say)).toBe("to …1234");
  expect(endOfText(attempt({ way: "email", toEnd: "ram.example.in" }), say)).toBe(
    "to an address at ram.example.in",
  );
  expect(endOfText(attempt({ way: "print", toEnd: null }), say)).toBeNull();
});

test("when, by which ways and for how much", () => {
  const nudge = { sendAt: "2026-11-27T05:00:00Z", ways: ["whatsapp", "print"], cost: "12" } as Nudge;
  expect(sendsText(nudge, say)).toBe(
    "Goes out 27-11-2026 10:30 by WhatsApp, else by Letter · costs about ₹0.12",
  );
  expect(sendsText({ ...nudge, cost: "0" }, say)).toContain("costs nothing");
  expect(readText("Pay: {{link}}", say)).toBe("Pay: [link to the bills]");
});

test("several that cost nothing say so, and no sum of nothing", () => {
  const some = ["0", "25"].map((cost) => ({ amount: "100000", cost }) as Nudge);
  expect(totalsOf(some, say)).toEqual({ amount: "₹2,000.00", cost: "costs about ₹0.25" });
  expect(totalsOf(some.slice(0, 1), say)).toEqual({ amount: "₹1,000.00", cost: "costs nothing" });
  expect(totalsOf(some.slice(0, 1), inHindi).cost).toBe("कोई ख़र्च नहीं");
});

test("what came of something asked for by hand is told in a line", () => {
  const ask = { kind: "reminder", state: "refused", code: "promised", nudge: null, at: "", by: "" } as const;
  const nudge = {
    state: "queued",
    sendAt: "2026-11-27T05:00:00Z",
    attempts: [],
    ended: null,
  } as unknown as Nudge;
  const planned = { ...ask, kind: "statement", state: "planned", code: null } as const;
  expect(askedText(ask, say)).toBe(
    "Remind now: not sent, the customer has promised to pay, and that day has not passed.",
  );
  expect(askedText({ ...ask, state: "waiting" }, say)).toBe("Remind now: is being looked at");
  expect(askedText({ ...planned, nudge }, say)).toBe("Send statement: Will go out · 27-11-2026 10:30");
  const ended = { at: "", code: "paid", detail: null };
  expect(askedText({ ...planned, nudge: { ...nudge, state: "ended", ended } }, say)).toBe(
    "Send statement: Not sent: it is paid.",
  );
  expect(askedText(ask, inHindi)).toMatch(/^अभी याद दिलाएँ: नहीं भेजा, /);
});

test("of which bills nothing is said: a sentence for each reason", () => {
  const reasons = [
    { code: "covered", bills: 2, open: "25000" },
    { code: "disputed", bills: 1, open: "10000" },
  ];
  expect(silentBillsTexts(reasons, say)).toEqual([
    "Not reminded of 2 bills, ₹250.00; for each: money on account may be for it; set it against its bill in Tally.",
    "Not reminded of 1 bill, ₹100.00: the bill is disputed.",
  ]);
  expect(silentBillsTexts(reasons, inHindi)[1]).toMatch(/^1 बिल, ₹100\.00, की याद नहीं दिलाई जा रही: .+।$/);
  expect(silentBillsTexts([], say)).toEqual([]);
});
