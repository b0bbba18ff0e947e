import { sql } from "kysely";

import type { ConsentSource } from "@cfa/nudges/kinds";

import type { CompanyTx } from "../../company-scope.ts";
import type { ConsentEventTable } from "../../tables/nudges.ts";
import type { BooksReader } from "../snapshot.ts";

type Word = Pick<ConsentEventTable, "kind" | "way" | "said">;

export type ConsentEventRow = Word & {
  consentNo: bigint;
  ledgerId: string | null;
  name: string | null;
  isOfAddress: boolean;
  /** Null: it was erased, or there is none. */
  address: string | null;
  source: ConsentSource;
  proof: string;
  at: Date;
  by: string;
};

/** What was said of consent, the latest first, below a number: of everybody or of some ledgers and their addresses. */
export async function consentEvents(
  { companyId, query }: BooksReader,
  { guids, before, limit }: { guids: readonly string[] | null; before: string | null; limit: number },
): Promise<ConsentEventRow[]> {
  const found = await sql<ConsentEventRow>`
    select e.consent_no as "consentNo", l.ledger_id as "ledgerId", l.name, e.address_hash is not null as "isOfAddress",
      (select p.address from party_address p where p.company_id = e.company_id and p.way = e.way and p.address_hash = e.address_hash
        and p.address is not null limit 1) as address,
      e.kind, e.way, e.said, e.source, e.proof, e.at, e.by_name as by
    from consent_event e
    left join ledger l on l.company_id = e.company_id and l.guid = e.ledger_guid and l.home_side is not null
    where e.company_id = ${companyId} and (${before}::bigint is null or e.consent_no < ${before}::bigint)
      and (${guids === null} or ${isAbout(guids ?? [])})
    order by e.consent_no desc limit ${limit}`.execute(query);
  return found.rows;
}

/** What is of some ledgers, or of an address of theirs. */
function isAbout(guids: readonly string[]) {
  const list = sql`${[...guids]}::text[]`;
  return sql<boolean>`(e.ledger_guid = any(${list}) or e.address_hash in (
    select address_hash from party_address where company_id = e.company_id and ledger_guid = any(${list})))`;
}

export type LatestWord = Word & {
  /** Null: of an address alone. */
  guid: string | null;
  hash: Buffer | null;
  source: ConsentSource;
  proof: string;
  at: Date;
};

/** The latest word of each ledger as a whole, and of each of their addresses, by kind and way. Of two at one moment the one that takes leave back. */
export async function latestWords(
  { companyId, query }: BooksReader,
  guids: readonly string[],
): Promise<LatestWord[]> {
  const found = await sql<LatestWord>`
    select distinct on (w.whose, kind, way) w.guid, w.hash, kind, way, said, source, proof, at from (
      select 'ledger ' || e.ledger_guid as whose, e.ledger_guid as guid, null::bytea as hash, e.* from consent_event e
      where e.company_id = ${companyId} and e.ledger_guid = any(${[...guids]}::text[])
      union all
      select 'address ' || encode(e.address_hash, 'hex'), null, e.address_hash, e.* from consent_event e
      where e.company_id = ${companyId} and e.address_hash is not null and ${isAbout(guids)}) w
    order by w.whose, kind, way, at desc, said desc, consent_no desc`.execute(query);
  return found.rows;
}

export type NewConsent = Word & {
  guid: string | null;
  addressHash: Uint8Array | null;
  source: ConsentSource;
  proof: string;
};

/** Adds words on consent. The caller holds the company's lock of nudges. */
export async function addConsents(
  tx: CompanyTx,
  words: readonly NewConsent[],
  { at, by }: { at: Date; by: { id: string; name: string } },
): Promise<void> {
  if (words.length === 0) return;
  await tx.query
    .insertInto("consent_event")
    .values(
      words.map((word) => ({
        company_id: tx.companyId,
        ledger_guid: word.guid,
        address_hash: word.addressHash === null ? null : Buffer.from(word.addressHash),
        kind: word.kind,
        way: word.way,
        said: word.said,
        source: word.source,
        proof: word.proof,
        at,
        by_id: by.id,
        by_name: by.name,
      })),
    )
    .execute();
}
