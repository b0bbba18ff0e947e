import { fail, ok, type Result } from "@cfa/values/result";

import { readAmount } from "../parse/amount.ts";
import { readText } from "../parse/words.ts";

/**
 * Finds the closing stock in Tally's Profit & Loss: "Less: Closing Stock" where the cost of sales is shown, "Closing Stock"
 * among the incomes elsewhere, where it has the other sign. Stock is a debit: the value is given negative.
 */
export function createClosingStockReader(): {
  cell(name: string, texts: ReadonlyMap<string, string>): void;
  result(): Result<string | undefined, string>;
} {
  let isNext = false;
  let value: string | undefined;
  let problem: string | undefined;

  const take = (text: string): void => {
    const amount = readAmount(text);
    if (!amount.ok) problem ??= amount.error;
    else if (amount.value.paise !== "0") value ??= `-${amount.value.paise.replace("-", "")}`;
    else value ??= "0";
  };
  return {
    cell(name, texts) {
      if (name === "DSPACCNAME") {
        isNext = /^(?:less:\s*)?closing stock$/i.test(readText(texts.get("DSPDISPNAME")) ?? "");
      } else if (name === "PLAMT" && isNext) {
        take(texts.get("PLSUBAMT") ?? texts.get("BSMAINAMT") ?? "");
        isNext = false;
      }
    },
    result: () => (problem === undefined ? ok(value) : fail(problem)),
  };
}
