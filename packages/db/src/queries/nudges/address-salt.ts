import type { CompanyTx } from "../../company-scope.ts";

/** The key of the hashes of a company's addresses; `made` becomes it where there is none yet. */
export async function addressSalt(tx: CompanyTx, made: Uint8Array): Promise<Buffer> {
  const read = () =>
    tx.run<{ salt: Buffer }>("select salt from address_salt where company_id = $1", [tx.companyId]);
  const [kept] = await read();
  if (kept !== undefined) return kept.salt;
  await tx.run("insert into address_salt (company_id, salt) values ($1, $2) on conflict do nothing", [
    tx.companyId,
    Buffer.from(made),
  ]);
  const [row] = await read();
  if (row === undefined) throw new Error("a company has the key of its addresses");
  return row.salt;
}

/** An address as it was found. */
export type FoundAddress = {
  readonly guid: string;
  readonly way: "whatsapp" | "sms" | "email";
  readonly address: string;
  readonly hash: Uint8Array;
  readonly source: "tally" | "correction";
};

/** Keeps addresses, so that whoever writes back from one is known by it. One that was erased stays so. */
export async function keepAddresses(tx: CompanyTx, found: readonly FoundAddress[], at: Date): Promise<void> {
  if (found.length === 0) return;
  const rows = found.map(({ hash, ...one }) => ({ ...one, hash: Buffer.from(hash).toString("hex") }));
  await tx.run(
    `insert into party_address (company_id, ledger_guid, way, address, address_hash, source, seen_at)
     select distinct on (guid, way, hash) $1::uuid, guid, way, address, decode(hash, 'hex'), source, $3::timestamptz
     from jsonb_to_recordset($2::jsonb) as f (guid text, way text, address text, hash text, source text)
     order by guid, way, hash, source
     on conflict (company_id, ledger_guid, way, address_hash) do nothing`,
    [tx.companyId, JSON.stringify(rows), at],
  );
}
