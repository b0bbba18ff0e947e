import { sql, type RawBuilder } from "kysely";

import type { AttemptFact, PlannedBill, StoredNudge } from "@cfa/nudges/facts";

import type { CompanyTx } from "../../company-scope.ts";
import type { BooksReader } from "../snapshot.ts";

/** A nudge that is held by this transaction. `class`: of its party, when it was planned. */
export type HeldNudge = StoredNudge & { class: string };

type StoredBill = Omit<PlannedBill, "amount"> & { amount: string };

/**
 * Holds a queued nudge until the end of the transaction; undefined where there is none, or somebody else holds it: it is then being sent, decided about or told of.
 */
export async function holdQueuedNudge(tx: CompanyTx, nudgeId: string): Promise<HeldNudge | undefined> {
  const found = await held(tx, sql`nudge_id = ${nudgeId} and state = 'queued' for update skip locked`);
  return found[0];
}

/** Holds a nudge, whatever has become of it, until the end of the transaction. */
export async function holdNudge(tx: CompanyTx, nudgeId: string): Promise<HeldNudge | undefined> {
  const found = await held(tx, sql`nudge_id = ${nudgeId} for update`);
  return found[0];
}

/** Some nudges as they are kept, whatever has become of them. */
export function storedNudges(reader: BooksReader, nudgeIds: readonly string[]): Promise<HeldNudge[]> {
  return held(reader, sql`nudge_id = any(${[...nudgeIds]}::uuid[])`);
}

async function held({ query, companyId }: BooksReader, which: RawBuilder<unknown>): Promise<HeldNudge[]> {
  type Row = Omit<HeldNudge, "bills"> & { bills: StoredBill[] };
  const found = await sql<Row>`
    select nudge_id as "nudgeId", ledger_guid as guid, kind, stage, day, state, approval, approved_at is not null as "isApproved",
      send_at as "sendAt", not_after as "notAfter", bills, amount, offer_id as "offerId", way_order as "wayOrder", language, class
    from nudge where company_id = ${companyId} and ${which}`.execute(query);
  return found.rows.map((row) => ({
    ...row,
    bills: row.bills.map((bill) => ({ ...bill, amount: BigInt(bill.amount) })),
  }));
}

/** The attempts of a nudge in their order. */
export async function attemptsOf({ query, companyId }: CompanyTx, nudgeId: string): Promise<AttemptFact[]> {
  const found = await sql<AttemptFact>`
    select attempt_no as no, way, state, failure from nudge_attempt
    where company_id = ${companyId} and nudge_id = ${nudgeId} order by attempt_no`.execute(query);
  return found.rows;
}

/** Keeps the sends of one party apart until the end of the transaction: the next one sees what this one has done. */
export async function holdParty(tx: CompanyTx, guid: string, at: Date): Promise<void> {
  await tx.run(
    "insert into nudge_party (company_id, ledger_guid, made_at) values ($1, $2, $3) on conflict do nothing",
    [tx.companyId, guid, at],
  );
  await tx.run("select from nudge_party where company_id = $1 and ledger_guid = $2 for update", [
    tx.companyId,
    guid,
  ]);
}

/** The queued nudges whose moment has come, with the way that is tried first: of each way as large a share as of all that are due, the first first. */
export async function dueNudges(
  { query, companyId }: CompanyTx,
  { now, limit }: { now: Date; limit: number },
): Promise<{ nudgeId: string; way: string | null }[]> {
  const found = await sql<{ nudgeId: string; way: string | null }>`
    select nudge_id as "nudgeId", way_order[1] as way from nudge
    where company_id = ${companyId} and state = 'queued' and send_at <= ${now}
    order by row_number() over (partition by way_order[1] order by send_at, nudge_id)::float8 / count(*) over (partition by way_order[1]), send_at, nudge_id limit ${limit}`.execute(
    query,
  );
  return found.rows;
}

/** When the next queued nudge is to go out; null: none waits. */
export async function nextSendAt({ query, companyId }: CompanyTx): Promise<Date | null> {
  const found = await sql<{ at: Date | null }>`
    select min(send_at) as at from nudge where company_id = ${companyId} and state = 'queued'`.execute(query);
  return found.rows[0]?.at ?? null;
}
