import type { AgentDraft, DraftTaken, OutcomeTaken, ReportOutcome, TakeDraft } from "@cfa/contract/drafts";
import type { DraftOutcome } from "@cfa/contract/draft-voucher";
import type { CompanyTx } from "@cfa/db/company-scope";
import { draftsToCarry, type DraftRow } from "@cfa/db/queries/drafts/read";
import { moveDraft, noteDraftStep } from "@cfa/db/queries/drafts/write";
import { checkDraft } from "@cfa/tally/write-back/check-draft";
import { outcome } from "@cfa/tally/write-back/decide";
import { idOut } from "@cfa/values/ids";

import { ApiFailure } from "../errors.ts";
import { holdDraft } from "./accept.ts";
import { gatherFacts, readGround, type Ground } from "./ground.ts";
import { isWithAgent, outcomeOf, voucherOf } from "./stored.ts";

/** An agent that has not been heard for so long has lost its hold on a draft. */
const HOLD_MILLIS = 15 * 60_000;

export type Agent = { readonly keyId: string; readonly now: Date };

/** What an agent has to carry: never anything that nobody has accepted. */
export async function draftsForAgent(tx: CompanyTx, now: Date): Promise<AgentDraft[]> {
  // Asked at every look at Tally: most companies have none, and that must cost next to nothing.
  const rows = (await draftsToCarry(tx)).filter(isWithAgent);
  const ground = rows.length === 0 ? undefined : await readGround(tx, now);
  return ground === undefined ? [] : rows.map((row) => agentDraft(row, ground));
}

/**
 * The last word before anything is sent. From here the draft cannot be taken back. The books are asked once more: a bill that was paid
 * meanwhile refuses it. One that may have been sent already is not refused but may only be looked for.
 */
export async function takeDraft(
  tx: CompanyTx,
  draftId: string,
  { take, agent }: { take: TakeDraft; agent: Agent },
): Promise<DraftTaken> {
  const row = await holdDraft(tx, draftId);
  if (!isWithAgent(row)) return { isYours: false, maySend: false, state: row.state };
  if (row.state !== "accepted" && row.agent_id !== take.agentId) refuseBeside(row, agent.now);
  const problems = await problemsNow(tx, row, agent.now);
  const who = { userId: `agent:${agent.keyId}`, userName: `Agent on ${take.machine}` };
  if (row.state === "accepted" && problems !== "") {
    const { message, ...refused } = outcome("refused", "check-failed", {});
    const told = { ...refused, message: `${message} ${problems}`, at: agent.now.toISOString() };
    await moveDraft(tx, draftId, {
      state: "refused",
      outcome: JSON.stringify(told),
      decided_at: agent.now,
    });
    await noteDraftStep(tx, { draftId, action: "refused", ...who, detail: { note: told.message } });
    return { isYours: false, maySend: false, state: "refused" };
  }
  const state = row.state === "accepted" ? "sent" : row.state;
  await moveDraft(tx, draftId, { state, sent_at: agent.now, agent_id: take.agentId });
  if (row.state === "accepted" || row.agent_id !== take.agentId) {
    await noteDraftStep(tx, { draftId, action: "sent", ...who, detail: { agentId: take.agentId } });
  }
  return { isYours: true, maySend: problems === "", state };
}

/** What became of a draft. The same report again changes nothing; what is certain stays. */
export async function takeOutcome(
  tx: CompanyTx,
  draftId: string,
  { report, agent }: { report: ReportOutcome; agent: Agent },
): Promise<OutcomeTaken> {
  const row = await holdDraft(tx, draftId);
  const { outcome: told } = report;
  const before = outcomeOf(row);
  if (row.agent_id !== report.agentId) throw new ApiFailure("other-agent");
  if (row.state === told.state && before?.code === told.code) return { state: row.state };
  if (row.state !== "sent" && row.state !== "unknown") {
    throw new ApiFailure("conflict", { message: `This draft is ${row.state} already.` });
  }
  await moveDraft(tx, draftId, {
    state: told.state,
    outcome: JSON.stringify(told),
    decided_at: agent.now,
  });
  await noteDraftStep(tx, {
    draftId,
    action: told.state,
    userId: `agent:${agent.keyId}`,
    userName: "Agent",
    detail: detailOf(told),
  });
  return { state: told.state };
}

function agentDraft(row: DraftRow, ground: Ground): AgentDraft {
  return {
    draftId: idOut("draft", row.draft_id),
    company: ground.company,
    voucher: voucherOf(row),
    isOptional: row.mode === "optional",
    openYear: ground.days.openYear,
    xml: row.xml ?? "",
    wasTaken: row.state !== "accepted",
  };
}

function refuseBeside(row: DraftRow, now: Date): void {
  const quiet = now.getTime() - (row.sent_at?.getTime() ?? 0);
  if (quiet >= HOLD_MILLIS) return;
  throw new ApiFailure("other-agent", {
    message: "Another agent is writing this draft into Tally at the moment.",
    retryAfterSeconds: Math.ceil((HOLD_MILLIS - quiet) / 1000),
  });
}

async function problemsNow(tx: CompanyTx, row: DraftRow, now: Date): Promise<string> {
  const ground = await readGround(tx, now);
  if (ground === undefined) return "Tally has not been read.";
  const voucher = voucherOf(row);
  const { facts } = await gatherFacts(tx, {
    ground,
    voucher,
    ledgerId: row.ledger_id,
    isTaxNote: row.gst === "section34",
    draftId: row.draft_id,
  });
  return checkDraft(voucher, facts)
    .problems.map((problem) => problem.message)
    .join(" ");
}

function detailOf({ code, message, counters, words, readBack, differences }: DraftOutcome): object {
  return { code, note: message, counters, words, readBack, differences };
}
