import { sql, type RawBuilder, type Updateable } from "kysely";

import type { CompanyTx } from "../company-scope.ts";
import type { Side } from "../tables/bills.ts";
import type { CorrectionKind, CorrectionState, CorrectionTable } from "../tables/corrections.ts";
import { lockCompany } from "./locks.ts";
import type { BooksReader } from "./snapshot.ts";

export type CorrectionRow = {
  correctionId: string;
  kind: CorrectionKind;
  state: CorrectionState;
  ledgerGuid: string;
  voucherGuid: string | null;
  lineNo: number | null;
  billSide: Side | null;
  billKey: string | null;
  billDate: string | null;
  value: unknown;
  base: unknown;
  now: unknown;
  reason: string;
  fromDate: string | null;
  untilDate: string | null;
  createdAt: Date;
  createdBy: string;
  createdName: string;
  decidedAt: Date | null;
  decidedBy: string | null;
  decidedName: string | null;
  decidedWhy: string | null;
  endedAt: Date | null;
  endedWhy: string | null;
};

/** What a new correction is. `value` and `base` are JSON; sums in them are paise as text. */
export type NewCorrection = {
  /** Given by whoever asks, so that the same request makes it once; else made here. */
  correctionId?: string;
  kind: CorrectionKind;
  state: "waiting" | "active";
  ledgerGuid: string;
  line: { voucherGuid: string; lineNo: number } | null;
  bill: { side: Side; nameKey: string; date: string } | null;
  value: string;
  base: string;
  reason: string;
  fromDate: string | null;
  untilDate: string | null;
  by: { id: string; name: string };
};

/** The place in a list where the next page begins: after this one. */
export type CorrectionPlace = { createdMicros: string; correctionId: string };

export type CorrectionFilter = {
  states?: readonly CorrectionState[] | undefined;
  kinds?: readonly CorrectionKind[] | undefined;
  ledgerGuid?: string | undefined;
};

const LIVE = ["waiting", "active", "conflict"] as const;

/**
 * Makes a correction; answers its id. A second one of the same kind about the same thing, while the first stands, is refused by
 * the database: look with `standingCorrection` first, in the same transaction.
 */
export async function addCorrection(tx: CompanyTx, made: NewCorrection): Promise<string> {
  const added = await tx.query
    .insertInto("correction")
    .values({
      company_id: tx.companyId,
      ...(made.correctionId === undefined ? {} : { correction_id: made.correctionId }),
      kind: made.kind,
      state: made.state,
      ledger_guid: made.ledgerGuid,
      voucher_guid: made.line?.voucherGuid ?? null,
      line_no: made.line?.lineNo ?? null,
      bill_side: made.bill?.side ?? null,
      bill_key: made.bill?.nameKey ?? null,
      bill_date: made.bill?.date ?? null,
      value: made.value,
      base: made.base,
      reason: made.reason,
      from_date: made.fromDate,
      until_date: made.untilDate,
      created_by: made.by.id,
      created_name: made.by.name,
      asked_approval: made.state === "waiting",
    })
    .returning("correction_id")
    .executeTakeFirstOrThrow();
  return added.correction_id;
}

/** Corrections, newest first; `limit` rows after `after`. */
export async function correctionRows(
  reader: BooksReader,
  wanted: CorrectionFilter & { limit: number; after: CorrectionPlace | null },
): Promise<(CorrectionRow & { createdMicros: bigint })[]> {
  let query = newestFirst(reader, wanted);
  if (wanted.states !== undefined) query = query.where("state", "in", [...wanted.states]);
  if (wanted.kinds !== undefined) query = query.where("kind", "in", [...wanted.kinds]);
  if (wanted.ledgerGuid !== undefined) query = query.where("ledger_guid", "=", wanted.ledgerGuid);
  return query.execute();
}

/** Corrections that asked for an owner's word, newest first, or `which` of them. */
export async function correctionsAsked(
  reader: BooksReader,
  limit: number,
  wanted: { after: CorrectionPlace | null; which: RawBuilder<boolean> | null },
): Promise<(CorrectionRow & { createdMicros: bigint })[]> {
  const query = newestFirst(reader, { limit, after: wanted.after }).where("asked_approval", "=", true);
  return (wanted.which === null ? query : query.where(wanted.which)).execute();
}

/** One correction; undefined when the company has none of this id. */
export function correctionRow(reader: BooksReader, correctionId: string): Promise<CorrectionRow | undefined> {
  return select(reader).where("correction_id", "=", correctionId).executeTakeFirst();
}

/** How many corrections there are of each kind and state. */
export function countCorrections(
  reader: BooksReader,
): Promise<{ kind: CorrectionKind; state: CorrectionState; count: number }[]> {
  return reader.query
    .selectFrom("correction")
    .select(["kind", "state", sql<number>`count(*)::int`.as("count")])
    .where("company_id", "=", reader.companyId)
    .groupBy(["kind", "state"])
    .execute();
}

/** What waits, holds or is in conflict for some parties, in the order it was made. */
export async function standingCorrections(
  reader: BooksReader,
  ledgerGuids: readonly string[],
): Promise<CorrectionRow[]> {
  if (ledgerGuids.length === 0) return [];
  return select(reader)
    .where("state", "in", [...LIVE])
    .where(sql<boolean>`ledger_guid = any(${[...ledgerGuids]}::text[])`)
    .orderBy("created_at")
    .orderBy("correction_id")
    .execute();
}

/** Every merge that holds, in the order they were made. */
export function standingMerges(reader: BooksReader): Promise<CorrectionRow[]> {
  return standingOfKind(reader, "merge");
}

/** Every correction of a kind that holds, in the order they were made. */
export function standingOfKind(reader: BooksReader, kind: CorrectionKind): Promise<CorrectionRow[]> {
  return select(reader)
    .where("kind", "=", kind)
    .where("state", "in", ["active", "conflict"])
    .orderBy("created_at")
    .orderBy("correction_id")
    .execute();
}

/** The correction of a kind that stands about one thing already. */
export function standingCorrection(
  reader: BooksReader,
  target: Pick<NewCorrection, "kind" | "ledgerGuid" | "line" | "bill" | "fromDate">,
): Promise<CorrectionRow | undefined> {
  return select(reader)
    .where("state", "in", [...LIVE])
    .where("kind", "=", target.kind)
    .where("ledger_guid", "=", target.ledgerGuid)
    .where("voucher_guid", "is not distinct from", target.line?.voucherGuid ?? null)
    .where("line_no", "is not distinct from", target.line?.lineNo ?? null)
    .where("bill_side", "is not distinct from", target.bill?.side ?? null)
    .where("bill_key", "is not distinct from", target.bill?.nameKey ?? null)
    .where("bill_date", "is not distinct from", target.bill?.date ?? null)
    .where("from_date", "is not distinct from", target.fromDate)
    .executeTakeFirst();
}

/** Whoever says something waits for whoever is saying something of the same company: what was looked at stays so meanwhile. */
export function lockCompanyCorrections(tx: CompanyTx): Promise<void> {
  return lockCompany(tx, "correction");
}

/** Whoever moves a correction on holds it until the end of the transaction; undefined when there is none. */
export async function lockCorrection(
  tx: CompanyTx,
  correctionId: string,
): Promise<CorrectionRow | undefined> {
  return select(tx).where("correction_id", "=", correctionId).forUpdate().executeTakeFirst();
}

/**
 * Says once more what has given way to Tally: in conflict as it was, by whoever said it then, under an id of its own. Undefined when
 * something is said of the same thing already, or it has not given way.
 */
export async function sayAgain(tx: CompanyTx, correctionId: string): Promise<CorrectionRow | undefined> {
  const made = await tx.run<{ id: string }>(
    `insert into correction (company_id, kind, state, ledger_guid, voucher_guid, line_no, bill_side, bill_key, bill_date, value, base,
                             now, reason, from_date, until_date, created_at, created_by, created_name, asked_approval, decided_why)
     select company_id, kind, 'conflict', ledger_guid, voucher_guid, line_no, bill_side, bill_key, bill_date, value, base,
            now, reason, from_date, until_date, created_at, created_by, created_name, asked_approval, decided_why
     from correction where company_id = $1 and correction_id = $2 and state = 'undone' and now is not null
     on conflict do nothing returning correction_id as id`,
    [tx.companyId, correctionId],
  );
  const [again] = made;
  return again && correctionRow(tx, again.id);
}

/** Moves a correction on to another state. What was said is never changed; `base` moves when a person keeps their word. */
export async function moveCorrection(
  tx: CompanyTx,
  correctionId: string,
  change: Pick<
    Updateable<CorrectionTable>,
    | "state"
    | "base"
    | "now"
    | "until_date"
    | "decided_at"
    | "decided_by"
    | "decided_name"
    | "decided_why"
    | "ended_at"
    | "ended_why"
  >,
): Promise<void> {
  await tx.query
    .updateTable("correction")
    .set(change)
    .where("company_id", "=", tx.companyId)
    .where("correction_id", "=", correctionId)
    .execute();
}

/** Writes down who did what with a correction, with before and after. Entries are never changed or deleted. */
export async function noteCorrectionStep(
  tx: CompanyTx,
  step: { correctionId: string; action: string; by: { id: string; name: string }; detail: string },
): Promise<void> {
  await tx.run(
    `insert into audit_entry (company_id, user_id, user_name, action, detail)
     values ($1, $2, $3, $4, jsonb_build_object('correctionId', $5::text) || $6::jsonb)`,
    [tx.companyId, step.by.id, step.by.name, `correction.${step.action}`, step.correctionId, step.detail],
  );
}

function newestFirst(reader: BooksReader, wanted: { limit: number; after: CorrectionPlace | null }) {
  const query = select(reader)
    .select(sql<bigint>`(extract(epoch from created_at) * 1000000)::bigint`.as("createdMicros"))
    .orderBy("created_at", "desc")
    .orderBy("correction_id", "desc")
    .limit(wanted.limit);
  const { after } = wanted;
  if (after === null) return query;
  return query.where(
    sql<boolean>`(created_at, correction_id) <
      (to_timestamp(0) + ${after.createdMicros}::bigint * interval '1 microsecond', ${after.correctionId}::uuid)`,
  );
}

function select({ query, companyId }: BooksReader) {
  return query
    .selectFrom("correction")
    .select([
      "correction_id as correctionId",
      "kind",
      "state",
      "ledger_guid as ledgerGuid",
      "voucher_guid as voucherGuid",
      "line_no as lineNo",
      "bill_side as billSide",
      "bill_key as billKey",
      "bill_date as billDate",
      "value",
      "base",
      "now",
      "reason",
      "from_date as fromDate",
      "until_date as untilDate",
      "created_at as createdAt",
      "created_by as createdBy",
      "created_name as createdName",
      "decided_at as decidedAt",
      "decided_by as decidedBy",
      "decided_name as decidedName",
      "decided_why as decidedWhy",
      "ended_at as endedAt",
      "ended_why as endedWhy",
    ])
    .where("company_id", "=", companyId);
}
