import type { DraftDifference, DraftReadBack, DraftVoucher } from "@cfa/contract/draft-voucher";
import type { EntryRecord, VoucherRecord } from "@cfa/contract/records";
import { formatDay, type LocalDate } from "@cfa/values/local-date";
import { formatRupees, sum } from "@cfa/values/money";

import { nameKey } from "../fields/voucher-kind.ts";

/** What must be told of a draft's voucher that Tally shows. */
export function readBackOf(voucher: DraftVoucher, read: VoucherRecord): DraftReadBack {
  const entries = partyEntries(voucher, read);
  return {
    guid: read.guid,
    alterId: read.alterId,
    number: read.number ?? "",
    type: read.type,
    date: read.date,
    party: read.party ?? entries[0]?.ledger ?? "",
    amount: sum(entries.map((entry) => BigInt(entry.amount))).toString(),
    bill: billsOf(entries)
      .map((bill) => bill.name)
      .join(", "),
    isOptional: read.isOptional === true,
  };
}

/**
 * Where Tally's voucher is not the draft; nothing when it is. The number is Tally's own and never compared: under automatic
 * numbering it overrides ours (A10).
 */
export function differencesOf(
  voucher: DraftVoucher,
  read: VoucherRecord,
  expected: { isOptional: boolean },
): DraftDifference[] {
  const found: DraftDifference[] = [];
  const compare = (field: DraftDifference["field"], wanted: string, is: string): void => {
    if (wanted !== is) found.push({ field, wanted: wanted.slice(0, 2_000), found: is.slice(0, 2_000) });
  };
  const entries = partyEntries(voucher, read);
  const wantedParty = voucher.lines.filter((line) => line.isParty);
  compare("date", formatDay(voucher.date as LocalDate), formatDay(read.date as LocalDate));
  compareNames("type", voucher.type, read.type);
  compareNames("party", voucher.party, read.party ?? entries[0]?.ledger ?? "");
  compare("amount", rupees(wantedParty), rupees(entries));
  compare("bill", billText(wantedBills(voucher)), billText(billsOf(entries)));
  compare("lines", linesText(voucher.lines), linesText(read.entries));
  compare("optional", yesNo(expected.isOptional), yesNo(read.isOptional === true));
  compare("cancelled", yesNo(false), yesNo(read.isCancelled === true));
  return found;

  function compareNames(field: "type" | "party", wanted: string, is: string): void {
    if (nameKey(wanted) !== nameKey(is)) compare(field, wanted, is);
  }
}

function partyEntries(voucher: DraftVoucher, read: VoucherRecord): EntryRecord[] {
  return read.entries.filter((entry) => nameKey(entry.ledger) === nameKey(voucher.party));
}

type Bill = { readonly name: string; readonly type: string; readonly amount: string };

function wantedBills(voucher: DraftVoucher): Bill[] {
  return voucher.lines
    .filter((line) => line.isParty)
    .map(({ amount }) => ({ name: voucher.bill, type: "agst-ref", amount }));
}

function billsOf(entries: readonly EntryRecord[]): Bill[] {
  return entries.flatMap((entry) => entry.bills ?? []);
}

function billText(bills: readonly Bill[]): string {
  if (bills.length === 0) return "none";
  return bills
    .map((bill) => `${nameKey(bill.name)} ${formatRupees(BigInt(bill.amount))} (${bill.type})`)
    .toSorted()
    .join(", ");
}

function linesText(lines: readonly { ledger: string; amount: string }[]): string {
  return lines
    .map((line) => `${nameKey(line.ledger)} ${formatRupees(BigInt(line.amount))}`)
    .toSorted()
    .join(", ");
}

function rupees(lines: readonly { amount: string }[]): string {
  return formatRupees(sum(lines.map((line) => BigInt(line.amount))));
}

function yesNo(is: boolean): string {
  return is ? "Yes" : "No";
}
