import type { CorrectionKind } from "@cfa/contract/corrections";
import type { ExceptionRow } from "@cfa/contract/exceptions";
import type { Href } from "expo-router";

/** The correction that would put an exception right, as the address of its form; null where none would. */
export function formOf(row: ExceptionRow): ({ kind: CorrectionKind } & Record<string, string>) | null {
  const [party] = row.parties;
  const [bill] = row.bills;
  if (row.kind === "old-bill" && bill !== undefined) return { kind: "write-off", billId: bill.billId };
  if (party === undefined) return null;
  const { partyId } = party;
  if (row.money !== null) {
    return {
      kind: "rematch",
      partyId,
      voucherId: row.money.voucherId,
      lineNo: String(row.money.lineNo),
    };
  }
  if (row.kind === "no-due-date") return { kind: "terms", partyId };
  if (row.kind === "no-contact") return { kind: "contact", partyId };
  return row.kind === "duplicate-parties" ? { kind: "merge", partyId } : null;
}

/** The page of what an exception is about: its conflict, its bill, its party, or what was read from Tally. */
export function pageOf(row: ExceptionRow, companyId: string): Href {
  const [party] = row.parties;
  const [bill] = row.bills;
  if (row.kind === "conflict") {
    return { pathname: "/[companyId]/corrections", params: { companyId, state: "conflict" } };
  }
  if (bill !== undefined && row.bills.length === 1) {
    return { pathname: "/[companyId]/bills/[billId]", params: { companyId, billId: bill.billId } };
  }
  if (party !== undefined) {
    return { pathname: "/[companyId]/parties/[partyId]", params: { companyId, partyId: party.partyId } };
  }
  return { pathname: "/[companyId]/sync", params: { companyId } };
}
