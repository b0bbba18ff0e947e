import { z } from "zod";

import { idPattern, MAIL_ADDRESS, MAIL_ADDRESS_LENGTH } from "./typed.ts";

/** A sum as a decimal string of paise ("-123450" is minus ₹1,234.50). The only form of money on the wire. */
export const Paise = z
  .string()
  .regex(/^-?\d{1,18}$/)
  .describe("decimal string of paise");

/** A calendar day in India, "YYYY-MM-DD". */
export const Day = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}$/)
  .describe("calendar day in India, YYYY-MM-DD");

/** A moment in UTC, ISO 8601. */
export const Moment = z.string().describe("moment in UTC, ISO 8601");

/** An outward id of one kind, such as "pty_…". */
export function idOf(prefix: string): z.ZodString {
  return z.string().regex(idPattern(prefix));
}

export const CompanyId = idOf("cmp");
export const PartyId = idOf("pty");
export const BillId = idOf("bil");
export const VoucherId = idOf("vch");
export const LedgerId = idOf("led");
export const DraftId = idOf("dft");
export const CorrectionId = idOf("cor");
export const BulkId = idOf("blk");
export const ViewId = idOf("svw");
export const MemberId = idOf("usr");
export const InvitationId = idOf("inv");
export const KeyId = idOf("key");
export const PairingId = idOf("par");
export const ScenarioId = idOf("scn");

/** A mail address, in small letters: in whatever letters it is written, it is one mailbox to us. */
export const MailAddress = z.email({ pattern: MAIL_ADDRESS }).max(MAIL_ADDRESS_LENGTH).toLowerCase();
