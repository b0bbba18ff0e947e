import type { Offer } from "@cfa/contract/offers";
import { paiseFromJson } from "@cfa/values/money";

import { chanceText } from "../../locale/chance-text";
import type { Catalogue } from "../../locale/en";
import { dayText, momentText } from "../../locale/moment-text";
import { moneyText } from "../../locale/money-text";
import type { OfferWords } from "../../locale/offers/en";
import { rateText } from "../settings/typed-rate";

/** The words of the app and those of the page. */
export type Say = { words: Catalogue; own: OfferWords };

export const sumText = (paise: string, words: Catalogue): string =>
  moneyText(paiseFromJson(paise), { form: "full", words });

/** Whose and which: "Ram & Sons · INV-1". */
export function nameOf({ party, bill }: Offer, own: OfferWords): string {
  return [party?.name ?? own.gone, bill.name].join(" · ");
}

/** Each step as the customer sees it. */
export function stepTexts({ steps }: Pick<Offer, "steps">, { words, own }: Say): string[] {
  return steps.map(({ until, discount, off, pay }) =>
    own.step(sumText(off, words), rateText(discount), dayText(until), sumText(pay, words)),
  );
}

/** Why an offer is as it is, in sentences. */
export function reasonTexts({ reason }: Pick<Offer, "reason">, { words, own }: Say): string[] {
  if (reason === null) return [own.noReason];
  const days = Math.round(reason.delay);
  const delay = days >= 1 ? own.delay(words.common.days(days)) : own.inTime;
  const worth = rateText(reason.breakEven);
  return [
    own.reason(delay, words.common.bills(reason.settled), dayText(reason.usual)),
    own.reasonMore(chanceText(reason.anyway), worth, rateText(reason.costOfCash), chanceText(reason.taken)),
  ];
}

/** What it costs, brings and needs, each with its name. */
export function figureTexts(offer: Offer, { words, own }: Say): [name: string, text: string][] {
  const { annualRate, reason, cost, profit, daysGained, chance, gstMode } = offer;
  const rate =
    annualRate === null
      ? own.noRate
      : reason === null
        ? rateText(annualRate)
        : own.rateOf(rateText(annualRate), rateText(reason.costOfCash));
  return [
    [own.cost, sumText(cost, words)],
    [own.profit, sumText(profit, words)],
    [own.gained, words.common.days(Math.round(daysGained))],
    [own.rate, rate],
    [own.chance, chanceText(chance)],
    [own.note, own.notes[gstMode]],
  ];
}

/** How it stands since an owner decided, in sentences. */
export function standingTexts(offer: Offer, { words, own }: Say): string[] {
  const { state, runs, acceptedAt, decided, settled, ended } = offer;
  const texts: string[] = [];
  if (state === "approved" || state === "accepted") {
    texts.push(runs ? own.stepRuns(sumText(runs.off, words), dayText(runs.until)) : own.stepsOver);
  }
  if (state === "accepted" && acceptedAt !== null) texts.push(own.acceptedOn(momentText(acceptedAt)));
  if (settled !== null)
    texts.push(
      own.settled(sumText(settled.amount, words), dayText(settled.day), sumText(settled.discount, words)),
    );
  if (ended !== null && settled === null) texts.push(own.endedOn(momentText(ended.at)));
  const why = ended?.why ?? null;
  if (why !== null && isEnd(why, own)) texts.push(own.ends[why]);
  else if (why !== null && state === "withdrawn") texts.push(why);
  if (decided !== null) texts.push(own.decidedBy(decided.by, momentText(decided.at)));
  if (decided !== null && decided.why !== null) texts.push(decided.why);
  return texts;
}

function isEnd(why: string, own: OfferWords): why is keyof OfferWords["ends"] {
  return Object.hasOwn(own.ends, why);
}

/** Why an offer could not be decided, after its name. */
export function refusalText(code: string, own: OfferWords): string {
  const texts: Readonly<Record<string, string>> = own.refusals;
  return Object.hasOwn(texts, code) ? (texts[code] ?? own.refusedOther) : own.refusedOther;
}
