/* What the assistant can be asked for, as names. */

/** The measures of the catalogue: each is one of the figures or lists that a screen shows too. */
export const MEASURES = [
  "receivable",
  "overdue-receivable",
  "payable",
  "overdue-payable",
  "bills-due",
  "payables-due",
  "net-position",
  "last-receipt",
  "last-payment",
  "receipts",
  "payments",
  "sales",
  "sales-returns",
  "purchases",
  "purchase-returns",
  "lost-customers",
  "expenses",
  "net-profit",
  "gross-profit",
  "gst",
  "gst-output",
  "gst-input",
  "tds-awaited",
  "cash-balance",
  "ledger-balance",
  "cash-forecast",
  "expected-receipts",
  "cash-after-dues",
  "ledger-statement",
  "trial-balance",
  "day-book",
  "voucher",
  "voucher-count",
  "unadjusted",
  "duplicates",
  "negative-cash",
  "days-to-pay",
  "payment-class",
  "expected-payment",
  "days-outstanding",
  "offers",
  "offer-cost",
  "messages",
  "promises",
  "sync",
  "tie-out",
  "draft-reminder",
] as const;
export type Measure = (typeof MEASURES)[number];

/** By what a figure is taken apart. `age`: buckets of days overdue. `type`: of voucher. */
export const GROUPINGS = [
  "party",
  "bill",
  "voucher",
  "ledger",
  "age",
  "type",
  "day",
  "week",
  "month",
  "class",
] as const;
export type Grouping = (typeof GROUPINGS)[number];

/** What stands first. `most` and `least`: by the figure; `latest` and `earliest`: by the day. */
export const ORDERS = ["most", "least", "latest", "earliest"] as const;

/** What is worked out of one or two results. `share`: of the rows shown in the whole; `difference`: the first less the second. */
export const CALCULATIONS = ["share", "difference"] as const;
export type Calculation = (typeof CALCULATIONS)[number];

/** How long a question may be. */
export const QUESTION_LENGTH = 500;
