import type { NudgeAsk } from "@cfa/contract/nudge-asks";
import type { Nudge, SilentReason } from "@cfa/contract/nudges";
import type { PaymentClass } from "@cfa/contract/payment-class";
import { paiseFromJson, sum, type Paise } from "@cfa/values/money";

import type { Catalogue } from "../../locale/en";
import { dayText, momentText } from "../../locale/moment-text";
import { moneyText } from "../../locale/money-text";
import type { NudgeCodes } from "../../locale/nudge-codes/en";
import type { NudgeNames } from "../../locale/nudge-names/en";
import type { NudgeWords } from "../../locale/nudges/en";

/** The words of the app, and those of messages to customers. */
export type Say = { words: Catalogue; own: NudgeWords; names: NudgeNames; codes: NudgeCodes };

type Coded = Nudge["why"][number];
type Attempt = Nudge["attempts"][number];

/** Where the link to the bills stands in a text: it is made when the text goes out. */
const LINK_PLACE = "{{link}}";

export const sumText = (paise: Paise, words: Catalogue): string => moneyText(paise, { form: "full", words });

/** What some messages ask for, and what sending them costs: "costs about ₹0.50". */
export function totalsOf(nudges: readonly Nudge[], say: Say): { amount: string; cost: string } {
  const total = (key: "amount" | "cost") => sum(nudges.map((nudge) => paiseFromJson(nudge[key])));
  return { amount: sumText(total("amount"), say.words), cost: costText(total("cost"), say) };
}

/** What sending costs: each way that costs nothing says so. */
function costText(paise: Paise, { own, words }: Say): string {
  return paise === 0n ? own.costsNothing : own.costs(sumText(paise, words));
}

/** What a code of a list is called; undefined: it has no words in this version. */
function wordsOf(list: Readonly<Record<string, string>>, code: string): string | undefined {
  return Object.hasOwn(list, code) ? list[code] : undefined;
}

/** A step by its name: "Gentle reminder". */
export const stageText = (stage: string, { names }: Say): string =>
  wordsOf(names.stages, stage) ?? names.kinds.reminder;

/** Whose message and which: "Ram & Sons · Gentle reminder". */
export function nameOf({ party, stage }: Nudge, say: Say): string {
  return [party?.name ?? say.own.gone, stageText(stage, say)].join(" · ");
}

/** Why nothing goes out, as the end of a sentence. */
export function silenceText(code: string, { codes }: Say): string {
  return wordsOf(codes.silence, code) ?? wordsOf(codes.putOff, code) ?? codes.otherReason;
}

/** Why a letter is not printed now, as the end of a sentence. */
export function letterCodeText(code: string, say: Say): string {
  return wordsOf(say.own.letters.codes, code) ?? silenceText(code, say);
}

/** Why a message was not sent, in a sentence; null: it has not ended so. */
export function endText({ ended }: Pick<Nudge, "ended">, say: Say): string | null {
  if (ended === null) return null;
  if (ended.code === "taken-back" && ended.detail !== null) return say.own.takenBackBy(ended.detail);
  return say.own.notSent(silenceText(ended.code, say));
}

/** Why a message goes out, in sentences. */
export function whyTexts({ why }: Pick<Nudge, "why">, say: Say): string[] {
  return why.map((one) => whyText(one, say)).filter((text) => text !== null);
}

function whyText({ code, values }: Coded, { words, codes }: Say): string | null {
  const { why } = codes;
  const money = sumText(paiseFromJson(String(values["amount"] ?? values["off"] ?? "0")), words);
  const day = dayText(String(values["day"] ?? values["until"] ?? ""));
  switch (code) {
    case "stage": {
      const [bill, days] = [String(values["bill"] ?? ""), Number(values["days"] ?? 0)];
      if (days === 0) return why.stage.on(bill);
      const many = words.common.days(Math.abs(days));
      return days > 0 ? why.stage.after(bill, many) : why.stage.before(bill, many);
    }
    case "class":
      return why.class(words.payments.classes[values["class"] as PaymentClass] ?? String(values["class"]));
    case "promise-broken":
      return why["promise-broken"](money, day);
    case "together":
      return why.together(words.common.bills(Number(values["bills"] ?? 0)), money);
    case "offer":
      return why.offer(money, day);
    case "received":
      return why.received(money, day);
    case "asked":
      return why.asked();
    default:
      return null;
  }
}

/** Why it goes out then, in sentences. */
export function nowTexts({ now }: Pick<Nudge, "now">, say: Say): string[] {
  return now.map((one) => nowText(one, say)).filter((text) => text !== null);
}

function nowText({ code, values }: Coded, say: Say): string | null {
  const { now } = say.codes;
  if (code === "moved") {
    return now.moved(dayText(String(values["from"] ?? "")), silenceText(String(values["why"] ?? ""), say));
  }
  if (code !== "hour") return null;
  const basis = String(values["basis"] ?? "");
  const text = Object.hasOwn(now.hour, basis) ? now.hour[basis as keyof typeof now.hour] : now.hour.usual;
  return text(`${String(values["hour"] ?? "").padStart(2, "0")}:00`);
}

/** When and by which ways it goes out, and what that costs. */
export function sendsText({ sendAt, ways, cost }: Nudge, say: Say): string {
  const { own, names } = say;
  return [
    own.sends(momentText(sendAt), ways.map((way) => names.ways[way]).join(own.orElse)),
    costText(paiseFromJson(cost), say),
  ].join(" · ");
}

/** A text as the customer reads it, but for the link. */
export function readText(body: string, { own }: Say): string {
  return body.replaceAll(LINK_PLACE, own.link);
}

/** How far a message has got: by its last attempt where there is one. */
export function stateText({ state, attempts }: Pick<Nudge, "state" | "attempts">, say: Say): string {
  const last = attempts.at(-1);
  if (last === undefined || state === "ended" || state === "queued") return say.codes.states[state];
  return attemptText(last, say);
}

/** What came of something that was asked for by hand: "Remind now: not sent, it is paid." */
export function askedText({ kind, state, code, nudge }: NudgeAsk, say: Say): string {
  const { ask } = say.own;
  const came =
    nudge !== null
      ? (endText(nudge, say) ??
        [stateText(nudge, say), ...(nudge.state === "queued" ? [momentText(nudge.sendAt)] : [])].join(" · "))
      : state === "waiting"
        ? ask.asking
        : `${ask.refused(silenceText(code ?? "", say))}.`;
  return `${ask.deeds[kind]}: ${came}`;
}

/** How far an attempt has got. */
export function attemptText({ way, state, failure }: Attempt, { codes, own }: Say): string {
  if (way === "print" && state === "accepted") return codes.toPrint;
  if (failure?.code === "put-aside") return own.letters.wasPutAside;
  return wordsOf(codes.attempts, state) ?? state;
}

/** Why an attempt did not get through, as the end of a sentence. */
export function failureText({ scope, code }: NonNullable<Attempt["failure"]>, { codes }: Say): string {
  return wordsOf(codes.failures, code) ?? wordsOf(codes.failed, scope) ?? codes.failed.message;
}

/** Why nothing goes out by a way, as the end of a sentence: somebody's word, else what the carrier says of the account. */
export function stoppedText(why: string | null, say: Say): string {
  return why === "by-person"
    ? say.own.stoppedByPerson
    : failureText({ scope: "account", code: why ?? "" }, say);
}

/** To whom an attempt went, by the end of the number or the host of the address; null: to nobody's, as a letter. */
export function endOfText({ way, toEnd }: Attempt, { own }: Say): string | null {
  if (toEnd === null) return null;
  return way === "email" ? own.one.toHost(toEnd) : own.one.toEnd(toEnd);
}

/** Why a decision was not taken, after the message's name. */
export function refusalText(code: string, own: NudgeWords): string {
  return wordsOf(own.refusals, code) ?? own.refusedOther;
}

/** Of how many bills nothing is said, and why: a sentence for each reason. */
export function silentBillsTexts(reasons: readonly SilentReason[], say: Say): string[] {
  return reasons.map(({ code, bills, open }) =>
    say.own.party.silentBills(bills, sumText(paiseFromJson(open), say.words), silenceText(code, say)),
  );
}
