import type { CompanyTx } from "../company-scope.ts";
import type { FactKind } from "../tables/facts.ts";

/** A record of a batch that is none, with its place: the rest of the batch is taken without it. */
export type RefusedRecord = {
  kind: FactKind;
  place: number;
  guid?: string;
  name?: string;
  reason: string;
  raw: string;
};

export type StoredBatch = {
  runId: string;
  sequence: number;
  sha256: Uint8Array;
  body: Uint8Array;
  records: number;
  /** Of these: masters, and vouchers with lines of a sweep. */
  masters: number;
  vouchers: number;
  /** Parts that could not be told, not even by their GUID. */
  unreadable: number;
  refused: readonly RefusedRecord[];
  answer: unknown;
};

/** Hash and answer of a batch received earlier. */
export async function findBatch(
  tx: CompanyTx,
  batch: { runId: string; sequence: number },
): Promise<{ sha256: Uint8Array; answer: unknown } | undefined> {
  const rows = await tx.run<{ sha256: Uint8Array; answer: unknown }>(
    `select body_sha256 as sha256, answer from sync_batch where company_id = $1 and run_id = $2 and sequence = $3`,
    [tx.companyId, batch.runId, batch.sequence],
  );
  return rows[0];
}

/** What a batch holds for those who go through it later: masters, vouchers and what was set aside, and what cannot be told. */
export function holdings(
  records: {
    groups?: readonly unknown[] | undefined;
    ledgers?: readonly unknown[] | undefined;
    voucherTypes?: readonly unknown[] | undefined;
    vouchers?: readonly unknown[] | undefined;
    present?: readonly unknown[] | undefined;
    quarantined?: readonly { kind: string; guid?: string | undefined }[] | undefined;
  },
  refused: readonly RefusedRecord[],
): Pick<StoredBatch, "masters" | "vouchers" | "unreadable"> {
  const aside = [...(records.quarantined ?? []), ...refused];
  const asideMasters = aside.filter(({ kind }) => kind !== "voucher" && kind !== "other").length;
  return {
    masters: count(records.groups) + count(records.ledgers) + count(records.voucherTypes) + asideMasters,
    vouchers: count(records.vouchers) + count(records.present) + aside.length,
    unreadable: aside.filter(({ guid }) => guid === undefined).length,
  };
}

function count(list: readonly unknown[] | undefined): number {
  return list?.length ?? 0;
}

/** Keeps a batch as it came. False when the same sequence number has just been stored by another request. */
export async function storeBatch(tx: CompanyTx, batch: StoredBatch): Promise<boolean> {
  const stored = await tx.run(
    `insert into sync_batch (company_id, run_id, sequence, body_sha256, body, records, refused, answer, masters, vouchers,
                             unreadable)
     values ($1, $2, $3, $4, $5, $6, $7::jsonb, $8::jsonb, $9, $10, $11)
     on conflict do nothing returning sequence`,
    [
      tx.companyId,
      batch.runId,
      batch.sequence,
      Buffer.from(batch.sha256),
      Buffer.from(batch.body),
      batch.records,
      JSON.stringify(batch.refused),
      JSON.stringify(batch.answer),
      batch.masters,
      batch.vouchers,
      batch.unreadable,
    ],
  );
  return stored.length > 0;
}

/** The first sequence number of a run that has not been received. */
export async function nextExpected(tx: CompanyTx, runId: string): Promise<number> {
  const scope = [tx.companyId, runId];
  const counts = await tx.run<{ received: number; highest: number }>(
    `select count(*)::int as received, coalesce(max(sequence), 0) as highest
     from sync_batch where company_id = $1 and run_id = $2`,
    scope,
  );
  const { received, highest } = counts[0] ?? { received: 0, highest: 0 };
  if (received === highest) return highest + 1; // none is missing: a gap is looked for only where there is one
  const rows = await tx.run<{ next: number }>(
    `select n as next from generate_series(1, $3::int) n
     where not exists (select from sync_batch where company_id = $1 and run_id = $2 and sequence = n)
     order by n limit 1`,
    [...scope, highest],
  );
  return rows[0]?.next ?? highest + 1;
}

/** At most 100 sequence numbers that are missing up to `last` (default: the highest received), and how many are there. */
export async function missingBatches(
  tx: CompanyTx,
  run: { runId: string; last: number | null },
): Promise<{ missing: number[]; received: number; beyond: number; records: number; refused: number }> {
  const rows = await tx.run<{
    received: number;
    beyond: number;
    records: number;
    refused: number;
    highest: number;
  }>(
    `select count(*)::int as received, coalesce(sum(records), 0)::int as records, coalesce(max(sequence), 0) as highest,
            count(*) filter (where sequence > $3)::int as beyond,
            coalesce(sum(jsonb_array_length(answer -> 'quarantined')), 0)::int as refused
     from sync_batch where company_id = $1 and run_id = $2`,
    [tx.companyId, run.runId, run.last ?? 1_000_000],
  );
  const counts = rows[0] ?? { received: 0, beyond: 0, records: 0, refused: 0, highest: 0 };
  const missing = await tx.run<{ n: number }>(
    `select n from generate_series(1, $3::int) n
     where not exists (select from sync_batch where company_id = $1 and run_id = $2 and sequence = n)
     order by n limit 100`,
    [tx.companyId, run.runId, run.last ?? counts.highest],
  );
  return { ...counts, missing: missing.map((row) => row.n) };
}

/** What a full run or an applied one has in quarantine. */
export async function quarantinedByRun(tx: CompanyTx, runId: string): Promise<number> {
  const rows = await tx.run<{ n: number }>(
    `select count(*)::int as n from quarantine where company_id = $1 and run_id = $2 and resolved_at is null`,
    [tx.companyId, runId],
  );
  return rows[0]?.n ?? 0;
}

/** The stored version (ALTERID) of each of these objects, by "kind guid"; one that is new is not in the answer. */
export async function storedVersions(
  tx: CompanyTx,
  objects: readonly { kind: FactKind; guid: string }[],
): Promise<Map<string, number>> {
  const rows = await tx.run<{ kind: FactKind; guid: string; alterId: bigint }>(
    `select f.kind, f.guid, f.alter_id as "alterId"
     from unnest($2::text[], $3::text[]) as o (kind, guid)
     join fact f on f.company_id = $1 and f.kind = o.kind and f.guid = o.guid`,
    [tx.companyId, objects.map((object) => object.kind), objects.map((object) => object.guid)],
  );
  return new Map(rows.map((row) => [`${row.kind} ${row.guid}`, Number(row.alterId)]));
}

/** The voucher types known so far, as Tally gave them: what kind of voucher a name means. */
export async function voucherTypeFacts(tx: CompanyTx): Promise<unknown[]> {
  const rows = await tx.run<{ record: unknown }>(
    `select record from fact where company_id = $1 and kind = 'voucher-type'`,
    [tx.companyId],
  );
  return rows.map((row) => row.record);
}
