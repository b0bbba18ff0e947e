import type { Paise } from "@cfa/values/money";

/*
 * Number formats that group as India does. A format has room for two conditions, and a sheet's own grouping goes by the
 * reader's region: so a sum gets the format of its sign, and of its size from a hundred crore on.
 */

const UP_TO = {
  crores: String.raw`##\,##\,##\,##0.00`,
  lakhs: String.raw`##\,##\,##0.00`,
  arabs: String.raw`##\,##\,##\,##\,##0.00`,
  less: "#,##0.00",
};
const HUNDRED_CRORE = 100_00_00_000_00n;

/** The format under which a sum reads 12,34,567.00. The minus is the sheet's own. */
export function moneyFormat(amount: Paise): string {
  const size = amount < 0n ? -amount : amount;
  const [sign, than] = amount < 0n ? ["-", "<="] : ["", ">="];
  const section = (limit: string, digits: string): string => `[${than}${sign}${limit}]${digits};`;
  if (size >= HUNDRED_CRORE) {
    return `${section("1000000000", UP_TO.arabs)}${section("10000000", UP_TO.crores)}${UP_TO.less}`;
  }
  return `${section("10000000", UP_TO.crores)}${section("100000", UP_TO.lakhs)}${UP_TO.less}`;
}

export const DAY_FORMAT = "dd-mm-yyyy";
export const PERCENT_FORMAT = "0.00%";
export const DAYS_FORMAT = "0.0";
export const COUNT_FORMAT = "0";
/** Text as it stands, whatever a person types into the cell later. */
export const TEXT_FORMAT = "@";
