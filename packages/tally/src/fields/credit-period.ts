import type { CreditPeriodText } from "@cfa/contract/records";

import { firstOf, OWN_TEXT } from "../parse/capture.ts";
import { readText } from "../parse/words.ts";
import { NAME_LENGTH, type Field } from "./field.ts";

/** A credit period is a text with the day number of its base date beside it, or in custom reports an object. */
export const CREDIT_PERIOD_SHAPE = { [OWN_TEXT]: "text", INTEXT: "text", DUEONDATE: "text" } as const;

/**
 * "30 Days", "2 Weeks" or a date, as Tally wrote it; nothing is worked out here. JD is the day number of the
 * bill's date, days since 31-Dec-1899 (A5). A period of nothing at all is left out.
 */
export function creditPeriod(tag: string): Field<CreditPeriodText> {
  return ({ node }) => {
    const child = firstOf(node, tag);
    if (child === undefined) return undefined;
    const text =
      readText(child.own) ??
      readText(child.text.get("INTEXT")) ??
      readText(child.attributes["P"]) ??
      readText(child.text.get("DUEONDATE"));
    if (text === undefined) return undefined;
    const base = Number(child.attributes["JD"]);
    const period = { text: text.slice(0, NAME_LENGTH) };
    return Number.isInteger(base) && base > 0 ? { ...period, baseDayNumber: base } : period;
  };
}
