import { makeKindOf } from "@cfa/books/voucher-kind";
import { readVoucher } from "@cfa/books/voucher";
import type { VoucherTypeRecord } from "@cfa/contract/records";
import type { BatchTaken } from "@cfa/contract/sync";
import type { CompanyTx } from "@cfa/db/company-scope";
import {
  findBatch,
  holdings,
  nextExpected,
  storeBatch,
  storedVersions,
  voucherTypeFacts,
} from "@cfa/db/queries/sync-batches";
import { findRun, isBoundTo } from "@cfa/db/queries/sync-runs";

import { ApiFailure } from "../errors.ts";
import { requireLease } from "./lease.ts";
import type { ReadBatch } from "./read-batch.ts";
import type { BatchBody } from "./read-body.ts";

type Counted = Omit<BatchTaken, "nextExpected" | "serverTime">;

/**
 * Takes a batch into the run's store: whole or not at all, once. The same batch again gets the same answer; the same number
 * with another body is refused. When this returns and the transaction commits, the batch is durable.
 */
export async function takeBatch(
  tx: CompanyTx,
  read: ReadBatch,
  { body, lease }: { body: BatchBody; lease: number },
): Promise<Omit<BatchTaken, "serverTime">> {
  const { runId, sequence } = read.batch;
  const run = await findRun(tx, runId, { lock: "share" });
  if (run === undefined)
    throw new ApiFailure("not-found", { message: "This run is not open. Open it first." });
  if (!(await isBoundTo(tx, read.batch.companyGuid))) throw new ApiFailure("wrong-company");
  await requireLease(tx, run, lease);

  const before = await findBatch(tx, { runId, sequence });
  if (before !== undefined) return repeat(tx, before, { read, body });
  if (run.state !== "open") {
    throw new ApiFailure("conflict", { message: "This run is finished: it takes no more batches." });
  }
  const answer = await count(tx, read);
  const stored = await storeBatch(tx, {
    runId,
    sequence,
    sha256: body.sha256,
    body: body.bytes,
    records: read.batch.count,
    ...holdings(read.records, read.refused),
    refused: read.refused,
    answer,
  });
  if (!stored) {
    const other = await findBatch(tx, { runId, sequence });
    if (other !== undefined) return repeat(tx, other, { read, body });
  }
  return { ...answer, nextExpected: await nextExpected(tx, runId) };
}

async function repeat(
  tx: CompanyTx,
  before: { sha256: Uint8Array; answer: unknown },
  { read, body }: { read: ReadBatch; body: BatchBody },
): Promise<Omit<BatchTaken, "serverTime">> {
  if (!Buffer.from(before.sha256).equals(body.sha256)) throw new ApiFailure("batch-changed");
  return { ...(before.answer as Counted), nextExpected: await nextExpected(tx, read.batch.runId) };
}

/**
 * What the batch brings against what is stored, and which vouchers the books will not take. The run decides again when it is
 * taken in, with all of its voucher types at hand.
 */
async function count(tx: CompanyTx, { records, refused }: ReadBatch): Promise<Counted> {
  const objects = [
    ...records.groups.map((record) => ({ kind: "group" as const, record })),
    ...records.ledgers.map((record) => ({ kind: "ledger" as const, record })),
    ...records.voucherTypes.map((record) => ({ kind: "voucher-type" as const, record })),
    ...records.vouchers.map((record) => ({ kind: "voucher" as const, record })),
  ];
  const stored = await storedVersions(
    tx,
    objects.map(({ kind, record }) => ({ kind, guid: record.guid })),
  );
  const accepted = objects.filter(
    ({ kind, record }) => (stored.get(`${kind} ${record.guid}`) ?? -1) < record.alterId,
  );
  const types = [...((await voucherTypeFacts(tx)) as VoucherTypeRecord[]), ...records.voucherTypes];
  const kindOf = makeKindOf(types);
  const unbalanced = records.vouchers.flatMap((voucher) => {
    const taken = readVoucher(voucher, { kindOf });
    return taken.ok ? [] : [{ guid: voucher.guid, reason: taken.error }];
  });
  return {
    accepted: accepted.length,
    unchanged: objects.length - accepted.length,
    quarantined: [
      ...refused.map(({ guid, reason }) => (guid === undefined ? { reason } : { guid, reason })),
      ...unbalanced,
      ...records.quarantined.map(({ guid, reason }) => (guid === undefined ? { reason } : { guid, reason })),
    ],
  };
}
