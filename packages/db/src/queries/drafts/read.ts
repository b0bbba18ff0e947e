import { sql, type Selectable } from "kysely";

import type { TallyDraftTable } from "../../tables/drafts.ts";
import type { VoucherState } from "../../tables/vouchers.ts";
import type { BooksReader } from "../snapshot.ts";
import { VOUCHER_OF_DRAFT } from "./became.ts";

export type DraftRow = Omit<Selectable<TallyDraftTable>, "company_id" | "request_id"> & {
  /** The voucher with its marker, as the last sync brought it. */
  became: BecameRow | null;
};

export type BecameRow = {
  voucherId: string;
  number: string;
  date: string;
  state: VoucherState;
  record: unknown;
};

/** The place in the list where the next page begins: after this one. */
export type DraftPlace = { createdMicros: string; draftId: string };

/** Drafts, newest first. `limit` rows after `after`. */
export async function draftRows(
  reader: BooksReader,
  wanted: { limit: number; after: DraftPlace | null },
): Promise<(DraftRow & { createdMicros: bigint })[]> {
  const { after } = wanted;
  const next = after
    ? sql`and (d.created_at, d.draft_id) < (${sql`to_timestamp(0) + ${after.createdMicros}::bigint * interval '1 microsecond'`}, ${after.draftId}::uuid)`
    : sql``;
  const found = await sql<DraftRow & { createdMicros: bigint }>`
    ${draftColumns} where d.company_id = ${reader.companyId} ${next}
    order by d.created_at desc, d.draft_id desc limit ${wanted.limit}`.execute(reader.query);
  return found.rows;
}

/** One draft; undefined when the company has none of this id. */
export async function draftRow(reader: BooksReader, draftId: string): Promise<DraftRow | undefined> {
  const found = await sql<DraftRow>`
    ${draftColumns} where d.company_id = ${reader.companyId} and d.draft_id = ${draftId}`.execute(
    reader.query,
  );
  return found.rows[0];
}

/** The draft that a request of the app has made already. */
export async function draftOfRequest(reader: BooksReader, requestId: string): Promise<string | undefined> {
  const row = await reader.query
    .selectFrom("tally_draft")
    .select("draft_id")
    .where("company_id", "=", reader.companyId)
    .where("request_id", "=", requestId)
    .executeTakeFirst();
  return row?.draft_id;
}

/** What an agent has to carry, oldest first: accepted for Tally, or sent and not certain yet. */
export async function draftsToCarry(reader: BooksReader): Promise<DraftRow[]> {
  const found = await sql<DraftRow>`
    ${draftColumns}
    where d.company_id = ${reader.companyId} and d.state in ('accepted', 'sent', 'unknown') and d.mode <> 'file'
    order by d.accepted_at, d.draft_id limit 50`.execute(reader.query);
  return found.rows;
}

/**
 * What other drafts are about to take off a bill and the books do not show yet: accepted ones without a voucher, and
 * written ones that are optional or have not been read since. Two drafts must not take the same rupee.
 */
export async function pendingOnBill(
  reader: BooksReader,
  wanted: { billId: string; exceptDraftId: string | null },
): Promise<bigint> {
  const found = await sql<{ pending: bigint }>`
    select coalesce(sum(d.amount), 0)::bigint as pending
    from tally_draft d
    left join voucher v on v.company_id = d.company_id and v.reference = d.marker and v.reference like 'CFA-%'
    left join sync_state s on s.company_id = d.company_id
    where d.company_id = ${reader.companyId} and d.bill_id = ${wanted.billId}
      and d.draft_id is distinct from ${wanted.exceptDraftId}::uuid
      and (v.state = 'optional' or (v.voucher_id is null and (d.state in ('accepted', 'sent', 'unknown')
        or (d.state = 'written' and (s.read_at is null or d.decided_at > s.read_at)))))
      and d.state not in ('drafted', 'refused', 'withdrawn')`.execute(reader.query);
  return found.rows[0]?.pending ?? 0n;
}

/** Every step of a draft, in order. */
export async function draftHistory(
  reader: BooksReader,
  draftId: string,
): Promise<{ at: Date; who: string; action: string; detail: unknown }[]> {
  const found = await sql<{ at: Date; who: string; action: string; detail: unknown }>`
    select at, user_name as who, action, detail from audit_entry
    where company_id = ${reader.companyId} and action like 'draft.%' and detail ->> 'draftId' = ${draftId}
    order by at, audit_id`.execute(reader.query);
  return found.rows;
}

const draftColumns = sql`
  select d.draft_id, d.marker, d.kind, d.gst, d.state, d.mode, d.ledger_id, d.bill_id, d.amount, d.date, d.voucher, d.base,
    d.accepted_base, d.xml, d.created_at, d.created_by, d.created_name, d.accepted_at, d.accepted_by, d.accepted_name,
    d.sent_at, d.agent_id, d.decided_at, d.outcome, (extract(epoch from d.created_at) * 1000000)::bigint as "createdMicros",
    case when v.voucher_id is null then null else jsonb_build_object('voucherId', v.voucher_id, 'number', v.number,
      'date', v.date, 'state', v.state, 'record', f.record) end as became
  from tally_draft d
  ${VOUCHER_OF_DRAFT}
  left join fact f on f.company_id = d.company_id and f.kind = 'voucher' and f.guid = v.guid`;
