import { gzipSync } from "node:zlib";

import type { AllRecords, VoucherRecord } from "@cfa/contract/records";
import { PROTOCOL, type Batch } from "@cfa/contract/sync";
import type { RecordSink } from "@cfa/tally/record-reader";

import type { Outbox, OutboxRun } from "./outbox/outbox.ts";

const MAX_VOUCHERS = 500;
const MAX_CHARACTERS = 1_000_000;
/** The server's disk is not the bottleneck, this PC's processor is. */
const GZIP_LEVEL = 3;

/**
 * Cuts a stream of records into batches of at most 500 vouchers or about 1 MB of JSON and writes each to the outbox.
 * Call `sink` methods inside one `outbox.whole`; `flush` at its end. Records are kept as their JSON alone: the memory of a
 * Tally PC belongs to Tally.
 */
export function createBatcher(outbox: Outbox, run: OutboxRun) {
  let content = emptyContent();

  const flush = (): void => {
    if (content.count === 0) return;
    const sequence = outbox.nextSequence(run.runId);
    const head: Omit<Batch, "records"> = {
      protocol: PROTOCOL,
      runId: run.runId,
      sequence,
      companyGuid: run.company.guid,
      alterIds: content.alterIds,
      count: content.count,
      debits: content.debits.toString(),
    };
    outbox.addBatch(run.runId, sequence, gzipSync(bodyOf(head, content.records), { level: GZIP_LEVEL }));
    content = emptyContent();
  };
  const add = (kind: keyof AllRecords, record: object, alterId?: number): void => {
    const json = JSON.stringify(record);
    content.records[kind].push(json);
    content.characters += json.length;
    content.count++;
    if (alterId !== undefined) content.alterIds = widened(content.alterIds, alterId);
    if (content.records.vouchers.length >= MAX_VOUCHERS || content.characters >= MAX_CHARACTERS) flush();
  };
  const sink: RecordSink = {
    group: (record) => add("groups", record, record.alterId),
    ledger: (record) => add("ledgers", record, record.alterId),
    voucherType: (record) => add("voucherTypes", record, record.alterId),
    voucher: (record) => {
      content.debits += debitsOf(record);
      add("vouchers", record, record.alterId);
    },
    quarantined: (record) => add("quarantined", record),
  };
  return { sink, flush };
}

type Content = {
  records: { [Kind in keyof AllRecords]: string[] };
  alterIds: Batch["alterIds"];
  debits: bigint;
  count: number;
  characters: number;
};

function emptyContent(): Content {
  return {
    records: { groups: [], ledgers: [], voucherTypes: [], vouchers: [], present: [], quarantined: [] },
    alterIds: null,
    debits: 0n,
    count: 0,
    characters: 0,
  };
}

/** The batch as JSON, made of what is JSON already. */
function bodyOf(head: Omit<Batch, "records">, records: Content["records"]): string {
  const lists = Object.entries(records).map(([kind, list]) => `"${kind}":[${list.join(",")}]`);
  return `${JSON.stringify(head).slice(0, -1)},"records":{${lists.join(",")}}}`;
}

function widened(range: Batch["alterIds"], alterId: number): Batch["alterIds"] {
  if (range === null) return { from: alterId, to: alterId };
  return { from: Math.min(range.from, alterId), to: Math.max(range.to, alterId) };
}

/** Debits are negative in Tally's sign; their sum is given as a positive number. */
function debitsOf(voucher: VoucherRecord): bigint {
  let debits = 0n;
  for (const entry of voucher.entries) {
    const amount = BigInt(entry.amount);
    if (amount < 0n) debits -= amount;
  }
  return debits;
}
