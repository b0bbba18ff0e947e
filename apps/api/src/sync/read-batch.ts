import {
  GroupRecord,
  LedgerRecord,
  PresenceRecord,
  QuarantineRecord,
  VoucherRecord,
  VoucherTypeRecord,
  type AllRecords,
} from "@cfa/contract/records";
import { Batch, MAX_BATCH_VOUCHERS, PROTOCOL } from "@cfa/contract/sync";
import type { RefusedRecord } from "@cfa/db/queries/sync-batches";
import { z } from "zod";

import { ApiFailure, notRight } from "../errors.ts";
import { readShape } from "../read-shape.ts";

/** A batch whose envelope is right. `refused` are records that are none: the rest goes on without them. */
export type ReadBatch = {
  batch: Omit<z.infer<typeof Envelope>, "records">;
  records: AllRecords;
  refused: RefusedRecord[];
};

const Unread = z.array(z.unknown()).optional();
const Envelope = Batch.extend({
  records: z.strictObject({
    groups: Unread,
    ledgers: Unread,
    voucherTypes: Unread,
    vouchers: Unread,
    present: Unread,
    quarantined: Unread,
  }),
});
const MAX_RECORDS = 50_000;
const RAW_LENGTH = 4_000;
// What PostgreSQL's JSON cannot hold: U+0000 and half a surrogate pair, as JSON.stringify writes them.
const UNSTORABLE = /(?<!\\)(?:\\\\)*\\u(?:0000|d[89a-f][0-9a-f]{2})/i;

/**
 * Checks a batch's envelope and reads its records one by one. An envelope that is wrong (shape, protocol, count, sum of
 * debits) refuses the batch; a record that is wrong is put aside with its reason.
 */
export function readBatch(json: unknown): ReadBatch {
  const protocol = (json as { protocol?: unknown } | null)?.protocol;
  if (typeof protocol === "number" && protocol !== PROTOCOL) throw new ApiFailure("unsupported-protocol");
  const envelope = readShape(Envelope, json);
  const { records: raw, ...batch } = envelope;
  const size = Object.values(raw).reduce((total, list) => total + (list?.length ?? 0), 0);
  if (size > MAX_RECORDS || (raw.vouchers?.length ?? 0) > MAX_BATCH_VOUCHERS) {
    throw new ApiFailure("too-large", {
      message: `A batch may hold at most ${MAX_BATCH_VOUCHERS} vouchers and ${MAX_RECORDS} records.`,
    });
  }
  if (size !== batch.count) {
    throw new ApiFailure("bad-input", {
      field: "count",
      message: `The batch says it holds ${batch.count} records but holds ${size}.`,
    });
  }
  const debits = debitsOf(raw.vouchers ?? []);
  if (debits !== BigInt(batch.debits)) {
    throw new ApiFailure("bad-input", {
      field: "debits",
      message: `The batch says its debits are ${batch.debits} paise but they are ${debits}.`,
    });
  }
  const refused: RefusedRecord[] = [];
  const records: AllRecords = {
    groups: readEach(GroupRecord, raw.groups, { kind: "group", refused }),
    ledgers: readEach(LedgerRecord, raw.ledgers, { kind: "ledger", refused }),
    voucherTypes: readEach(VoucherTypeRecord, raw.voucherTypes, { kind: "voucher-type", refused }),
    vouchers: readEach(VoucherRecord, raw.vouchers, { kind: "voucher", refused }),
    present: readShape(z.array(PresenceRecord), raw.present ?? []),
    quarantined: readShape(z.array(QuarantineRecord), raw.quarantined ?? []),
  };
  return { batch, records, refused };
}

function readEach<S extends z.ZodType<{ guid: string }>>(
  shape: S,
  raw: readonly unknown[] | undefined,
  { kind, refused }: { kind: RefusedRecord["kind"]; refused: RefusedRecord[] },
): z.infer<S>[] {
  const good: z.infer<S>[] = [];
  for (const [place, record] of (raw ?? []).entries()) {
    const read = shape.safeParse(record);
    const fault = read.success ? faultOf(read.data) : shapeFault(read.error);
    if (read.success && fault === undefined) good.push(read.data);
    else refused.push(refusal(record, { kind, place, reason: fault ?? "unknown" }));
  }
  return good;
}

/** What a shape cannot say: a record without identity would overwrite its like, and some characters cannot be kept. */
function faultOf(record: { guid: string }): string | undefined {
  if (record.guid.trim() === "") return "It has no GUID, so it cannot be told from others.";
  if (UNSTORABLE.test(JSON.stringify(record))) return "It holds a character that cannot be stored.";
  return undefined;
}

function shapeFault(error: z.ZodError): string {
  const issue = error.issues[0];
  return notRight(`Its ${issue?.path.map(String).join(".") || "form"}`, issue);
}

function refusal(
  record: unknown,
  found: { kind: RefusedRecord["kind"]; place: number; reason: string },
): RefusedRecord {
  const { guid, name, number } = (record ?? {}) as Record<string, unknown>;
  const title = typeof name === "string" ? name : number;
  return {
    ...found,
    ...(typeof guid === "string" && guid !== "" ? { guid: storable(guid).slice(0, 1_000) } : {}),
    ...(typeof title === "string" ? { name: storable(title).slice(0, 1_000) } : {}),
    raw: storable(JSON.stringify(record) ?? "").slice(0, RAW_LENGTH),
  };
}

function storable(text: string): string {
  return text
    .toWellFormed()
    .replaceAll("\0", "\u{FFFD}")
    .replaceAll(/\\u(?:0000|d[89a-f][0-9a-f]{2})/gi, "\u{FFFD}");
}

/** All debits as the envelope counts them: negative amounts of entries, also of vouchers that turn out to be none. */
function debitsOf(vouchers: readonly unknown[]): bigint {
  let debits = 0n;
  for (const voucher of vouchers) {
    const { entries } = (voucher ?? {}) as { entries?: unknown };
    if (!Array.isArray(entries)) continue;
    for (const entry of entries as unknown[]) {
      const amount = (entry as { amount?: unknown } | null)?.amount;
      if (typeof amount === "string" && /^-\d{1,18}$/.test(amount)) debits -= BigInt(amount);
    }
  }
  return debits;
}
