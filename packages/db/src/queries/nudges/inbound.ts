import { sql, type RawBuilder } from "kysely";

import type { Reading } from "@cfa/nudges/reading";
import { jsonWithPaise } from "@cfa/values/money";

import type { CompanyTx } from "../../company-scope.ts";
import type { InboundTable } from "../../tables/nudges.ts";
import type { BooksReader } from "../snapshot.ts";

/** What somebody wrote, or said on a page. `acted`: by whose word it was acted on at once; null: it waits for a person. */
export type NewInbound = {
  way: InboundTable["way"];
  providerId: string;
  addressHash: Uint8Array | null;
  guid: string | null;
  text: string;
  at: Date;
  reading: Reading;
  acted: { at: Date; by: { id: string; name: string } } | null;
};

/** Keeps it; undefined: it was kept before. */
export async function addInbound(tx: CompanyTx, inbound: NewInbound): Promise<string | undefined> {
  const { way, providerId, addressHash, guid, text, at, reading, acted } = inbound;
  const added = await tx.query
    .insertInto("inbound")
    .values({
      company_id: tx.companyId,
      way,
      provider_id: providerId,
      address_hash: addressHash === null ? null : Buffer.from(addressHash),
      ledger_guid: guid,
      text,
      received_at: at,
      reading: jsonWithPaise(reading),
      state: acted === null ? "waiting" : "taken",
      decided_at: acted?.at ?? null,
      decided_by: acted?.by.id ?? null,
      decided_name: acted?.by.name ?? null,
    })
    .onConflict((conflict) => conflict.doNothing())
    .returning("inbound_id as inboundId")
    .executeTakeFirst();
  return added?.inboundId;
}

/** How some of what was written stands. */
export async function inboundStates(
  { companyId, query }: BooksReader,
  inboundIds: readonly string[],
): Promise<InboundTable["state"][]> {
  if (inboundIds.length === 0) return [];
  const rows = await query
    .selectFrom("inbound")
    .select("state")
    .where("company_id", "=", companyId)
    .where("inbound_id", "in", [...inboundIds])
    .execute();
  return rows.map(({ state }) => state);
}

/** What somebody answered, as people see it. Its reading is as it was kept: sums in paise as text. */
export type InboundRow = {
  inboundId: string;
  way: InboundTable["way"];
  at: Date;
  guid: string | null;
  ledgerId: string | null;
  name: string | null;
  addressHash: Buffer | null;
  /** Null: not known, or erased. */
  address: string | null;
  text: string | null;
  reading: Omit<Reading, "amount"> & { amount: string | null };
  state: InboundTable["state"];
  decidedAt: Date | null;
  decidedName: string | null;
};

/** Answers that wait, the first first, or that were decided about, the latest first. */
export async function inboundList(
  reader: BooksReader,
  wanted: { list: "waiting" | "done"; guids: readonly string[] | null; limit: number; offset: number },
): Promise<InboundRow[]> {
  const { list, guids, limit, offset } = wanted;
  const order = list === "waiting" ? sql`i.received_at, i.inbound_id` : sql`i.received_at desc, i.inbound_id`;
  return select(
    reader,
    sql`(i.state = 'waiting') = ${list === "waiting"} and (${guids === null} or i.ledger_guid = any(${[...(guids ?? [])]}::text[]))
      order by ${order} limit ${limit} offset ${offset}`,
  );
}

/** One answer; undefined: there is none of this id. */
export async function inboundRow(reader: BooksReader, inboundId: string): Promise<InboundRow | undefined> {
  const [row] = await select(reader, sql`i.inbound_id = ${inboundId}`);
  return row;
}

/** One answer, held until the end of the transaction. */
export async function lockInbound(tx: CompanyTx, inboundId: string): Promise<InboundRow | undefined> {
  await tx.run("select from inbound where company_id = $1 and inbound_id = $2 for update", [
    tx.companyId,
    inboundId,
  ]);
  return inboundRow(tx, inboundId);
}

async function select({ companyId, query }: BooksReader, which: RawBuilder<unknown>): Promise<InboundRow[]> {
  const found = await sql<InboundRow>`
    select i.inbound_id as "inboundId", i.way, i.received_at as at, i.ledger_guid as guid, l.ledger_id as "ledgerId", l.name,
      i.address_hash as "addressHash", i.text, i.reading, i.state, i.decided_at as "decidedAt", i.decided_name as "decidedName",
      (select p.address from party_address p where p.company_id = i.company_id and p.address_hash = i.address_hash and p.address is not null
        limit 1) as address
    from inbound i
    left join ledger l on l.company_id = i.company_id and l.guid = i.ledger_guid and l.home_side is not null
    where i.company_id = ${companyId} and ${which}`.execute(query);
  return found.rows;
}

/** The parties that have an address, by its hash, a few at most. */
export async function partiesOfAddresses(
  { companyId, query }: BooksReader,
  hashes: readonly Uint8Array[],
): Promise<{ hash: Buffer; ledgerId: string; name: string }[]> {
  if (hashes.length === 0) return [];
  const found = await sql<{ hash: Buffer; ledgerId: string; name: string }>`
    select distinct p.address_hash as hash, l.ledger_id as "ledgerId", l.name
    from party_address p join ledger l on l.company_id = p.company_id and l.guid = p.ledger_guid and l.home_side is not null
    where p.company_id = ${companyId} and p.address_hash = any(${hashes.map((hash) => Buffer.from(hash))}::bytea[])
    order by l.name limit 500`.execute(query);
  return found.rows;
}

/** Writes down what a person decided about an answer. `as`: what it is taken for; null: it is set aside. */
export async function decideInbound(
  tx: CompanyTx,
  inboundId: string,
  decided: {
    as: { intent: Reading["intent"]; guid: string | null; correctionId: string | null } | null;
    at: Date;
    by: { id: string; name: string };
  },
): Promise<void> {
  const { as, at, by } = decided;
  await tx.run(
    `update inbound set state = $3, decided_at = $4, decided_by = $5, decided_name = $6, correction_id = $7,
       ledger_guid = coalesce($8, ledger_guid), reading = case when $9::text is null then reading else jsonb_set(reading, '{intent}', to_jsonb($9::text)) end
     where company_id = $1 and inbound_id = $2`,
    [
      tx.companyId,
      inboundId,
      as === null ? "set-aside" : "taken",
      at,
      by.id,
      by.name,
      as?.correctionId ?? null,
      as?.guid ?? null,
      as?.intent ?? null,
    ],
  );
}
