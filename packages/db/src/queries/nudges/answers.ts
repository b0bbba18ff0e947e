import type { CompanyTx } from "../../company-scope.ts";
import type { NudgeAnswerTable, PartyResponseTable } from "../../tables/nudges.ts";
import type { BooksReader } from "../snapshot.ts";

export type NudgeAnswerRow = {
  kind: NudgeAnswerTable["kind"];
  nudgeId: string;
  at: Date;
  correctionId: string | null;
  inboundId: string | null;
};

/** What a customer said on the page of a message, first things first. */
export function nudgeAnswers({ companyId, query }: BooksReader, nudgeId: string): Promise<NudgeAnswerRow[]> {
  return query
    .selectFrom("nudge_answer")
    .select(["kind", "nudge_id as nudgeId", "at", "correction_id as correctionId", "inbound_id as inboundId"])
    .where("company_id", "=", companyId)
    .where("nudge_id", "=", nudgeId)
    .orderBy("at")
    .orderBy("answer_id")
    .execute();
}

/** What a nonce was used for; undefined: for nothing yet. */
export function nudgeAnswerOf(
  { companyId, query }: BooksReader,
  nonceHash: Uint8Array,
): Promise<NudgeAnswerRow | undefined> {
  return query
    .selectFrom("nudge_answer")
    .select(["kind", "nudge_id as nudgeId", "at", "correction_id as correctionId", "inbound_id as inboundId"])
    .where("company_id", "=", companyId)
    .where("nonce_hash", "=", Buffer.from(nonceHash))
    .executeTakeFirst();
}

/** Writes down what a customer said. A nonce that was used is refused by the database: look first, with the nudge held. */
export async function addNudgeAnswer(
  tx: CompanyTx,
  { kind, nudgeId, at, correctionId, inboundId, nonceHash }: NudgeAnswerRow & { nonceHash: Uint8Array },
): Promise<void> {
  await tx.query
    .insertInto("nudge_answer")
    .values({
      company_id: tx.companyId,
      nudge_id: nudgeId,
      kind,
      nonce_hash: Buffer.from(nonceHash),
      at,
      correction_id: correctionId,
      inbound_id: inboundId,
    })
    .execute();
}

/** Notes that a party's customer answered: by such moments it is known when to write. */
export async function addPartyResponse(
  tx: CompanyTx,
  { guid, at, what }: { guid: string; at: Date; what: PartyResponseTable["what"] },
): Promise<void> {
  await tx.query
    .insertInto("party_response")
    .values({ company_id: tx.companyId, ledger_guid: guid, at, what })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}
