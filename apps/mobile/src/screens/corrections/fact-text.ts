import type { CorrectionFact } from "@cfa/contract/corrections";
import { paiseFromJson } from "@cfa/values/money";

import type { Catalogue } from "../../locale/en";
import { moneyText } from "../../locale/money-text";
import { dayText } from "../../locale/moment-text";

/** One value of a fact as people read it. */
export function factText(fact: CorrectionFact, value: string | null, words: Catalogue): string {
  if (value === null || value === "") return words.corrections.nothing;
  if (fact.form === "money") return moneyText(paiseFromJson(value), { form: "full", words });
  if (fact.form === "day") return dayText(value);
  if (fact.form === "percent") return `${(Number(value) / 100).toString()} %`;
  const { causes, bases } = words.corrections;
  if (fact.field === "cause" && Object.hasOwn(causes, value)) return causes[value as keyof typeof causes];
  if (fact.field === "of" && Object.hasOwn(bases, value)) return bases[value as keyof typeof bases];
  return value;
}

/** What a fact is called: its field, and which of several. */
export function factLabel(fact: CorrectionFact, words: Catalogue): string {
  const label = words.corrections.fields[fact.field];
  return fact.about === "" ? label : `${label} ${fact.about}`;
}
