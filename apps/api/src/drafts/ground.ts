import { freshnessAt } from "@cfa/books/freshness";
import { makeKindOf } from "@cfa/books/voucher-kind";
import { nameKey } from "@cfa/books/name-key";
import type { DraftVoucher } from "@cfa/contract/draft-voucher";
import { CompanyRecord, VoucherTypeRecord } from "@cfa/contract/records";
import { TallySelf } from "@cfa/contract/sync";
import {
  draftGround,
  draftLedgers,
  openBillNamed,
  voucherTypeRecords,
  type DraftBill,
  type DraftGround,
} from "@cfa/db/queries/drafts/facts";
import { pendingOnBill } from "@cfa/db/queries/drafts/read";
import type { BooksReader } from "@cfa/db/queries/snapshot";
import type { DayFacts } from "@cfa/tally/write-back/check-day";
import type { DraftFacts } from "@cfa/tally/write-back/check-draft";
import { day, localDateAt } from "@cfa/values/local-date";
import { financialYearOf, type Period } from "@cfa/values/period";

/** The company as its Tally knows it, and the days on which that Tally takes vouchers. */
export type Ground = {
  readonly company: { readonly guid: string; readonly name: string };
  readonly days: DayFacts;
  readonly hasAgent: boolean;
  readonly isStale: boolean;
  readonly generation: bigint;
  readonly readAt: Date | null;
};

/** Undefined until Tally has been read once: without its name and days nothing can be drafted. */
export async function readGround(reader: BooksReader, now: Date): Promise<Ground | undefined> {
  const ground = await draftGround(reader);
  const record = CompanyRecord.safeParse(ground?.record);
  if (ground === undefined || !record.success) return undefined;
  const { guid, name } = record.data;
  const isEducational = TallySelf.safeParse(ground.tally).data?.isEducational === true;
  const today = localDateAt(now);
  return {
    company: { guid: ground.guid ?? guid, name },
    days: { today, openYear: openYearOf(record.data, financialYearOf(today)), isEducational },
    ...agentOf(ground, now),
  };
}

function agentOf({ hasAgent, generation, readAt }: DraftGround, now: Date): Omit<Ground, "company" | "days"> {
  return { hasAgent, generation, readAt, isStale: freshnessAt(readAt, now) !== "fresh" };
}

/** The financial year in which Tally's period ends, from the beginning of the books on. */
function openYearOf({ booksFrom, endingAt }: CompanyRecord, current: Period): Period {
  const to = endingAt === undefined ? current.to : day(endingAt);
  const { from } = financialYearOf(to);
  return { from: booksFrom !== undefined && booksFrom > from ? day(booksFrom) : from, to };
}

/** Everything that a draft is held against, as the books are now, and what of it is worth keeping beside the draft. */
export async function gatherFacts(
  reader: BooksReader,
  about: {
    readonly ground: Ground;
    readonly voucher: DraftVoucher;
    readonly ledgerId: string;
    readonly isTaxNote: boolean;
    readonly draftId: string | null;
  },
): Promise<{ facts: DraftFacts; base: object }> {
  const { ground, voucher, ledgerId } = about;
  const nameKeys = [voucher.party, ...voucher.lines.map((line) => line.ledger)].map(nameKey);
  const ledgers = await draftLedgers(reader, { nameKeys });
  const bill = await openBillNamed(reader, { ledgerId, nameKey: nameKey(voucher.bill) });
  const open = bill === undefined ? 0n : await stillOpen(reader, bill, about.draftId);
  const types = await voucherTypes(reader);
  const voucherType = types.find((type) => nameKey(type.name) === nameKey(voucher.type));
  const { days, hasAgent, isStale } = ground;
  const facts: DraftFacts = {
    ...days,
    ledgers,
    isTaxNote: about.isTaxNote,
    hasAgent,
    isStale,
    ...(voucherType === undefined ? {} : { voucherType }),
    ...(bill === undefined
      ? {}
      : { bill: { name: bill.name, date: day(bill.date), open, isInferred: bill.basis === "inferred" } }),
  };
  const base = {
    generation: ground.generation.toString(),
    readAt: ground.readAt?.toISOString() ?? null,
    company: ground.company,
    days,
    voucherType: voucherType ?? null,
    bill: bill === undefined ? null : { ...bill, open: bill.open.toString(), free: open.toString() },
    ledgers,
  };
  return { facts, base };
}

/** What is open of a bill and no other draft is about to take. */
export async function stillOpen(
  reader: BooksReader,
  bill: DraftBill,
  draftId: string | null,
): Promise<bigint> {
  const pending = await pendingOnBill(reader, { billId: bill.billId, exceptDraftId: draftId });
  return bill.open > pending ? bill.open - pending : 0n;
}

/** The company's voucher types with the reserved kind each goes back to. */
export async function voucherTypes(
  reader: BooksReader,
): Promise<{ name: string; kind: string; numbering?: string }[]> {
  const records = (await voucherTypeRecords(reader)).flatMap((record) => {
    const type = VoucherTypeRecord.safeParse(record);
    return type.success ? [type.data] : [];
  });
  const kindOf = makeKindOf(records);
  return records.map(({ name, numbering }) => ({
    name,
    kind: kindOf(name),
    ...(numbering === undefined ? {} : { numbering }),
  }));
}
