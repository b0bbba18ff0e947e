import { gzipSync } from "node:zlib";

import type { AllRecords, PresenceRecord, VoucherRecord } from "@cfa/contract/records";
import { PROTOCOL, type Batch } from "@cfa/contract/sync";
import type { RecordSink } from "@cfa/tally/record-reader";

import type { Outbox } from "../outbox/outbox.ts";
import type { OutboxRun } from "../outbox/runs.ts";

/** Vouchers in a batch, unless one was too large for the way to the server. */
export const BATCH_VOUCHERS = 500;
const MAX_PRESENT = 5_000;
const MAX_CHARACTERS = 1_000_000;
/** The server's disk is not the bottleneck, this PC's processor is. */
const GZIP_LEVEL = 3;

/**
 * Cuts a stream of records into batches of at most 500 vouchers or about 1 MB of JSON and writes each to the outbox.
 * Call `sink` methods inside one `outbox.whole`; `flush` at its end. Records are kept as their JSON alone: the memory of a
 * Tally PC belongs to Tally.
 */
export function createBatcher(outbox: Outbox, run: OutboxRun) {
  const most = outbox.recall("batchVouchers")?.most ?? BATCH_VOUCHERS;
  const mostCharacters = Math.max(1, Math.floor((MAX_CHARACTERS * most) / BATCH_VOUCHERS));
  let content = emptyContent();

  const flush = (): void => {
    if (content.count === 0) return;
    const sequence = outbox.nextSequence(run.runId);
    outbox.addBatch(run.runId, sequence, packed(run, sequence, content));
    content = emptyContent();
  };
  const add = (kind: keyof AllRecords, record: object): void => {
    put(content, kind, record);
    const { vouchers, present } = content.records;
    const isFull =
      vouchers.length >= most || present.length >= MAX_PRESENT || content.characters >= mostCharacters;
    if (isFull) flush();
  };
  const sink: BatchSink = {
    group: (record) => add("groups", record),
    ledger: (record) => add("ledgers", record),
    voucherType: (record) => add("voucherTypes", record),
    voucher: (record) => {
      content.debits += debitsOf(record);
      add("vouchers", record);
    },
    present: (record) => add("present", record),
    quarantined: (record) => add("quarantined", record),
  };
  return { sink, flush };
}

/** Where records go on their way into batches. */
export type BatchSink = Required<Omit<RecordSink, "company" | "cell" | "row">> & {
  present(record: PresenceRecord): void;
};

/** One record of a batch with its kind. */
export type KindAndRecord = readonly [kind: keyof AllRecords, record: object];

/** A batch of these records as it is sent: for what has been a batch before and is packed anew. */
export function packRecords(
  run: Pick<OutboxRun, "runId" | "company">,
  sequence: number,
  records: readonly KindAndRecord[],
): Buffer {
  const content = emptyContent();
  for (const [kind, record] of records) {
    put(content, kind, record);
    if (kind === "vouchers") content.debits += debitsOf(record as VoucherRecord);
  }
  return packed(run, sequence, content);
}

/** A batch's envelope and body, made of records that are JSON already. */
function packed(run: Pick<OutboxRun, "runId" | "company">, sequence: number, content: Content): Buffer {
  const head: Omit<Batch, "records"> = {
    protocol: PROTOCOL,
    runId: run.runId,
    sequence,
    companyGuid: run.company.guid,
    alterIds: content.alterIds,
    count: content.count,
    debits: content.debits.toString(),
  };
  return gzipSync(bodyOf(head, content.records), { level: GZIP_LEVEL });
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

function put(content: Content, kind: keyof AllRecords, record: object): void {
  const json = JSON.stringify(record);
  content.records[kind].push(json);
  content.characters += json.length;
  content.count++;
  if ("alterId" in record) content.alterIds = widened(content.alterIds, record.alterId as number);
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
