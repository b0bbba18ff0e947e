import type { AllRecords, CompanyRecord } from "@cfa/contract/records";
import type { Result } from "@cfa/values/result";

import type { TallyDocument, TallyRefusal } from "./document.ts";
import { createTallyReader } from "./read.ts";
import type { RecordSink } from "./record-reader.ts";

/** Every record of one document, held in memory. */
export type Collected = AllRecords & { companies: CompanyRecord[] };

/** A sink that keeps everything: for company lists, masters of small companies, and tests. */
export function collectRecords(): { sink: RecordSink; records: Collected } {
  const records: Collected = {
    companies: [],
    groups: [],
    ledgers: [],
    voucherTypes: [],
    vouchers: [],
    present: [],
    quarantined: [],
  };
  const sink: RecordSink = {
    company: (record) => records.companies.push(record),
    group: (record) => records.groups.push(record),
    ledger: (record) => records.ledgers.push(record),
    voucherType: (record) => records.voucherTypes.push(record),
    voucher: (record) => records.vouchers.push(record),
    quarantined: (record) => records.quarantined.push(record),
  };
  return { sink, records };
}

/** Reads a whole document that lies in memory, in pieces of `size` bytes. */
export function readWhole(
  bytes: Uint8Array,
  size = 65_536,
): { read: Result<TallyDocument, TallyRefusal>; records: Collected } {
  const { sink, records } = collectRecords();
  const reader = createTallyReader(sink);
  for (let at = 0; at < bytes.length; at += size) if (!reader.write(bytes.subarray(at, at + size))) break;
  return { read: reader.end(), records };
}
