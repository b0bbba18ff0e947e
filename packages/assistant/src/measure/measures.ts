/* What may be asked, each by one name: figures and lists of the catalogue, and what is not answered with a figure. */

/** What the catalogue can be asked for. */
export const MEASURES = [
  "receivable",
  "overdue-receivable",
  "payable",
  "overdue-payable",
  "bills-due",
  "payables-due",
  "net-position",
  "last-receipt",
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

/** What is asked and gets no figure: too little is said, the books do not hold it, or it is not done. */
export const OTHERS = ["vague", "not-held", "refuse-write", "refuse-rules", "refuse-others"] as const;
export type Other = (typeof OTHERS)[number];
