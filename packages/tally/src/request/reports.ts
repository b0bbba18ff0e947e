import type { LocalDate } from "@cfa/values/local-date";
import { financialYearOf, type Period } from "@cfa/values/period";

import { reportRequest, type TallyRequest } from "./envelope.ts";

/** Which side of a Bills report: what is owed to the company, or by it. */
export type BillsSide = "receivable" | "payable";

/** Every ledger's closing balance on a day; the period starts with that day's financial year unless told otherwise. */
export function trialBalanceRequest(
  company: string,
  asOf: LocalDate,
  options: { from?: LocalDate } = {},
): TallyRequest {
  return reportRequest({
    about: `trial balance of ${company} on ${asOf}`,
    company,
    report: "Trial Balance",
    period: { from: options.from ?? financialYearOf(asOf).from, to: asOf },
    variables: { ISLEDGERWISE: "Yes" },
  });
}

/** The bills pending on a day, as Tally's own report lists them. */
export function billsRequest(company: string, side: BillsSide, asOf: LocalDate): TallyRequest {
  return reportRequest({
    about: `bills ${side} of ${company} on ${asOf}`,
    company,
    report: side === "receivable" ? "Bills Receivable" : "Bills Payable",
    period: { from: financialYearOf(asOf).from, to: asOf },
  });
}

/** Profit and loss of a period, which states the closing stock at its end. */
export function profitAndLossRequest(company: string, period: Period): TallyRequest {
  return reportRequest({
    about: `profit and loss of ${company}, ${period.from} to ${period.to}`,
    company,
    report: "Profit and Loss",
    period,
  });
}
