import { HOLDING_STATES, ofKind, type Correction } from "@cfa/books/corrections/correction";
import type { CorrectionGround, LedgerFacts } from "@cfa/books/corrections/ground";
import { groundOf, type PartyGroup } from "@cfa/books/corrections/party-group";
import { PARTY_GONE, reviewCorrection, type Review } from "@cfa/books/corrections/review";
import { readCorrection } from "@cfa/books/corrections/stored";
import type { CompanyTx } from "@cfa/db/company-scope";
import { moveCorrection, noteCorrectionStep, type CorrectionRow } from "@cfa/db/queries/corrections";
import { partyLedgers } from "@cfa/db/queries/party-ledgers";
import { companySetting } from "@cfa/db/queries/settings/company-setting";
import type { LocalDate } from "@cfa/values/local-date";
import { jsonWithPaise } from "@cfa/values/money";

import { factsOf } from "./ledger-facts.ts";

/** Who it is in the audit log that holds corrections against Tally. */
export const THE_SYNC = { id: "sync", name: "the sync" };

/**
 * Holds each correction against what Tally says now: it is kept, retired with its reason, or put to a person as a conflict. What
 * changes goes into the audit log. Answers those that hold, as they stand now, in the order they were made.
 */
export async function reviewCorrections(
  tx: CompanyTx,
  rows: readonly CorrectionRow[],
  { groups, booksFrom }: { groups: ReadonlyMap<string, PartyGroup>; booksFrom: LocalDate },
): Promise<Correction[]> {
  const corrections = rows.map(readCorrection);
  const others = await ledgersSpokenOf(tx, corrections);
  const { defaultCreditDays: companyCreditDays } = await companySetting(tx);
  const grounds = new Map<string, CorrectionGround>();
  const holding: Correction[] = [];
  for (const [index, row] of rows.entries()) {
    const correction = corrections[index];
    const group = groups.get(row.ledgerGuid);
    if (correction === undefined) continue;
    let ground = grounds.get(row.ledgerGuid);
    if (ground === undefined && group !== undefined) {
      const company = { booksFrom, companyCreditDays };
      ground = groundOf(group, company, { ledgerGuid: row.ledgerGuid, others });
      grounds.set(row.ledgerGuid, ground);
    }
    const review: Review =
      ground === undefined ? { outcome: "retire", why: PARTY_GONE } : reviewCorrection(correction, ground);
    const state = await settleReview(tx, row, review);
    const states: readonly string[] = HOLDING_STATES;
    if (states.includes(state)) holding.push({ ...correction, state });
  }
  return holding;
}

/** Moves a correction to where the review puts it, and writes that down when it is news. Answers its state. */
async function settleReview(
  tx: CompanyTx,
  row: CorrectionRow,
  review: Review,
): Promise<CorrectionRow["state"]> {
  const before = { state: row.state, now: row.now };
  if (review.outcome === "retire") {
    await moveCorrection(tx, row.correctionId, {
      state: "retired",
      ended_at: new Date(),
      ended_why: review.why,
    });
    await note(tx, row, { action: "retired", before, after: { state: "retired", why: review.why } });
    return "retired";
  }
  // What waits for the owner goes on waiting; what has moved meanwhile is shown beside it.
  const state = row.state === "waiting" ? "waiting" : review.outcome === "conflict" ? "conflict" : "active";
  const now = review.now;
  if (state === row.state && isSameJson(now, row.now)) return state;
  await moveCorrection(tx, row.correctionId, { state, now: now === null ? null : jsonWithPaise(now) });
  const action = state === row.state ? "moved" : state === "conflict" ? "conflict" : "agreed";
  await note(tx, row, { action, before, after: { state, now } });
  return state;
}

async function note(
  tx: CompanyTx,
  { correctionId, kind, ledgerGuid }: CorrectionRow,
  { action, before, after }: { action: string; before: object; after: object },
): Promise<void> {
  const detail = jsonWithPaise({ kind, ledgerGuid, before, after });
  await noteCorrectionStep(tx, { correctionId, action, by: THE_SYNC, detail });
}

async function ledgersSpokenOf(
  tx: CompanyTx,
  corrections: readonly Correction[],
): Promise<Map<string, LedgerFacts>> {
  const guids = ofKind(corrections, "merge").map(({ value }) => value.intoGuid);
  return new Map((await partyLedgers(tx, { guids })).map((row) => [row.guid, factsOf(row)]));
}

/** JSON out of the database has its fields in an order of its own. */
function isSameJson(a: unknown, b: unknown): boolean {
  return canonical(JSON.parse(jsonWithPaise(a))) === canonical(b);
}

function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join()}]`;
  if (typeof value !== "object" || value === null) return JSON.stringify(value) ?? "null";
  const fields = Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1));
  return `{${fields.map(([field, each]) => `${JSON.stringify(field)}:${canonical(each)}`).join()}}`;
}
