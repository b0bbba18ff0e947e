import type { Measure } from "@cfa/contract/assistant-kinds";

import type { Asked, Found } from "./asked.ts";
import { cashBalance, ledgerBalance } from "./measures/balances.ts";
import { daysOutstanding, daysToPay, paymentClass } from "./measures/behaviour.ts";
import { ledgerStatement, oneVoucher, trialBalance } from "./measures/books.ts";
import { dayBook } from "./measures/day-book.ts";
import { draftReminder } from "./measures/draft-reminder.ts";
import { billsDue, cashAfterDues, netPosition, payablesDue } from "./measures/due.ts";
import { expectedPayment, expectedReceipts } from "./measures/expected.ts";
import { flow } from "./measures/flows.ts";
import { cashForecast } from "./measures/forecast.ts";
import { gst, gstOf } from "./measures/gst.ts";
import { lastMoney } from "./measures/last-money.ts";
import { lostCustomers } from "./measures/lost-customers.ts";
import { offerCost, offers } from "./measures/offers.ts";
import { outstanding } from "./measures/outstanding.ts";
import { profit } from "./measures/profit.ts";
import { duplicates, negativeCash, unadjusted } from "./measures/suspects.ts";
import { sync, tieOut } from "./measures/sync.ts";
import { tdsAwaited } from "./measures/tds.ts";
import { messages, promises } from "./measures/words-with-customers.ts";

/** How each measure is read. */
export const MEASURE_OF: Readonly<Record<Measure, (asked: Asked) => Promise<Found>>> = {
  receivable: outstanding("receivable", { isOverdue: false }),
  "overdue-receivable": outstanding("receivable", { isOverdue: true }),
  payable: outstanding("payable", { isOverdue: false }),
  "overdue-payable": outstanding("payable", { isOverdue: true }),
  "bills-due": billsDue,
  "payables-due": payablesDue,
  "net-position": netPosition,
  "last-receipt": lastMoney("receipts"),
  "last-payment": lastMoney("payments"),
  receipts: flow("receipts"),
  payments: flow("payments"),
  sales: flow("sales"),
  "sales-returns": flow("sales-returns"),
  purchases: flow("purchases"),
  "purchase-returns": flow("purchase-returns"),
  "lost-customers": lostCustomers,
  expenses: flow("expenses"),
  "net-profit": profit("net"),
  "gross-profit": profit("gross"),
  gst,
  "gst-output": gstOf("output"),
  "gst-input": gstOf("input"),
  "tds-awaited": tdsAwaited,
  "cash-balance": cashBalance,
  "ledger-balance": ledgerBalance,
  "cash-forecast": cashForecast,
  "expected-receipts": expectedReceipts,
  "cash-after-dues": cashAfterDues,
  "ledger-statement": ledgerStatement,
  "trial-balance": trialBalance,
  "day-book": dayBook,
  voucher: oneVoucher,
  "voucher-count": flow("vouchers"),
  unadjusted,
  duplicates,
  "negative-cash": negativeCash,
  "days-to-pay": daysToPay,
  "payment-class": paymentClass,
  "expected-payment": expectedPayment,
  "days-outstanding": daysOutstanding,
  offers,
  "offer-cost": offerCost,
  messages,
  promises,
  sync,
  "tie-out": tieOut,
  "draft-reminder": draftReminder,
};
