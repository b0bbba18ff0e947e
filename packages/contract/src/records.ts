import { z } from "zod";

import { Day, Paise } from "./fields.ts";

/*
 * What the agent carries: Tally's objects as JSON, nothing interpreted.
 * Amounts keep Tally's sign (debit negative, credit positive). A reserved value that means "none"
 * ("Primary", "Not Applicable") is null. Names are as Tally gives them; identity is the GUID.
 */

const Name = z.string().max(1_000);
const Text = z.string().max(20_000);
const AlterId = z.number().int().nonnegative();

/** "30 Days", "2 Weeks" or a date as Tally writes it, with the day number (JD) of its base date where given. */
export const CreditPeriodText = z.strictObject({
  text: Name,
  baseDayNumber: z.number().int().optional(),
});
export type CreditPeriodText = z.infer<typeof CreditPeriodText>;

export const CompanyRecord = z.strictObject({
  guid: Name,
  name: Name,
  booksFrom: Day.optional(),
  startingFrom: Day.optional(),
  endingAt: Day.optional(),
  lastVoucherDate: Day.optional(),
  periodFrom: Day.optional().describe("first day of Tally's current period: ledgers' openings are as of it"),
  masterMark: AlterId.optional().describe("AltMstId"),
  voucherMark: AlterId.optional().describe("AltVchId"),
  state: Name.optional(),
  gstin: Name.optional(),
});
export type CompanyRecord = z.infer<typeof CompanyRecord>;

export const GroupRecord = z.strictObject({
  guid: Name,
  masterId: AlterId.optional(),
  alterId: AlterId,
  name: Name,
  parent: Name.nullable().describe("null below the root"),
  reservedName: Name.optional().describe("Tally's own name of a reserved group, kept when it is renamed"),
  isRevenue: z.boolean().optional(),
  isDeemedPositive: z.boolean().optional(),
  affectsGrossProfit: z.boolean().optional(),
});
export type GroupRecord = z.infer<typeof GroupRecord>;

export const OpeningBillRecord = z.strictObject({
  name: Name,
  date: Day.optional(),
  creditPeriod: CreditPeriodText.optional(),
  amount: Paise,
  isAdvance: z.boolean().optional(),
});
export type OpeningBillRecord = z.infer<typeof OpeningBillRecord>;

/** Of a ledger under the law for micro and small enterprises, from a day on. */
export const MsmeRecord = z.strictObject({
  from: Day.optional(),
  enterprise: z.enum(["micro", "small", "medium"]),
  activity: z.enum(["trader", "other"]).optional().describe("other: manufacturing or services"),
});
export type MsmeRecord = z.infer<typeof MsmeRecord>;

export const LedgerRecord = z.strictObject({
  guid: Name,
  masterId: AlterId.optional(),
  alterId: AlterId,
  name: Name,
  aliases: z.array(Name).optional(),
  parent: Name.nullable(),
  openingBalance: Paise.describe("Tally's sign: debit negative"),
  isBillWise: z.boolean().optional(),
  creditPeriod: CreditPeriodText.optional(),
  creditLimit: Paise.optional(),
  currency: Name.optional(),
  mailingName: Name.optional(),
  address: z.array(Name).optional(),
  state: Name.optional(),
  country: Name.optional(),
  pincode: Name.optional(),
  email: Name.optional(),
  emailCc: Name.optional(),
  mobile: Name.optional(),
  phone: Name.optional(),
  contact: Name.optional(),
  gstin: Name.optional(),
  gstRegistrationType: Name.optional(),
  pan: Name.optional(),
  msme: z.array(MsmeRecord).max(100).optional(),
  openingBills: z.array(OpeningBillRecord).optional(),
});
export type LedgerRecord = z.infer<typeof LedgerRecord>;

export const VoucherTypeRecord = z.strictObject({
  guid: Name,
  masterId: AlterId.optional(),
  alterId: AlterId,
  name: Name,
  parent: Name.nullable(),
  reservedName: Name.optional(),
  numbering: Name.optional(),
});
export type VoucherTypeRecord = z.infer<typeof VoucherTypeRecord>;

export const BillAllocationRecord = z.strictObject({
  name: Name.describe("empty when On Account"),
  type: z.enum(["new-ref", "agst-ref", "advance", "on-account"]),
  amount: Paise,
  creditPeriod: CreditPeriodText.optional(),
  date: Day.optional(),
});
export type BillAllocationRecord = z.infer<typeof BillAllocationRecord>;

export const BankAllocationRecord = z.strictObject({
  amount: Paise,
  transactionType: Name.optional(),
  instrumentNumber: Name.optional(),
  instrumentDate: Day.optional(),
  clearedOn: Day.optional().describe("BankersDate"),
});
export type BankAllocationRecord = z.infer<typeof BankAllocationRecord>;

export const EntryRecord = z.strictObject({
  ledger: Name,
  ledgerGuid: Name.optional(),
  amount: Paise.describe("base currency; Tally's sign: debit negative"),
  isDeemedPositive: z.boolean().optional(),
  isParty: z.boolean().optional(),
  foreign: Name.optional().describe("the amount text where it is in a foreign currency"),
  bills: z.array(BillAllocationRecord).max(20_000).optional(),
  bank: z.array(BankAllocationRecord).max(20_000).optional(),
});
export type EntryRecord = z.infer<typeof EntryRecord>;

export const VoucherRecord = z.strictObject({
  guid: Name,
  masterId: AlterId.optional(),
  alterId: AlterId,
  date: Day,
  effectiveDate: Day.optional(),
  type: Name.describe("name of the voucher type, which may be a child of a reserved one"),
  number: Name.optional(),
  reference: Name.optional(),
  referenceDate: Day.optional(),
  party: Name.optional(),
  narration: Text.optional(),
  isInvoice: z.boolean().optional(),
  isCancelled: z.boolean().optional(),
  isOptional: z.boolean().optional(),
  isPostDated: z.boolean().optional(),
  dueText: Name.optional().describe("BasicDueDateOfPymt"),
  amount: Paise.optional().describe(
    "what Tally itself gives as the voucher's amount; to count against its totals",
  ),
  entries: z.array(EntryRecord).max(50_000),
});
export type VoucherRecord = z.infer<typeof VoucherRecord>;

/** That a voucher is in Tally, and as which version: one line of a sweep. */
export const PresenceRecord = z.strictObject({
  guid: Name,
  alterId: AlterId,
  date: Day,
  type: Name,
  number: Name.optional(),
});
export type PresenceRecord = z.infer<typeof PresenceRecord>;

/** A part of Tally's answer that could not be read as a record: kept with its reason, never dropped. */
export const QuarantineRecord = z.strictObject({
  kind: z.enum(["group", "ledger", "voucher-type", "voucher", "other"]),
  guid: Name.optional(),
  name: Name.optional(),
  reason: z.string().max(2_000),
  raw: Text.optional().describe("the object as it came, shortened"),
});
export type QuarantineRecord = z.infer<typeof QuarantineRecord>;

/** What one read of Tally, or one file, yields. */
export const Records = z.strictObject({
  groups: z.array(GroupRecord).optional(),
  ledgers: z.array(LedgerRecord).optional(),
  voucherTypes: z.array(VoucherTypeRecord).optional(),
  vouchers: z.array(VoucherRecord).optional(),
  present: z.array(PresenceRecord).optional().describe("only in a sweep"),
  quarantined: z.array(QuarantineRecord).optional(),
});
export type Records = z.infer<typeof Records>;

/** Records with every kind present. */
export type AllRecords = { [Kind in keyof Records]-?: NonNullable<Records[Kind]> };
