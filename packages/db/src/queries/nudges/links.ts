import { sql } from "kysely";

import type { Kind, Language } from "@cfa/nudges/kinds";

import type { Database } from "../../client.ts";
import { asAuthn } from "../../company-scope.ts";
import type { BooksReader } from "../snapshot.ts";

/** Whose message a token opens, whatever has become of it. */
export function findNudgeLink(
  db: Database,
  tokenHash: Uint8Array,
): Promise<{ companyId: string; nudgeId: string } | undefined> {
  return asAuthn(db, ({ query }) =>
    query
      .selectFrom("nudge_link")
      .select(["company_id as companyId", "nudge_id as nudgeId"])
      .where("token_hash", "=", Buffer.from(tokenHash))
      .executeTakeFirst(),
  );
}

/** A bill that a message names, by the keys that stay over a sync. */
export type NamedBill = { guid: string; billKey: string; billDate: string };

/** A message as its page goes by it. */
export type LinkedNudge = {
  nudgeId: string;
  /** Of the party's root, when it was planned. */
  guid: string;
  kind: Kind;
  language: Language;
  bills: NamedBill[];
  /** When its link was made: just before it went out. */
  madeAt: Date;
};

/** The message of a link that was not taken back. */
export async function linkedNudge(
  { companyId, query }: BooksReader,
  { nudgeId, tokenHash }: { nudgeId: string; tokenHash: Uint8Array },
): Promise<LinkedNudge | undefined> {
  const found = await sql<LinkedNudge>`
    select n.nudge_id as "nudgeId", n.ledger_guid as guid, n.kind, n.language, k.made_at as "madeAt",
      (select coalesce(jsonb_agg(b.value -> 'bill' order by b.ordinality), '[]') from jsonb_array_elements(n.bills) with ordinality as b) as bills
    from nudge_link k join nudge n on n.company_id = k.company_id and n.nudge_id = k.nudge_id
    where k.company_id = ${companyId} and k.token_hash = ${Buffer.from(tokenHash)} and k.nudge_id = ${nudgeId}
      and k.revoked_at is null`.execute(query);
  return found.rows[0];
}

/** Whom a link was sent to: the party, the message if one carried it, and the addresses it may have gone to. */
export type LinkOwner = { guid: string; nudgeId: string | null; addresses: LinkAddress[] };
export type LinkAddress = { way: "whatsapp" | "sms" | "email"; hash: Uint8Array };

/** Whom a message's link, or an offer's, was sent to; undefined where it was taken back. */
export async function linkOwner(
  { companyId, query }: BooksReader,
  { table, tokenHash }: { table: "nudge_link" | "offer_link"; tokenHash: Uint8Array },
): Promise<LinkOwner | undefined> {
  const guid = table === "nudge_link" ? sql`n.ledger_guid` : sql`o.ledger_guid`;
  const joined =
    table === "nudge_link"
      ? sql`join nudge n on n.company_id = k.company_id and n.nudge_id = k.nudge_id`
      : sql`join offer o on o.company_id = k.company_id and o.offer_id = k.offer_id`;
  const found = await sql<{ guid: string; nudgeId: string | null }>`
    select ${guid} as guid, k.nudge_id as "nudgeId" from ${sql.table(table)} k ${joined}
    where k.company_id = ${companyId} and k.token_hash = ${Buffer.from(tokenHash)} and k.revoked_at is null`.execute(
    query,
  );
  const [owner] = found.rows;
  if (owner === undefined) return undefined;
  const sent = await sql<LinkAddress>`
    select distinct way, address_hash as hash from nudge_attempt
    where company_id = ${companyId} and nudge_id = ${owner.nudgeId} and address_hash is not null and state <> 'put-off'`.execute(
    query,
  );
  return { ...owner, addresses: sent.rows };
}
