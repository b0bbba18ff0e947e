import { createHash } from "node:crypto";

import type { AcceptDraft } from "@cfa/contract/drafts";
import type { CompanyTx } from "@cfa/db/company-scope";
import { draftRow, type DraftRow } from "@cfa/db/queries/drafts/read";
import { lockBill, lockDraft, moveDraft, noteDraftStep } from "@cfa/db/queries/drafts/write";
import { checkDraft } from "@cfa/tally/write-back/check-draft";
import { importFile, importRequest } from "@cfa/tally/write-back/import-xml";

import type { Scope } from "../context.ts";
import { ApiFailure } from "../errors.ts";
import { gatherFacts, readGround } from "./ground.ts";
import { refuseProblems, unread } from "./make.ts";
import { mayWithdraw, voucherOf } from "./stored.ts";

/** A draft, held until the end of the transaction, behind whatever else is done about its bill. */
export async function holdDraft(tx: CompanyTx, draftId: string): Promise<DraftRow> {
  const seen = await draftRow(tx, draftId);
  if (seen === undefined) throw new ApiFailure("not-found");
  await lockBill(tx, seen.bill_id);
  await lockDraft(tx, draftId);
  const row = await draftRow(tx, draftId);
  if (row === undefined) throw new ApiFailure("not-found");
  return row;
}

/**
 * A person lets this very draft go to Tally in one way. It is held against the books once more, and from here on what is sent does
 * not change. Accepting again in the same way changes nothing.
 */
export async function acceptDraft(
  tx: CompanyTx,
  scope: Scope,
  input: Pick<AcceptDraft, "mode" | "confirmedAmount"> & { draftId: string },
): Promise<void> {
  const { draftId, mode } = input;
  const row = await holdDraft(tx, draftId);
  if (row.state === "accepted" && row.mode === mode) return;
  if (row.state !== "drafted") {
    throw new ApiFailure("conflict", {
      message: "This draft has been accepted or taken back already. Load it again.",
    });
  }
  if (mode === "posted" && input.confirmedAmount !== row.amount.toString()) {
    throw new ApiFailure("bad-input", {
      field: "confirmedAmount",
      message: "Type the amount of the draft to confirm that the voucher is to count in Tally at once.",
    });
  }
  const ground = await readGround(tx, scope.now);
  if (ground === undefined) throw unread();
  const voucher = voucherOf(row);
  const { ledger_id: ledgerId, gst } = row;
  const about = { ground, voucher, ledgerId, isTaxNote: gst === "section34", draftId };
  const { facts, base } = await gatherFacts(tx, about);
  const verdict = checkDraft(voucher, facts);
  refuseProblems(verdict.problems);
  const way = verdict.ways.find((offered) => offered.mode === mode);
  if (way?.isOffered !== true) {
    const gstReason = verdict.warnings.find((warning) => warning.code === "gst-recomputed")?.message;
    const message = way?.reason === "gst" ? gstReason : "No agent of this company has been heard yet.";
    throw new ApiFailure("bad-input", { field: "mode", ...(message === undefined ? {} : { message }) });
  }
  const isOptional = mode === "optional";
  const xml =
    mode === "file"
      ? importFile(ground.company.name, voucher, { isOptional })
      : importRequest(ground.company.name, voucher, { isOptional }).xml;
  const { id: userId, name: userName } = scope.user;
  await moveDraft(tx, draftId, {
    state: "accepted",
    mode,
    xml,
    accepted_base: JSON.stringify(base),
    accepted_at: scope.now,
    accepted_by: userId,
    accepted_name: userName,
  });
  const detail = { mode, role: scope.role, sha256: createHash("sha256").update(xml).digest("hex") };
  await noteDraftStep(tx, { draftId, action: "accepted", userId, userName, detail });
}

/** Takes a draft back, while nothing of it can be on its way. What stands in Tally is not touched: its steps are told. */
export async function withdrawDraft(tx: CompanyTx, scope: Scope, draftId: string): Promise<void> {
  const row = await holdDraft(tx, draftId);
  if (row.state === "withdrawn") return;
  if (!mayWithdraw(row)) {
    const stands = row.state === "written" || row.became !== null;
    throw new ApiFailure("conflict", {
      message: stands
        ? "It stands in Tally and is never altered from here: cancel the voucher there (Alt+X); the next sync opens the bill again."
        : "The agent has it and may be writing it at this moment. Wait until it has reported.",
    });
  }
  const { id: userId, name: userName } = scope.user;
  await moveDraft(tx, draftId, { state: "withdrawn" });
  await noteDraftStep(tx, {
    draftId,
    action: "withdrawn",
    userId,
    userName,
    detail: { from: row.state, mode: row.mode },
  });
}

/** The file of a draft accepted as one, as bytes that Tally imports: UTF-16 with a byte order mark, as it writes files itself. */
export async function draftFile(
  tx: CompanyTx,
  scope: Scope,
  draftId: string,
): Promise<{ name: string; base64: string }> {
  const row = await holdDraft(tx, draftId);
  if (row.state !== "accepted" || row.mode !== "file" || row.xml === null) {
    throw new ApiFailure("conflict", {
      message: "There is a file only of a draft that was accepted as one.",
    });
  }
  const { id: userId, name: userName } = scope.user;
  await noteDraftStep(tx, { draftId, action: "downloaded", userId, userName, detail: {} });
  const bytes = Buffer.from(`\uFEFF${row.xml}`, "utf16le");
  return { name: `${row.marker}-${row.kind}.xml`, base64: bytes.toString("base64") };
}
