import type { Offer, OfferEdited } from "@cfa/contract/offers";
import { addDays, type LocalDate } from "@cfa/values/local-date";
import { paiseFromJson } from "@cfa/values/money";

import { dayText, typedDay } from "../../locale/moment-text";
import { moneyText } from "../../locale/money-text";
import { countText } from "../../locale/count-text";
import { rateText, typedRate } from "../settings/typed-rate";
import type { Say } from "./offer-text";

/** A step as it is typed. */
export type TypedStep = { discount: string; until: string };
/** More would not be taken in. */
export const MOST_TYPED = 3;
const APART_DAYS = 5;

/** The steps of a proposal, to be typed over. */
export function typedSteps({ steps }: Pick<Offer, "steps">): TypedStep[] {
  return steps.map(({ discount, until }) => ({ discount: String(discount / 100), until: dayText(until) }));
}

/** With another step after the last, for half of its discount some days later. */
export function withStep(typed: readonly TypedStep[]): TypedStep[] {
  const last = typed.at(-1);
  const until = typedDay(last?.until ?? "");
  const discount = typedRate(last?.discount ?? "");
  const half = discount === null ? "" : String(Math.max(25, Math.floor(discount / 50) * 25) / 100);
  return [
    ...typed,
    { discount: half, until: until === null ? "" : dayText(addDays(until as LocalDate, APART_DAYS)) },
  ];
}

/** What is typed, as it is asked; null where a line cannot be read. */
export function stepsOf(typed: readonly TypedStep[]): { until: string; discount: number }[] | null {
  const steps = typed.flatMap((one) => {
    const [discount, until] = [typedRate(one.discount), typedDay(one.until)];
    return discount === null || until === null ? [] : [{ discount, until }];
  });
  return steps.length === typed.length ? steps : null;
}

/** Why the steps cannot be, in sentences. */
export function whyNot({ failure, refusals }: OfferEdited, { words, own }: Say): string[] {
  const { failures, refusals: texts } = own.editing;
  if (failure !== null) return [failures[failure]];
  return refusals.map(({ code, limit, amount }) => {
    const sum = amount === null ? "" : moneyText(paiseFromJson(amount), { form: "full", words });
    const bound = limit === null ? sum : code === "too-long" ? countText(limit) : rateText(limit);
    return texts[code](bound);
  });
}
