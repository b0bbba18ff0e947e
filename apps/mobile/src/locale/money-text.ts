import { shortSum } from "@cfa/contract/alert-text";
import { abs, formatRupees, type Paise } from "@cfa/values/money";

import type { Catalogue } from "./en";

export type MoneyForm = "short" | "whole" | "full";

/**
 * A sum for people. `short` is in lakh and crore, `whole` in rupees, `full` with paise.
 * With `signed` the sum is debit positive and is written with its size and the words Dr or Cr instead of a sign.
 */
export function moneyText(
  paise: Paise,
  options: { form: MoneyForm; words: Catalogue; signed?: boolean },
): string {
  const { form, words, signed = false } = options;
  const shown = signed ? abs(paise) : paise;
  const text = form === "short" ? shortSum(shown, words) : formatRupees(shown, { paise: form === "full" });
  return signed && paise !== 0n ? `${text} ${paise > 0n ? words.common.debit : words.common.credit}` : text;
}

/** A share of a total in whole percent; "0 %" of nothing, and never "0 %" or "100 %" of what is only nearly so. */
export function percentText(part: Paise, total: Paise): string {
  if (total <= 0n || part <= 0n) return "0 %";
  if (part >= total) return "100 %";
  const whole = Number((part * 100n + total / 2n) / total);
  if (whole === 0) return "< 1 %";
  return whole === 100 ? "> 99 %" : `${whole} %`;
}
