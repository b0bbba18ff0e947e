import type { LocalDate } from "@cfa/values/local-date";
import { paiseFromJson } from "@cfa/values/money";

import type { Side } from "../bill.ts";
import type { BillKey, Correction, CorrectionKind, CorrectionState } from "./correction.ts";

/** A correction as a row of the database holds it. Sums in its JSON are paise as text. */
export type StoredCorrection = {
  correctionId: string;
  kind: CorrectionKind;
  state: CorrectionState;
  ledgerGuid: string;
  voucherGuid: string | null;
  lineNo: number | null;
  billSide: Side | null;
  billKey: string | null;
  billDate: string | null;
  fromDate: string | null;
  untilDate: string | null;
  value: unknown;
  base: unknown;
};

/** Fields that hold paise, wherever they stand in a value or base. */
const SUMS: ReadonlySet<string> = new Set([
  "amount",
  "open",
  "notes",
  "limit",
  "threshold",
  "outstanding",
  "overdue",
]);

/** Reads a stored correction. Its JSON was checked when it was made. */
export function readCorrection(row: StoredCorrection): Correction {
  const { correctionId, kind, state, ledgerGuid, voucherGuid, lineNo } = row;
  const read = {
    correctionId,
    kind,
    state,
    ledgerGuid,
    line: voucherGuid === null || lineNo === null ? null : { voucherGuid, lineNo },
    bill: billOf(row),
    fromDate: row.fromDate as LocalDate | null,
    untilDate: row.untilDate as LocalDate | null,
    value: fromJson(row.value),
    base: fromJson(row.base),
  };
  return read as unknown as Correction;
}

function billOf({ ledgerGuid, billSide, billKey, billDate }: StoredCorrection): BillKey | null {
  if (billSide === null || billKey === null || billDate === null) return null;
  return { ledgerGuid, side: billSide, nameKey: billKey, date: billDate as LocalDate };
}

function fromJson(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(fromJson);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([field, each]) => [
      field,
      SUMS.has(field) && typeof each === "string" ? paiseFromJson(each) : fromJson(each),
    ]),
  );
}
