import type { CompanyTx } from "../../company-scope.ts";

type Guids = readonly string[];

/** What went. `texts`: of messages both ways. `links`: in messages, which open nothing any more. `stillInTally`: Tally goes on saying how the party is reached; it is not shown or used here. */
export type Erased = { addresses: number; texts: number; links: number; said: number; stillInTally: boolean };

const NOTHING_SAID = JSON.stringify({ person: null, phone: null, email: null, language: null });
const NOTHING_STOOD = JSON.stringify({ phone: null, email: null });

/**
 * Erases how a party is reached, of all its ledgers, and what was written to it and by it. The links in messages to it open nothing any more, as whoever has the phone or
 * mailbox next would see its bills. Hashes of addresses stay, so that a "stop" of one holds; its vouchers stay, and that something was said. The company has its salt, and the caller holds its locks of corrections and nudges. Safe to repeat.
 */
export async function eraseContacts(
  tx: CompanyTx,
  guids: Guids,
  { at, by }: { at: Date; by: { id: string; name: string } },
): Promise<Erased> {
  const asked = [tx.companyId, guids] as const;
  const inbound = await tx.run(
    `update inbound set text = null, erased_at = $3 where company_id = $1 and text is not null and (ledger_guid = any($2::text[])
       or ledger_guid is null and address_hash in (select address_hash from party_address where company_id = $1 and ledger_guid = any($2::text[])))
     returning inbound_id`,
    [...asked, at],
  );
  const sent = await tx.run(
    `update nudge_attempt a set text = null from nudge n
     where a.company_id = $1 and a.text is not null and n.company_id = $1 and n.nudge_id = a.nudge_id and n.ledger_guid = any($2::text[])
     returning a.attempt_id`,
    [...asked],
  );
  const addresses = await tx.run(
    `update party_address set address = null, erased_at = $3 where company_id = $1 and ledger_guid = any($2::text[]) and address is not null
     returning address_id`,
    [...asked, at],
  );
  return {
    addresses: addresses.length,
    texts: inbound.length + sent.length,
    links: await endLinks(tx, guids, at),
    said: await eraseSaid(tx, guids, at),
    stillInTally: await hideTallys(tx, guids, { at, by }),
  };
}

/** Ends the links in messages to a party. One to an offer that a person made and gave it himself stays. */
async function endLinks(tx: CompanyTx, guids: Guids, at: Date): Promise<number> {
  let ended = 0;
  for (const table of ["nudge_link", "offer_link"]) {
    const links = await tx.run(
      `update ${table} k set revoked_at = $3 from nudge n
       where k.company_id = $1 and k.revoked_at is null and n.company_id = $1 and n.nudge_id = k.nudge_id and n.ledger_guid = any($2::text[])
       returning k.made_at`,
      [tx.companyId, guids, at],
    );
    ended += links.length;
  }
  return ended;
}

/** What people said of how it is reached, and what is on record of that. */
async function eraseSaid(tx: CompanyTx, guids: Guids, at: Date): Promise<number> {
  const said = await tx.run<{ id: string }>(
    `update correction set value = $3, base = $4, now = null,
       state = case when state in ('retired', 'undone', 'rejected') then state else 'undone' end,
       ended_at = coalesce(ended_at, $5), ended_why = coalesce(ended_why, 'contact data was erased')
     where company_id = $1 and ledger_guid = any($2::text[]) and kind = 'contact' and (value <> $3::jsonb or state in ('waiting', 'active', 'conflict'))
     returning correction_id as id`,
    [tx.companyId, guids, NOTHING_SAID, NOTHING_STOOD, at],
  );
  await tx.run(
    `update audit_entry set detail = detail - 'before' - 'after'
     where company_id = $1 and action like 'correction.%' and detail ->> 'kind' = 'contact' and detail ->> 'correctionId' = any($2::text[])`,
    [tx.companyId, said.map(({ id }) => id)],
  );
  return said.length;
}

/** What Tally says of it is not shown or used for as long as it is that. Answers whether Tally says anything. */
async function hideTallys(
  tx: CompanyTx,
  guids: Guids,
  { at, by }: { at: Date; by: { id: string; name: string } },
): Promise<boolean> {
  await tx.run(
    `insert into erased_contact (company_id, ledger_guid, field, text_hash, erased_at, erased_by, erased_name)
     select l.company_id, l.guid, f.field, sha256(s.salt || convert_to(f.said, 'UTF8')), $3, $4, $5
     from ledger l join address_salt s on s.company_id = l.company_id
       cross join lateral (values ('phone', l.phone), ('email', l.email)) as f (field, said)
     where l.company_id = $1 and l.guid = any($2::text[]) and f.said <> ''
     on conflict do nothing`,
    [tx.companyId, guids, at, by.id, by.name],
  );
  const there = await tx.run(
    "select from ledger where company_id = $1 and guid = any($2::text[]) and (phone <> '' or email <> '')",
    [tx.companyId, guids],
  );
  return there.length > 0;
}
