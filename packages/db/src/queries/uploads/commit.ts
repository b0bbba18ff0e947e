import type { CompanyTx } from "../../company-scope.ts";

/** The upload's batches become those of the run that bears its id; answers how many there are. Its bytes go. */
export async function batchesToRun(tx: CompanyTx, uploadId: string): Promise<number> {
  const values = [tx.companyId, uploadId];
  const rows = await tx.run<{ n: number }>(
    `with moved as (
       insert into sync_batch (company_id, run_id, sequence, body_sha256, body, records, answer,
                               masters, vouchers, unreadable)
       select b.company_id, b.upload_id, row_number() over (order by b.file_no, b.sequence), b.body_sha256, b.body, b.records,
              '{"quarantined": []}', b.masters, b.vouchers, b.unreadable
       from upload_batch b join upload_file f using (company_id, upload_id, file_no)
       where b.company_id = $1 and b.upload_id = $2 and f.state = 'read'
       returning 1
     )
     select count(*)::int as n from moved`,
    values,
  );
  await tx.run("delete from upload_batch where company_id = $1 and upload_id = $2", values);
  await tx.run("delete from upload_piece where company_id = $1 and upload_id = $2", values);
  await tx.run(
    "update upload set state = 'committed', expires_at = null where company_id = $1 and upload_id = $2",
    values,
  );
  return rows[0]?.n ?? 0;
}

/** What was said about the tables of an upload is known for the next of their layout. The day of a list is each one's own. */
export async function rememberMappings(tx: CompanyTx, uploadId: string): Promise<void> {
  await tx.run(
    `insert into table_mapping (company_id, signature, mapping)
     select distinct on (signature) company_id, signature, mapping - 'asOf'
     from upload_file
     where company_id = $1 and upload_id = $2 and state = 'read' and signature is not null and mapping is not null
     order by signature, file_no desc
     on conflict (company_id, signature) do update set mapping = excluded.mapping, used_at = now()`,
    [tx.companyId, uploadId],
  );
}

/** The generation of the books; 0 before the first. */
export async function generationNow(tx: CompanyTx): Promise<bigint> {
  const rows = await tx.run<{ generation: bigint }>(
    "select generation from sync_state where company_id = $1",
    [tx.companyId],
  );
  return rows[0]?.generation ?? 0n;
}

/** Notes which run takes the upload back. */
export async function setTakeBack(
  tx: CompanyTx,
  { uploadId, runId }: { uploadId: string; runId: string },
): Promise<void> {
  await tx.run("update upload set take_back_run_id = $3 where company_id = $1 and upload_id = $2", [
    tx.companyId,
    uploadId,
    runId,
  ]);
  await tx.run("update sync_run set takes_back = $2 where company_id = $1 and run_id = $3", [
    tx.companyId,
    uploadId,
    runId,
  ]);
}

/** Puts on record what a person did. */
export async function noteDeed(
  tx: CompanyTx,
  deed: { user: { id: string; name: string }; action: string; detail: unknown },
): Promise<void> {
  await tx.run(
    `insert into audit_entry (company_id, user_id, user_name, action, detail) values ($1, $2, $3, $4, $5::jsonb)`,
    [tx.companyId, deed.user.id, deed.user.name, deed.action, JSON.stringify(deed.detail)],
  );
}
