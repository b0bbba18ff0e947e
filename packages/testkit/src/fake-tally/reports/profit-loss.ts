import { toRupees, type Paise } from "@cfa/values/money";

import { groupTree } from "../company/groups.ts";
import type { View } from "../company/view.ts";
import { flat, nameRow } from "./rows.ts";
import { groupBalance } from "./trial-balance.ts";

/**
 * Profit and Loss of the view's period with the cost of sales worked out: stock at the start, plus purchases, less stock
 * at the end. Main sums stand in BSMAINAMT, what they are made of in PLSUBAMT; income is positive.
 */
export function profitAndLoss(view: View): Iterable<string> {
  const sum = (reserved: string): Paise => reservedBalance(view, reserved);
  const opening = view.state.source.openingStock;
  const closing = view.state.closingStock;
  const purchases = sum("Purchase Accounts");
  const direct = sum("Direct Expenses");
  return flat(
    [
      main("Sales Accounts", sum("Sales Accounts")),
      main("Direct Incomes", sum("Direct Incomes")),
      main("Cost of Sales :", opening + purchases - closing + direct),
      sub("Opening Stock", opening),
      sub("Add: Purchase Accounts", purchases),
      sub("Less: Closing Stock", closing),
      sub("Direct Expenses", direct),
      main("Indirect Incomes", sum("Indirect Incomes")),
      main("Indirect Expenses", sum("Indirect Expenses")),
    ].filter((line) => line !== ""),
  );
}

/** The stock's value at the end of the period. */
export function stockSummary(view: View): Iterable<string> {
  const value = view.state.closingStock;
  return flat([
    `${nameRow("Stock-in-Hand")} <DSPSTKINFO>\r\n  <DSPSTKCL>\r\n   <DSPCLQTY></DSPCLQTY>\r\n   <DSPCLRATE></DSPCLRATE>\r\n` +
      `   <DSPCLAMTA>${toRupees(value)}</DSPCLAMTA>\r\n  </DSPSTKCL>\r\n </DSPSTKINFO>\r\n`,
  ]);
}

function reservedBalance(view: View, reserved: string): Paise {
  const group = [...view.state.groups.values()].find((each) => each.reservedName === reserved);
  return group === undefined ? 0n : groupBalance(view, groupTree(view.state).byName(group.name) ?? group);
}

function main(name: string, amount: Paise): string {
  return amount === 0n ? "" : line(name, { sub: "", main: toRupees(amount) });
}

function sub(name: string, amount: Paise): string {
  return amount === 0n ? "" : line(name, { sub: toRupees(amount), main: "" });
}

function line(name: string, amounts: { sub: string; main: string }): string {
  return `${nameRow(name)} <PLAMT>\r\n  <PLSUBAMT>${amounts.sub}</PLSUBAMT>\r\n  <BSMAINAMT>${amounts.main}</BSMAINAMT>\r\n </PLAMT>\r\n`;
}
