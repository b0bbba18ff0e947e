import { daysBetween, type LocalDate } from "@cfa/values/local-date";
import { toRupees, type Paise } from "@cfa/values/money";

import type { StatedBill } from "../../sample-company/stated-bills.ts";
import {
  billKey,
  openedAmounts,
  outstandingsOf,
  pendingBillsOn,
  postDatedAfter,
  type BillsSide,
} from "../company/pending-bills.ts";
import type { LedgerNow } from "../company/state.ts";
import type { View } from "../company/view.ts";
import type { Settings } from "../server/settings.ts";
import { escapeText, reportDay } from "../xml/text.ts";
import { flat } from "./rows.ts";

type Columns = Settings["billColumns"];

/**
 * Bills Receivable or Bills Payable: BILLFIXED holds day, name and party, the amounts follow as its siblings. Opening
 * and post-dated columns are there when they are switched on.
 */
export function billsReport(view: View, side: BillsSide, columns: Columns): Iterable<string> {
  const { state, period } = view;
  const rows = function* (): Generator<string> {
    const more = furtherOf(view, columns);
    for (const bill of pendingBillsOn(state, side, period.to)) {
      yield fixed(bill, view.ledgerName(bill.ledger)) + amounts(bill, period.to, more);
    }
  };
  return flat(rows());
}

/** The outstandings of one party, of both sides; no line names the party. What is on account comes last. */
export function ledgerOutstandings(view: View, ledger: LedgerNow, columns: Columns): Iterable<string> {
  const asOf = view.period.to;
  const { bills, onAccount } = outstandingsOf(view.state, ledger.masterId, asOf);
  const more = furtherOf(view, columns);
  const rows = bills.map((bill) => fixed(bill) + amounts(bill, asOf, more));
  if (onAccount !== 0n) {
    rows.push(
      ` <BILLFIXED>\r\n  <BILLDATE></BILLDATE>\r\n  <BILLREF>On Account</BILLREF>\r\n</BILLFIXED>\r\n` +
        ` <BILLCL>${toRupees(onAccount)}</BILLCL>\r\n <BILLDUE></BILLDUE>\r\n <BILLOVERDUE></BILLOVERDUE>\r\n`,
    );
  }
  return flat(rows);
}

/** The columns that are switched on, by `billKey`. */
type Further = {
  readonly opened?: ReadonlyMap<string, Paise>;
  readonly postDated?: ReadonlyMap<string, Paise>;
};

function furtherOf({ state, period }: View, columns: Columns): Further {
  return {
    ...(columns.opening ? { opened: openedAmounts(state, period.to) } : {}),
    ...(columns.postDated ? { postDated: postDatedAfter(state, period.to) } : {}),
  };
}

function fixed(bill: StatedBill, party?: string): string {
  const named = party === undefined ? "" : `  <BILLPARTY>${escapeText(party)}</BILLPARTY>\r\n`;
  return ` <BILLFIXED>\r\n  <BILLDATE>${reportDay(bill.date)}</BILLDATE>\r\n  <BILLREF>${escapeText(bill.name)}</BILLREF>\r\n${named}</BILLFIXED>\r\n`;
}

function amounts(bill: StatedBill, asOf: LocalDate, { opened, postDated }: Further): string {
  const key = billKey(bill.ledger, bill.name);
  const overdue = daysBetween(bill.due, asOf);
  let xml = "";
  if (opened !== undefined) xml += ` <BILLOP>${toRupees(opened.get(key) ?? 0n)}</BILLOP>\r\n`;
  xml += ` <BILLCL>${toRupees(bill.balance)}</BILLCL>\r\n`;
  if (postDated !== undefined) {
    const later = postDated.get(key) ?? 0n;
    xml += ` <BILLPDC>${later === 0n ? "" : toRupees(later)}</BILLPDC>\r\n`;
    xml += ` <BILLFINAL>${toRupees(bill.balance + later)}</BILLFINAL>\r\n`;
  }
  return `${xml} <BILLDUE>${reportDay(bill.due)}</BILLDUE>\r\n <BILLOVERDUE>${overdue > 0 ? overdue : ""}</BILLOVERDUE>\r\n`;
}
