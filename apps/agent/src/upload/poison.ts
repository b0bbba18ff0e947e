import { gunzipSync } from "node:zlib";

import type { QuarantineRecord, Records } from "@cfa/contract/records";

import { BATCH_VOUCHERS, packRecords, type KindAndRecord } from "../extract/batcher.ts";
import type { OutboxBatch } from "../outbox/batches.ts";
import type { Outbox } from "../outbox/outbox.ts";
import type { OutboxRun } from "../outbox/runs.ts";

/** A batch that the server refuses as a whole, with its reason. */
export type Poison = { readonly batch: OutboxBatch; readonly reason: string };

const LEAST_VOUCHERS = 10;
const SHOWN_AT_MOST = 100;
const REASON_LENGTH = 500;
const RAW_LENGTH = 2_000;

/**
 * Cuts a refused batch in halves: the first keeps its number, the second gets the next free one, so that the numbers stay
 * without a gap. What is refused alone is replaced by a quarantine record with the server's reason. Never while a window
 * is being written. Answers a line for people.
 */
export async function splitPoison(
  { batch, reason }: Poison,
  { outbox, run, now }: { outbox: Outbox; run: OutboxRun; now: () => string },
): Promise<string> {
  const records = recordsOf(batch);
  const replace = (sequence: number, kept: readonly KindAndRecord[]): Buffer =>
    packRecords(run, sequence, kept);
  if (records.length > 1) {
    const middle = Math.ceil(records.length / 2);
    await outbox.whole(async () => {
      outbox.replaceBatch(run.runId, batch.sequence, replace(batch.sequence, records.slice(0, middle)));
      const next = outbox.nextSequence(run.runId);
      outbox.addBatch(run.runId, next, replace(next, records.slice(middle)));
    });
    return `The server refused a batch of ${records.length} records (${reason}): it is sent in halves.`;
  }
  const [only] = records;
  const aside = only === undefined ? undefined : quarantined(only, reason);
  await outbox.whole(async () => {
    const kept: KindAndRecord[] = aside === undefined ? [] : [["quarantined", aside]];
    outbox.replaceBatch(run.runId, batch.sequence, replace(batch.sequence, kept));
    if (aside === undefined) return;
    const { guid, name } = aside;
    const shown = { ...(guid === undefined ? {} : { guid }), ...(name === undefined ? {} : { name }) };
    const list = [...(outbox.recall("setAside") ?? []), { ...shown, reason: aside.reason, at: now() }];
    outbox.remember("setAside", list.slice(-SHOWN_AT_MOST));
  });
  return aside === undefined
    ? "The server refused even an empty batch."
    : `Set aside ${aside.kind} ${aside.name ?? aside.guid ?? ""}: the server refused it (${reason}).`;
}

/** Later batches hold half as many vouchers: one was too large, or too slow, for the way to the server. */
export function makeBatchesSmaller(outbox: Outbox): void {
  const most = outbox.recall("batchVouchers")?.most ?? BATCH_VOUCHERS;
  outbox.remember("batchVouchers", { most: Math.max(LEAST_VOUCHERS, Math.floor(most / 2)) });
}

function recordsOf(batch: OutboxBatch): KindAndRecord[] {
  const body = JSON.parse(gunzipSync(batch.body).toString("utf8")) as { records: Records };
  return (Object.entries(body.records) as [keyof Records, object[]][]).flatMap(([kind, list]) =>
    list.map((record): KindAndRecord => [kind, record]),
  );
}

const KINDS: Record<keyof Records, QuarantineRecord["kind"]> = {
  groups: "group",
  ledgers: "ledger",
  voucherTypes: "voucher-type",
  vouchers: "voucher",
  present: "voucher",
  quarantined: "other",
};

/** What stands for a refused record; undefined when even such a one was refused. */
function quarantined([kind, record]: KindAndRecord, reason: string): QuarantineRecord | undefined {
  const { guid, name, type, number, raw, kind: was, reason: before } = record as Record<string, unknown>;
  if (kind === "quarantined") {
    // Its beginning may be what cannot be taken; without one there is nothing left to leave out.
    if (raw === undefined) return undefined;
    return { kind: was as QuarantineRecord["kind"], reason: String(before), ...textOf("guid", guid) };
  }
  const called = name ?? (type === undefined ? undefined : [type, number].filter(Boolean).join(" "));
  return {
    kind: KINDS[kind],
    ...textOf("guid", guid),
    ...textOf("name", called),
    reason: `The server refused it: ${reason}`.slice(0, REASON_LENGTH),
    ...(kind === "present" ? {} : { raw: JSON.stringify(record).slice(0, RAW_LENGTH) }),
  };
}

function textOf<Key extends "guid" | "name">(key: Key, value: unknown): { [K in Key]?: string } {
  return typeof value === "string" && value !== ""
    ? ({ [key]: value.slice(0, 200) } as { [K in Key]: string })
    : {};
}
