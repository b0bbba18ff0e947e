import type { TermsValue } from "./correction.ts";
import type { Refusal } from "./ground.ts";

/** Why terms cannot be set; null: they can. */
export function refuseTerms(value: TermsValue): Refusal | null {
  const isGood = Number.isInteger(value.days) && value.days >= 0 && value.days <= 730;
  return isGood
    ? null
    : { code: "bad-days", message: "Give the days of credit as a whole number from 0 to 730." };
}
