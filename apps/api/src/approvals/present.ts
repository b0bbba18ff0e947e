import type { Approval, ApprovalState } from "@cfa/contract/approvals";
import { openOf } from "@cfa/db/queries/bill-sums";
import type { CorrectionRow } from "@cfa/db/queries/corrections";
import type { BooksReader } from "@cfa/db/queries/snapshot";
import { idOut } from "@cfa/values/ids";
import { paiseToJson } from "@cfa/values/money";

import type { Scope } from "../context.ts";
import { namesFor, type Names } from "../corrections/names.ts";
import { billOf } from "../corrections/present.ts";

/** Why a correction ended in whose place the owner approved another sum or day. */
export const CHANGED = "approved with changes";

/** Write-offs that asked for an owner's word, as people read them: with what is open of their bills now. */
export async function presentApprovals(
  reader: BooksReader,
  rows: readonly CorrectionRow[],
  scope: Scope,
): Promise<Approval[]> {
  const names = await namesFor(
    reader,
    rows.map((row) => ({ ...row, bill: billOf(row) })),
  );
  const bills = rows.flatMap((row) => billIdOf(row, names) ?? []);
  const open = await openOf(reader, bills);
  return rows.map((row) => {
    const party = names.party(row.ledgerGuid);
    const { amount, date } = row.value as { amount: string; date: string };
    const state = stateOf(row);
    return {
      approvalId: idOut("correction", row.correctionId),
      kind: "write-off",
      state,
      party: party === undefined ? null : { partyId: idOut("party", party.ledgerId), name: party.name },
      bill: presentBill(row, { names, open }),
      amount,
      day: date,
      reason: row.reason,
      askedBy: row.createdName,
      askedAt: row.createdAt.toISOString(),
      decidedBy: row.decidedName,
      decidedAt: row.decidedAt?.toISOString() ?? null,
      decidedWhy: row.decidedWhy,
      changed: row.endedWhy === CHANGED,
      endedWhy: row.endedWhy,
      may: { decide: scope.role === "owner" && state === "asked", takeBack: state === "asked" },
    };
  });
}

function stateOf({ state, decidedAt }: CorrectionRow): ApprovalState {
  if (state === "waiting") return "asked";
  if (state === "rejected") return "refused";
  return decidedAt === null ? "ended" : "approved";
}

function presentBill(
  row: CorrectionRow,
  { names, open }: { names: Names; open: ReadonlyMap<string, bigint> },
): Approval["bill"] {
  const key = billOf(row);
  if (key === null) return null;
  const billId = billIdOf(row, names);
  const isOpen = billId === undefined ? undefined : open.get(billId);
  return {
    billId: billId === undefined ? null : idOut("bill", billId),
    name: names.bill(key)?.name ?? key.nameKey,
    date: key.date,
    open: isOpen === undefined ? null : paiseToJson(isOpen),
  };
}

function billIdOf(row: CorrectionRow, names: Names): string | undefined {
  const key = billOf(row);
  return key === null ? undefined : names.bill(key)?.billId;
}
