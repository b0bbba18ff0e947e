import { randomUUID } from "node:crypto";

import type { CreateDraft } from "@cfa/contract/drafts";
import type { DraftLine, DraftProblem, DraftVoucher } from "@cfa/contract/draft-voucher";
import type { CompanyTx } from "@cfa/db/company-scope";
import { draftBill, draftLedgers, type DraftBill } from "@cfa/db/queries/drafts/facts";
import { draftOfRequest } from "@cfa/db/queries/drafts/read";
import { addDraft, lockBill, noteDraftStep } from "@cfa/db/queries/drafts/write";
import { checkDraft, draftAmount } from "@cfa/tally/write-back/check-draft";
import { markerOf } from "@cfa/tally/write-back/marker";
import { idIn } from "@cfa/values/ids";
import { parseLocalDate } from "@cfa/values/local-date";
import { sum } from "@cfa/values/money";

import type { Scope } from "../context.ts";
import { ApiFailure } from "../errors.ts";
import { uuidOf } from "../uuid-of.ts";
import { gatherFacts, readGround } from "./ground.ts";

/** Makes a draft for a bill and answers its id; the same request again answers the same draft. Nothing goes to Tally. */
export async function makeDraft(tx: CompanyTx, scope: Scope, input: CreateDraft): Promise<string> {
  const billId = uuidOf("bill", input.billId);
  await lockBill(tx, billId);
  const made = await draftOfRequest(tx, input.requestId);
  if (made !== undefined) return made;
  const bill = await draftBill(tx, billId);
  if (bill?.side !== "receivable") throw new ApiFailure("not-found");
  const ground = await readGround(tx, scope.now);
  if (ground === undefined) throw unread();
  const draftId = randomUUID();
  const isCreditNote = input.kind === "credit-note";
  if (isCreditNote === (input.gst === "none"))
    throw wrong("gst", "Say for a credit note whether it takes back GST; a receipt says none.");
  const voucher = await voucherFor(tx, { draftId, bill, input });
  const isTaxNote = input.gst === "section34";
  const about = { ground, voucher, ledgerId: bill.ledgerId, isTaxNote, draftId: null };
  const { facts, base } = await gatherFacts(tx, about);
  refuseProblems(checkDraft(voucher, facts).problems);
  await addDraft(tx, {
    draft_id: draftId,
    request_id: input.requestId,
    marker: voucher.marker,
    kind: input.kind,
    gst: input.gst,
    ledger_id: bill.ledgerId,
    bill_id: bill.billId,
    amount: draftAmount(voucher),
    date: voucher.date,
    voucher: JSON.stringify(voucher),
    base: JSON.stringify(base),
    created_by: scope.user.id,
    created_name: scope.user.name,
    created_at: scope.now,
  });
  const { id: userId, name: userName } = scope.user;
  const detail = { marker: voucher.marker, amount: draftAmount(voucher).toString(), bill: bill.name };
  await noteDraftStep(tx, { draftId, action: "drafted", userId, userName, detail });
  return draftId;
}

/** Throws the first problem as the refusal that a person reads. */
export function refuseProblems(problems: readonly DraftProblem[]): void {
  const [first] = problems;
  if (first !== undefined) throw wrong(first.code, first.message);
}

/** Before the first sync nothing is known of the company's Tally. */
export function unread(): ApiFailure {
  return wrong("company-unread", "Tally has not been read yet; let the agent sync once.");
}

async function voucherFor(
  tx: CompanyTx,
  of: { draftId: string; bill: DraftBill; input: CreateDraft },
): Promise<DraftVoucher> {
  const { bill, input } = of;
  if (!parseLocalDate(input.date).ok) throw wrong("date", `There is no day ${input.date}.`);
  const ids = input.lines.map((line) => idIn("ledger", line.ledgerId));
  const uuids = ids.map((id) => (id.ok ? id.value : ""));
  if (uuids.includes("")) throw wrong("lines", "A line names a ledger that is not there.");
  const ledgers = await draftLedgers(tx, { ids: [bill.ledgerId, ...uuids] });
  const nameOf = (ledgerId: string): string => {
    const ledger = ledgers.find((known) => known.ledgerId === ledgerId);
    if (ledger === undefined) throw wrong("lines", "A line names a ledger that is not there.");
    return ledger.name;
  };
  const lines: DraftLine[] = input.lines.map(({ amount }, at) => ({
    ledger: nameOf(uuids[at] ?? ""),
    amount: (-BigInt(amount)).toString(),
    isParty: false,
  }));
  const total = -sum(lines.map((line) => BigInt(line.amount)));
  if (total <= 0n) throw wrong("lines", "Give an amount above zero.");
  const party = nameOf(bill.ledgerId);
  const note = input.note.trim();
  return {
    marker: markerOf(of.draftId),
    kind: input.kind,
    type: input.type,
    date: input.date,
    party,
    bill: bill.name,
    narration: note === "" ? `Against ${bill.name}` : note,
    lines: [...lines, { ledger: party, amount: total.toString(), isParty: true }],
  };
}

function wrong(field: string, message: string): ApiFailure {
  return new ApiFailure("bad-input", { field, message });
}
