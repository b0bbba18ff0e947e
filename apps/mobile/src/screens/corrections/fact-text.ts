import type { CorrectionFact } from "@cfa/contract/corrections";
import { paiseFromJson } from "@cfa/values/money";

import type { Catalogue } from "../../locale/en";
import { LANGUAGES } from "../../locale/languages";
import { moneyText } from "../../locale/money-text";
import { dayText } from "../../locale/moment-text";

/** One value of a fact as people read it. */
export function factText(
  { field, form }: Pick<CorrectionFact, "field" | "form">,
  value: string | null,
  words: Catalogue,
): string {
  if (value === null || value === "") return words.corrections.nothing;
  if (form === "money") return moneyText(paiseFromJson(value), { form: "full", words });
  if (form === "day") return dayText(value);
  if (form === "percent") return `${(Number(value) / 100).toString()} %`;
  const { causes, bases, paying } = words.corrections;
  const named: Readonly<Record<string, string>> =
    { cause: causes, class: paying, of: bases, language: LANGUAGES }[field as string] ?? {};
  return Object.hasOwn(named, value) ? (named[value] ?? value) : value;
}

/** What a fact is called: its field, and which of several. */
export function factLabel(fact: CorrectionFact, words: Catalogue): string {
  const label = words.corrections.fields[fact.field];
  return fact.about === "" ? label : `${label} ${fact.about}`;
}
