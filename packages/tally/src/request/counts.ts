import type { Period } from "@cfa/values/period";

import { aggregateRequest, type TallyRequest } from "./envelope.ts";

/** Columns that our counts define. */
export const DAY = "CfaDay";
export const YEAR = "CfaYear";
export const MONTH = "CfaMonth";
export const TYPE = "CfaType";
export const PART = "CfaPart";
export const COUNT = "CfaCount";
export const AMOUNT = "CfaAmount";

const COUNTED = `${COUNT} : Sum : $$Number:1`;

/** How many vouchers each day of a period holds, cancelled and optional ones included. */
export function countsByDayRequest(company: string, period: Period): TallyRequest {
  return aggregateRequest({
    about: `voucher counts by day of ${company}, ${period.from} to ${period.to}`,
    company,
    type: "Voucher",
    fields: ["Date"],
    period,
    by: [`${DAY} : $Date`],
    compute: [COUNTED],
  });
}

/** Count and sum of $Amount of a period's vouchers by month and voucher type, cancelled and optional ones included. */
export function countsByTypeRequest(company: string, period: Period): TallyRequest {
  return aggregateRequest({
    about: `voucher totals by month and type of ${company}, ${period.from} to ${period.to}`,
    company,
    type: "Voucher",
    fields: ["Date", "VoucherTypeName", "Amount"],
    period,
    by: [`${YEAR} : $$YearOfDate:$Date`, `${MONTH} : $$MonthOfDate:$Date`, `${TYPE} : $VoucherTypeName`],
    compute: [COUNTED, `${AMOUNT} : Sum : $Amount`],
  });
}

const MASTERS = { groups: "Group", ledgers: "Ledger", voucherTypes: "VoucherType" } as const;

/** How many masters of a kind there are, by parent. No period: dates on masters freeze Tally (A2, rule 2). */
export function masterCountRequest(company: string, kind: keyof typeof MASTERS): TallyRequest {
  return aggregateRequest({
    about: `number of ${kind} of ${company}`,
    company,
    type: MASTERS[kind],
    fields: ["Parent"],
    by: [`${PART} : $Parent`],
    compute: [COUNTED],
  });
}
