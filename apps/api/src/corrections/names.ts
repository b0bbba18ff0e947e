import { billsByKey, voucherKeys, type KeyedBill, type KeyedVoucher } from "@cfa/db/queries/correction-keys";
import { partyLedgers } from "@cfa/db/queries/party-ledgers";
import type { BooksReader } from "@cfa/db/queries/snapshot";

/** What corrections speak of, by the keys they hold. */
export type Names = {
  readonly party: (guid: string) => { ledgerId: string; name: string } | undefined;
  readonly bill: (key: BillKeyText) => KeyedBill | undefined;
  readonly voucher: (guid: string) => KeyedVoucher | undefined;
};

export type BillKeyText = { ledgerGuid: string; side: string; nameKey: string; date: string };

/** Of a correction: what it hangs on, and what its value speaks of besides. */
export type Speaking = {
  readonly ledgerGuid: string;
  readonly voucherGuid: string | null;
  readonly bill: BillKeyText | null;
  readonly value: unknown;
};

/** Looks up the parties, bills and vouchers that some corrections speak of: three questions, however many there are. */
export async function namesFor(reader: BooksReader, corrections: readonly Speaking[]): Promise<Names> {
  const guids = corrections.flatMap(({ ledgerGuid, value }) => [ledgerGuid, ...intoOf(value)]);
  const keys = corrections.flatMap(({ bill, value }) => [
    ...(bill === null ? [] : [bill]),
    ...partsOf(value),
  ]);
  const parties = await partyLedgers(reader, { guids: [...new Set(guids)] });
  const bills = await billsByKey(reader, keys);
  const vouchers = await voucherKeys(reader, {
    guids: [...new Set(corrections.flatMap((one) => one.voucherGuid ?? []))],
  });
  const byKey = new Map(bills.map((bill) => [textOf(bill), bill]));
  return {
    party: (guid) => parties.find((row) => row.guid === guid),
    bill: (key) => byKey.get(textOf(key)),
    voucher: (guid) => vouchers.find((row) => row.guid === guid),
  };
}

/** The other party of a merge. */
export function intoOf(value: unknown): string[] {
  const into = (value as { intoGuid?: unknown }).intoGuid;
  return typeof into === "string" ? [into] : [];
}

/** The bills of a rematch. */
export function partsOf(value: unknown): BillKeyText[] {
  const parts = (value as { parts?: { bill: BillKeyText }[] }).parts ?? [];
  return parts.map(({ bill: { ledgerGuid, side, nameKey, date } }) => ({ ledgerGuid, side, nameKey, date }));
}

function textOf({ ledgerGuid, side, nameKey, date }: BillKeyText): string {
  return [ledgerGuid, side, nameKey, date].join("\0");
}
