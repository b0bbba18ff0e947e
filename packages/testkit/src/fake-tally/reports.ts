import { daysBetween, type LocalDate } from "@cfa/values/local-date";
import { toRupees } from "@cfa/values/money";

import { trialBalance } from "../sample-company/balances.ts";
import { pendingBills } from "../sample-company/stated-bills.ts";
import type { Books } from "../sample-company/tally-books.ts";
import { escapeText, reportDay } from "./xml.ts";

/** The ledger-wise trial balance of a day: a name and its balance are siblings, debit and credit apart. */
export function* trialBalanceReport(books: Books, asOf: LocalDate): Generator<string> {
  yield "<ENVELOPE>\r\n";
  for (const { ledger, balance } of trialBalance(books, asOf)) {
    const debit = balance < 0n ? toRupees(balance) : "";
    const credit = balance > 0n ? toRupees(balance) : "";
    yield (
      ` <DSPACCNAME>\r\n  <DSPDISPNAME>${escapeText(ledger)}</DSPDISPNAME>\r\n </DSPACCNAME>\r\n` +
        ` <DSPACCINFO>\r\n  <DSPCLDRAMT>\r\n   <DSPCLDRAMTA>${debit}</DSPCLDRAMTA>\r\n  </DSPCLDRAMT>\r\n` +
        `  <DSPCLCRAMT>\r\n   <DSPCLCRAMTA>${credit}</DSPCLCRAMTA>\r\n  </DSPCLCRAMT>\r\n </DSPACCINFO>\r\n`
    );
  }
  yield "</ENVELOPE>\r\n";
}

/** Bills Receivable or Bills Payable: BILLFIXED holds day, name and party, the amounts follow as its siblings. */
export function* billsReport(
  books: Books,
  side: "receivable" | "payable",
  asOf: LocalDate,
): Generator<string> {
  const names = new Map(books.ledgers.map((ledger) => [ledger.masterId, ledger.name]));
  yield "<ENVELOPE>\r\n";
  for (const bill of pendingBills(books, side, asOf)) {
    const overdue = daysBetween(bill.due, asOf);
    yield (
      ` <BILLFIXED>\r\n  <BILLDATE>${reportDay(bill.date)}</BILLDATE>\r\n  <BILLREF>${escapeText(bill.name)}</BILLREF>\r\n` +
        `  <BILLPARTY>${escapeText(names.get(bill.ledger) ?? "")}</BILLPARTY>\r\n</BILLFIXED>\r\n` +
        ` <BILLCL>${toRupees(bill.balance)}</BILLCL>\r\n <BILLDUE>${reportDay(bill.due)}</BILLDUE>\r\n` +
        ` <BILLOVERDUE>${overdue > 0 ? overdue : ""}</BILLOVERDUE>\r\n`
    );
  }
  yield "</ENVELOPE>\r\n";
}
