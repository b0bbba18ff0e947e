import { DraftOutcome, DraftVoucher, DECIDED_BY_SEARCH } from "@cfa/contract/draft-voucher";
import type { DraftRow } from "@cfa/db/queries/drafts/read";

/** The voucher of a stored draft. It was checked when it was stored. */
export function voucherOf(row: DraftRow): DraftVoucher {
  return DraftVoucher.parse(row.voucher);
}

/** What became of a stored draft; null while nothing has. */
export function outcomeOf(row: DraftRow): DraftOutcome | null {
  return row.outcome === null ? null : DraftOutcome.parse(row.outcome);
}

/** Whether the agent may still find out by itself what became of a draft. */
export function isWithAgent(row: DraftRow): boolean {
  if (row.mode === "file" || row.mode === null) return false;
  if (row.state === "accepted" || row.state === "sent") return true;
  const outcome = outcomeOf(row);
  return row.state === "unknown" && outcome !== null && DECIDED_BY_SEARCH.has(outcome.code);
}

/**
 * Whether a draft may be taken back: as long as nothing can stand in Tally, or when a person must look there anyway. One that
 * the agent holds may be on its way at this moment.
 */
export function mayWithdraw(row: DraftRow): boolean {
  if (row.state === "drafted" || row.state === "refused") return true;
  if (row.state === "accepted") return row.became === null;
  return row.state === "unknown" && !isWithAgent(row);
}
