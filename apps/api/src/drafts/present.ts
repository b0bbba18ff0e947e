import { DraftHistory, type Draft, type DraftPreview } from "@cfa/contract/drafts";
import { VoucherRecord } from "@cfa/contract/records";
import { draftHistory, draftRow, type DraftRow } from "@cfa/db/queries/drafts/read";
import type { BooksReader } from "@cfa/db/queries/snapshot";
import { checkDraft, type DraftVerdict } from "@cfa/tally/write-back/check-draft";
import { importRequest, narrationOf } from "@cfa/tally/write-back/import-xml";
import { differencesOf } from "@cfa/tally/write-back/read-back";
import { idOut } from "@cfa/values/ids";
import { paiseToJson } from "@cfa/values/money";

import { ApiFailure } from "../errors.ts";
import { gatherFacts, readGround, type Ground } from "./ground.ts";
import { mayWithdraw, outcomeOf, voucherOf } from "./stored.ts";

/** A draft in a list. */
export function presentDraft(row: DraftRow): Draft {
  const voucher = voucherOf(row);
  const outcome = outcomeOf(row);
  return {
    draftId: idOut("draft", row.draft_id),
    marker: row.marker,
    kind: row.kind,
    gst: row.gst,
    state: row.state,
    mode: row.mode,
    party: { partyId: idOut("party", row.ledger_id), name: voucher.party },
    bill: { billId: idOut("bill", row.bill_id), name: voucher.bill },
    amount: paiseToJson(row.amount),
    date: row.date,
    createdAt: row.created_at.toISOString(),
    createdBy: row.created_name,
    acceptedAt: row.accepted_at?.toISOString() ?? null,
    acceptedBy: row.accepted_name,
    outcome: outcome && {
      code: outcome.code,
      message: outcome.message,
      fix: outcome.fix,
      ...(outcome.words === undefined ? {} : { words: outcome.words }),
    },
    became: presentBecame(row),
  };
}

/** Everything about a draft, held against the books as they are now while it can still be accepted. */
export async function readPreview(reader: BooksReader, draftId: string, now: Date): Promise<DraftPreview> {
  const row = await draftRow(reader, draftId);
  if (row === undefined) throw new ApiFailure("not-found");
  const voucher = voucherOf(row);
  const outcome = outcomeOf(row);
  const ground = await readGround(reader, now);
  const verdict = await verdictNow(reader, row, ground);
  return {
    draft: presentDraft(row),
    type: voucher.type,
    narration: narrationOf(voucher),
    lines: voucher.lines.map(({ ledger, amount }) => ({ ledger, amount: paiseToJson(-BigInt(amount)) })),
    xml: row.xml ?? importRequest(ground?.company.name ?? "", voucher, { isOptional: false }).xml,
    ...verdict,
    readBack: outcome?.readBack ?? null,
    differences: outcome?.differences ?? [],
    mayWithdraw: mayWithdraw(row),
    history: await presentHistory(reader, draftId),
  };
}

/** A draft that has been accepted is no longer judged here: the agent's last check is. */
async function verdictNow(
  reader: BooksReader,
  row: DraftRow,
  ground: Ground | undefined,
): Promise<{ [Part in keyof DraftVerdict]: DraftVerdict[Part][number][] }> {
  if (row.state !== "drafted" || ground === undefined) return { problems: [], warnings: [], ways: [] };
  const voucher = voucherOf(row);
  const { ledger_id: ledgerId, gst, draft_id: draftId } = row;
  const about = { ground, voucher, ledgerId, isTaxNote: gst === "section34", draftId };
  const { problems, warnings, ways } = checkDraft(voucher, (await gatherFacts(reader, about)).facts);
  return { problems: [...problems], warnings: [...warnings], ways: [...ways] };
}

function presentBecame(row: DraftRow): Draft["became"] {
  const { became } = row;
  if (became === null) return null;
  const { voucherId, number, date, state } = became;
  const record = VoucherRecord.safeParse(became.record);
  // A person may make an optional voucher count: that is what it is for.
  const differs =
    record.success &&
    differencesOf(voucherOf(row), record.data, { isOptional: record.data.isOptional === true }).length > 0;
  return { voucherId: idOut("voucher", voucherId), number, date, state, differs };
}

async function presentHistory(reader: BooksReader, draftId: string): Promise<DraftPreview["history"]> {
  const steps = await draftHistory(reader, draftId);
  return steps.map(({ at, who, action, detail }) => {
    const { note, mode } = detail as { note?: unknown; mode?: unknown };
    const words = [mode, note].filter((part) => typeof part === "string").join(": ");
    return DraftHistory.parse({
      at: at.toISOString(),
      who,
      action: action.replace("draft.", ""),
      note: words,
    });
  });
}
