import { parseLocalDate, type LocalDate } from "@cfa/values/local-date";
import { parseRupees, toRupees, type Paise } from "@cfa/values/money";
import { z } from "zod";

import type { LedgerDraft } from "../company/master-edits.ts";
import type { VoucherDraft } from "../company/voucher-edits.ts";

/*
 * How things are written to the control port: days as "2025-04-01", sums as rupees in a string, debit negative
 * ("-1180.00"), ledgers, groups and voucher types by name, vouchers by GUID.
 */

/** A day. */
export const Day = z.string().transform((text, context): LocalDate => {
  const date = parseLocalDate(text);
  if (date.ok) return date.value;
  context.addIssue({ code: "custom", message: `a day is written as YYYY-MM-DD, not "${text}"` });
  return z.NEVER;
});

/** A sum. */
export const Rupees = z.string().transform((text, context): Paise => {
  const paise = parseRupees(text);
  if (paise.ok) return paise.value;
  context.addIssue({ code: "custom", message: `a sum is written as rupees, not "${text}"` });
  return z.NEVER;
});

const Bill = z.strictObject({
  type: z.enum(["New Ref", "Agst Ref", "Advance", "On Account"]),
  name: z.string().default(""),
  amount: Rupees,
  creditDays: z.int().optional(),
  billDate: Day.optional(),
  foreign: z.string().optional(),
});

const Bank = z.strictObject({
  transactionType: z.string(),
  instrumentNumber: z.string(),
  instrumentDate: Day,
  bankersDate: Day.nullable(),
});

const Entry = z.strictObject({
  ledger: z.string(),
  amount: Rupees,
  isParty: z.boolean().optional(),
  bills: z.array(Bill).optional(),
  bank: Bank.optional(),
  foreign: z.string().optional(),
});

const Extra = z.record(z.string(), z.string());

const VoucherParts = {
  date: Day,
  type: z.string(),
  entries: z.array(Entry),
  party: z.string().optional(),
  number: z.string().optional(),
  reference: z.string().optional(),
  referenceDate: Day.nullable().optional(),
  narration: z.string().optional(),
  isInvoice: z.boolean().optional(),
  isOptional: z.boolean().optional(),
  isPostDated: z.boolean().optional(),
  dueText: z.string().optional(),
  extra: Extra.optional(),
};

/** A voucher as it is typed. */
export const VoucherFields = z.strictObject(VoucherParts);
export const VoucherChanges = VoucherFields.partial();

const OpeningBill = z.strictObject({
  name: z.string(),
  date: Day,
  amount: Rupees,
  creditDays: z.int().nullable().default(null),
  isAdvance: z.boolean().default(false),
});

/** A ledger as it is typed. */
export const LedgerFields = z.strictObject({
  name: z.string(),
  parent: z.string(),
  aliases: z.array(z.string()).optional(),
  opening: Rupees.optional(),
  openingBills: z.array(OpeningBill).optional(),
  isBillWise: z.boolean().optional(),
  creditDays: z.int().nullable().optional(),
  creditLimit: Rupees.nullable().optional(),
  currency: z.string().optional(),
  extra: Extra.optional(),
});
export const LedgerChanges = LedgerFields.partial();

/** What was given, without the fields that were not: the books tell "not given" from "given as nothing". */
export function given<T extends object>(fields: T): Given<T> {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as Given<T>;
}

type Given<T> = { [K in keyof T]: Exclude<T[K], undefined> };

export function voucherDraft(fields: z.infer<typeof VoucherFields>): VoucherDraft {
  return given(fields) as VoucherDraft;
}

export function voucherChanges(fields: z.infer<typeof VoucherChanges>): Partial<VoucherDraft> {
  return given(fields) as Partial<VoucherDraft>;
}

export function ledgerDraft(fields: z.infer<typeof LedgerFields>): LedgerDraft {
  return given(fields);
}

export function ledgerChanges(fields: z.infer<typeof LedgerChanges>): Partial<LedgerDraft> {
  return given(fields);
}

/** JSON with sums as rupees. */
export function toJson(value: unknown): string {
  return JSON.stringify(value, (_, each: unknown) => (typeof each === "bigint" ? toRupees(each) : each), 1);
}
