import { gzipSync } from "node:zlib";

import type { AllRecords, VoucherRecord } from "@cfa/contract/records";
import { PROTOCOL, type Batch } from "@cfa/contract/sync";
import type { RecordSink } from "@cfa/tally/record-reader";

import type { Outbox, OutboxRun } from "./outbox/outbox.ts";

const MAX_VOUCHERS = 500;
const MAX_BYTES = 1_000_000;

/**
 * Cuts a stream of records into batches of at most 500 vouchers or about 1 MB of JSON and writes each to the outbox.
 * Call `sink` methods inside one `outbox.whole`; `flush` at its end.
 */
export function createBatcher(outbox: Outbox, run: OutboxRun) {
  let records: AllRecords = none();
  let bytes = 0;
  let count = 0;

  const add = <K extends keyof AllRecords>(kind: K, record: AllRecords[K][number]): void => {
    (records[kind] as unknown[]).push(record);
    bytes += JSON.stringify(record).length;
    count++;
    if (records.vouchers.length >= MAX_VOUCHERS || bytes >= MAX_BYTES) flush();
  };
  const flush = (): void => {
    if (count === 0) return;
    const sequence = outbox.nextSequence(run.runId);
    const batch: Batch = {
      protocol: PROTOCOL,
      runId: run.runId,
      sequence,
      companyGuid: run.company.guid,
      alterIds: alterIdsOf(records),
      count,
      debits: debitsOf(records.vouchers).toString(),
      records,
    };
    outbox.addBatch(run.runId, sequence, gzipSync(JSON.stringify(batch)));
    records = none();
    bytes = 0;
    count = 0;
  };
  const sink: RecordSink = {
    group: (record) => add("groups", record),
    ledger: (record) => add("ledgers", record),
    voucherType: (record) => add("voucherTypes", record),
    voucher: (record) => add("vouchers", record),
    quarantined: (record) => add("quarantined", record),
  };
  return { sink, flush };
}

function none(): AllRecords {
  return { groups: [], ledgers: [], voucherTypes: [], vouchers: [], quarantined: [] };
}

function alterIdsOf(records: AllRecords): Batch["alterIds"] {
  const numbered = [...records.groups, ...records.ledgers, ...records.voucherTypes, ...records.vouchers];
  if (numbered.length === 0) return null;
  const ids = numbered.map((record) => record.alterId);
  return { from: Math.min(...ids), to: Math.max(...ids) };
}

/** Debits are negative in Tally's sign; their sum is given as a positive number. */
function debitsOf(vouchers: readonly VoucherRecord[]): bigint {
  let debits = 0n;
  for (const voucher of vouchers) {
    for (const entry of voucher.entries) {
      const amount = BigInt(entry.amount);
      if (amount < 0n) debits -= amount;
    }
  }
  return debits;
}
