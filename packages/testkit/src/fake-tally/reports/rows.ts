import { toRupees, type Paise } from "@cfa/values/money";

import { escapeText } from "../xml/text.ts";

/** A name of a report's line; its amounts follow as the next sibling. */
export function nameRow(name: string): string {
  return ` <DSPACCNAME>\r\n  <DSPDISPNAME>${escapeText(name)}</DSPDISPNAME>\r\n </DSPACCNAME>\r\n`;
}

/** A closing balance, debit (negative) and credit apart. */
export function balanceRow(balance: Paise): string {
  const debit = balance < 0n ? toRupees(balance) : "";
  const credit = balance > 0n ? toRupees(balance) : "";
  return (
    ` <DSPACCINFO>\r\n  <DSPCLDRAMT>\r\n   <DSPCLDRAMTA>${debit}</DSPCLDRAMTA>\r\n  </DSPCLDRAMT>\r\n` +
    `  <DSPCLCRAMT>\r\n   <DSPCLCRAMTA>${credit}</DSPCLCRAMTA>\r\n  </DSPCLCRAMT>\r\n </DSPACCINFO>\r\n`
  );
}

/** Flat siblings below one root. */
export function* flat(rows: Iterable<string>): Generator<string> {
  yield "<ENVELOPE>\r\n";
  yield* rows;
  yield "</ENVELOPE>\r\n";
}
