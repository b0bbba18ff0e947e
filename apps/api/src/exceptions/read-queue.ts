import { alikeParties } from "@cfa/books/exceptions/alike-parties";
import type { ExceptionCount, ExceptionRow } from "@cfa/contract/exceptions";
import { ExceptionKind } from "@cfa/contract/exceptions";
import type { ExceptionItem } from "@cfa/db/queries/exceptions/part";
import { partyIdentities } from "@cfa/db/queries/exceptions/parties";
import { exceptionCounts, exceptionItems, type ExceptionPlace } from "@cfa/db/queries/exceptions/queue";
import {
  billsShown,
  linesOf,
  openBillsOf,
  partiesShown,
  vouchersShown,
} from "@cfa/db/queries/exceptions/shown";
import type { CompanySnapshot } from "@cfa/db/queries/snapshot";
import type { LocalDate } from "@cfa/values/local-date";
import { paiseToJson } from "@cfa/values/money";

import { possibleTds } from "../present/tds-habits.ts";
import { presentException, WAITING_MONEY } from "./present.ts";

export type QueueWanted = {
  readonly asOf: LocalDate;
  readonly kind: ExceptionKind | null;
  readonly ledgerId: string | null;
};

/** A page of the queue, one row more than `limit` where there is a next page: each item with what is shown of it. */
export async function readQueue(
  snapshot: CompanySnapshot,
  wanted: QueueWanted & { limit: number; after: ExceptionPlace | null },
): Promise<ExceptionItem[]> {
  const alike = await alikeIn(snapshot, wanted);
  return exceptionItems(snapshot, { ...wanted, alike });
}

/** How many there are of each kind, none included. */
export async function readCounts(snapshot: CompanySnapshot, asOf: LocalDate): Promise<ExceptionCount[]> {
  const wanted = { asOf, kind: null, ledgerId: null };
  const alike = await alikeIn(snapshot, wanted);
  const found = await exceptionCounts(snapshot, { ...wanted, alike });
  return ExceptionKind.options.map((kind) => {
    const { count, amount } = found.find((row) => row.kind === kind) ?? { count: 0, amount: 0n };
    return { kind, count, amount: paiseToJson(amount) };
  });
}

/** Items of the queue with their parties, bills and vouchers, and what waiting money has probably paid. */
export async function showItems(
  snapshot: CompanySnapshot,
  items: readonly ExceptionItem[],
  asOf: LocalDate,
): Promise<ExceptionRow[]> {
  const waiting = items.filter((item) => WAITING_MONEY.has(item.kind));
  const voucherIds = items.flatMap((item) => item.voucherId ?? []);
  const ledgerIds = items.flatMap((item) => item.ledgerIds);
  const shown = {
    parties: await partiesShown(snapshot, { ledgerIds, asOf }),
    bills: await billsShown(snapshot, { billIds: items.flatMap((item) => item.billIds), asOf }),
    vouchers: await vouchersShown(snapshot, voucherIds),
    lines: await linesOf(
      snapshot,
      waiting.flatMap((item) => item.voucherId ?? []),
    ),
  };
  const open = await openBillsOf(snapshot, { ledgerIds: waiting.flatMap((item) => item.ledgerIds), asOf });
  const tds = await possibleTds(snapshot, { bills: open, asOf });
  return items.map((item) => presentException(item, { ...shown, open, tds }));
}

async function alikeIn(snapshot: CompanySnapshot, { kind, ledgerId }: QueueWanted): Promise<string[][]> {
  if (ledgerId !== null || (kind !== null && kind !== "duplicate-parties")) return [];
  const sets = alikeParties(await partyIdentities(snapshot));
  return sets.map((set) => set.map((party) => party.ledgerId));
}
