import type { LedgerRecord, OpeningBillRecord, VoucherRecord } from "@cfa/contract/records";
import type { RecordCount, UploadNote } from "@cfa/contract/uploads";
import { listAsOf, listedParties, registerVouchers } from "@cfa/db/queries/uploads/standing";
import { settledParty } from "@cfa/tally/csv/list-records";
import { partyGuidPrefix, type ListSide } from "@cfa/tally/csv/made-guid";

import { note } from "./notes.ts";
import type { Stager } from "./stager.ts";
import { within, type UploadPlace } from "./upload-place.ts";

/** The days of the lists that this upload itself holds, by side. */
export type ListContext = Map<ListSide, string>;

export type ListTaken =
  | { readonly refusal: UploadNote }
  | { readonly counts: RecordCount[]; readonly warnings: UploadNote[] };

const REGISTERS: Readonly<Record<ListSide, readonly string[]>> = {
  receivable: ["file:sales:", "file:receipts:"],
  payable: ["file:purchases:", "file:payments:"],
};

/**
 * Takes a list of open bills: it is all that is open on its day. Parties of the earlier list that are not in it have nothing
 * open any more, and what registers brought up to that day goes, because the list already holds it.
 */
export async function takeListInto(
  place: UploadPlace,
  list: { side: ListSide; asOf: string; records: readonly LedgerRecord[]; stager: Stager },
  lists: ListContext,
): Promise<ListTaken> {
  const { side, asOf, records, stager } = list;
  if (lists.has(side)) return { refusal: note("two-lists") };
  const found = await within(place, async (tx) => ({
    before: await listAsOf(tx, side),
    parties: await listedParties(tx, partyGuidPrefix(side)),
    vouchers: await registerVouchers(tx, { prefixes: REGISTERS[side], to: asOf }),
  }));
  if (found.before !== null && found.before > asOf) return { refusal: note("older-list") };
  lists.set(side, asOf);
  const listed = new Set(records.map((record) => record.guid));
  const earlier = new Map(found.parties.map(({ guid, record }) => [guid, record]));
  const parties = countOf("party");
  const bills = countOf("bill");
  for (const record of records) {
    stager.add("ledger", record);
    compare(earlier.get(record.guid), record, { parties, bills });
  }
  for (const { guid, record } of found.parties) {
    if (listed.has(guid) || (record.openingBills ?? []).length === 0) continue;
    stager.add("ledger", settledParty(side, record.name), { isGone: true });
    parties.gone += 1;
    bills.gone += record.openingBills?.length ?? 0;
  }
  for (const { record } of found.vouchers) {
    const gone: VoucherRecord = { ...record, isCancelled: true, entries: [] };
    stager.add("voucher", gone, { isGone: true });
  }
  return {
    counts: [parties, bills],
    warnings: [note("list-replaces"), ...(found.vouchers.length > 0 ? [note("registers-replaced")] : [])],
  };
}

function compare(
  before: LedgerRecord | undefined,
  now: LedgerRecord,
  { parties, bills }: { parties: RecordCount; bills: RecordCount },
): void {
  const was = new Map((before?.openingBills ?? []).map((bill) => [keyOf(bill), bill]));
  const is = now.openingBills ?? [];
  let moved = was.size !== is.length;
  for (const bill of is) {
    const same = was.get(keyOf(bill));
    was.delete(keyOf(bill));
    if (same === undefined) bills.new += 1;
    else if (same.amount === bill.amount) bills.unchanged += 1;
    else bills.changed += 1;
    moved ||= same === undefined || same.amount !== bill.amount;
  }
  bills.gone += was.size;
  if (before === undefined) parties.new += 1;
  else if (moved) parties.changed += 1;
  else parties.unchanged += 1;
}

function keyOf(bill: OpeningBillRecord): string {
  return `${bill.name.toLowerCase()} ${bill.date ?? ""} ${bill.isAdvance === true}`;
}

function countOf(kind: RecordCount["kind"]): RecordCount {
  return { kind, new: 0, changed: 0, unchanged: 0, older: 0, gone: 0 };
}
