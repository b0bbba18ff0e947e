import { Proposal } from "@cfa/contract/corrections";
import type { CorrectionRow } from "@cfa/db/queries/corrections";
import { idOut } from "@cfa/values/ids";

import type { BillKeyText, Names } from "./names.ts";

type Json = Readonly<Record<string, unknown>>;

/**
 * A stored correction as the proposal that would say the same again: its keys are ids once more, so that a person can go on from it.
 * Undefined where something it speaks of is not in the books any more.
 */
export function proposalOf(
  row: Pick<
    CorrectionRow,
    | "kind"
    | "value"
    | "ledgerGuid"
    | "voucherGuid"
    | "lineNo"
    | "fromDate"
    | "billSide"
    | "billKey"
    | "billDate"
  >,
  names: Names,
): Proposal | undefined {
  const value = row.value as Json;
  const party = partyId(row.ledgerGuid, names);
  const said = {
    rematch: () => ({ partyId: party, ...lineOf(row, names), parts: partsOf(value, names) }),
    "due-date": () => ({ billId: ownBillId(row, names), ...value }),
    dispute: () => ({ billId: ownBillId(row, names), ...value }),
    "write-off": () => ({ billId: ownBillId(row, names), ...value }),
    terms: () => ({ partyId: party, ...value, fromDate: row.fromDate }),
    merge: () => ({ partyId: party, intoPartyId: partyId(String(value["intoGuid"]), names) }),
    exclude: () => ({ partyId: party, ...value }),
    contact: () => ({ partyId: party, ...value }),
    "credit-limit": () => ({ partyId: party, ...value }),
    "tds-profile": () => ({ partyId: party, ...value, fromDate: row.fromDate }),
    promise: () => ({ partyId: party, ...value, fromDate: row.fromDate }),
    "class-pin": () => ({ partyId: party, ...value }),
  }[row.kind]();
  return Proposal.safeParse({ kind: row.kind, ...said }).data;
}

function partyId(guid: string, names: Names): string | undefined {
  const party = names.party(guid);
  return party && idOut("party", party.ledgerId);
}

function billId(key: BillKeyText, names: Names): string | undefined {
  const bill = names.bill(key);
  return bill && idOut("bill", bill.billId);
}

function ownBillId(
  { ledgerGuid, billSide, billKey, billDate }: Parameters<typeof proposalOf>[0],
  names: Names,
): string | undefined {
  if (billSide === null || billKey === null || billDate === null) return undefined;
  return billId({ ledgerGuid, side: billSide, nameKey: billKey, date: billDate }, names);
}

function lineOf({ voucherGuid, lineNo }: Parameters<typeof proposalOf>[0], names: Names): object {
  const voucher = voucherGuid === null ? undefined : names.voucher(voucherGuid);
  return { voucherId: voucher && idOut("voucher", voucher.voucherId), lineNo };
}

function partsOf(value: Json, names: Names): object[] {
  const parts = value["parts"] as readonly { bill: BillKeyText; amount: string }[];
  return parts.map(({ bill, amount }) => ({ billId: billId(bill, names), amount }));
}
