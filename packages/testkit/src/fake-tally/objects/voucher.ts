import { guidOf, type Allocation, type Entry, type StockLine } from "../../sample-company/tally-books.ts";
import type { Extra, VoucherNow } from "../company/state.ts";
import type { View } from "../company/view.ts";
import { amount, date, logical, number, period, text } from "../xml/field.ts";
import type { FieldType, Shape } from "../xml/shape.ts";
import { listOf } from "../xml/write.ts";
import { escapeText, RESERVED } from "../xml/text.ts";
import { BANK_EMPTY, BILL_EMPTY, ENTRY_EMPTY, STOCK_EMPTY, VOUCHER_EMPTY } from "./empty-tags.ts";
import { toRupees } from "@cfa/values/money";

/** A voucher's stored text carries no type beside it, unlike a master's fields. */
const TYPED: ReadonlySet<FieldType> = new Set<FieldType>(["Number", "Amount", "Date", "Due Date"]);

const NOT_APPLICABLE = `${RESERVED}Not Applicable`;

type Line = { readonly voucher: VoucherNow; readonly entry: Entry & Extra };
type BillLine = { readonly voucher: VoucherNow; readonly bill: Allocation & Extra };
type GoodsLine = { readonly line: Line; readonly stock: StockLine };

const BILL: Shape<BillLine> = {
  typed: TYPED,
  fields: {
    name: text("NAME", ({ bill }) => bill.name),
    billtype: text("BILLTYPE", ({ bill }) => bill.type),
    billcreditperiod: period("BILLCREDITPERIOD", ({ voucher, bill }) => ({
      days: bill.creditDays,
      base: bill.billDate ?? voucher.date,
    })),
    billdate: date("BILLDATE", ({ bill }) => bill.billDate),
    amount: amount(
      "AMOUNT",
      ({ bill }) => bill.amount,
      ({ bill }) => bill.foreign,
    ),
  },
  empty: BILL_EMPTY,
  extra: ({ bill }) => bill.extra,
};

const BANK: Shape<Line> = {
  typed: TYPED,
  fields: {
    date: date("DATE", ({ voucher }) => voucher.date),
    instrumentdate: date("INSTRUMENTDATE", ({ entry }) => entry.bank?.instrumentDate),
    bankersdate: date("BANKERSDATE", ({ entry }) => entry.bank?.bankersDate ?? null),
    transactiontype: text("TRANSACTIONTYPE", ({ entry }) => entry.bank?.transactionType),
    instrumentnumber: text("INSTRUMENTNUMBER", ({ entry }) => entry.bank?.instrumentNumber),
    amount: amount(
      "AMOUNT",
      ({ entry }) => entry.amount,
      ({ entry }) => entry.foreign,
    ),
  },
  empty: BANK_EMPTY,
};

/** One line of a voucher. */
export const ENTRY: Shape<Line> = {
  typed: TYPED,
  fields: {
    ledgername: text("LEDGERNAME", ({ entry }, view) => view.ledgerName(entry.ledger)),
    ledgerguid: text("LEDGERGUID", ({ entry }, view) => guidOf(view, entry.ledger)),
    gstclass: text("GSTCLASS", () => NOT_APPLICABLE),
    isdeemedpositive: logical("ISDEEMEDPOSITIVE", ({ entry }) => entry.amount < 0n),
    ispartyledger: logical("ISPARTYLEDGER", ({ entry }) => entry.isParty === true),
    islastdeemedpositive: logical("ISLASTDEEMEDPOSITIVE", ({ entry }) => entry.amount < 0n),
    amount: amount(
      "AMOUNT",
      ({ entry }) => entry.amount,
      ({ entry }) => entry.foreign,
    ),
  },
  lists: {
    billallocations: listOf(
      "BILLALLOCATIONS.LIST",
      ({ voucher, entry }) => (entry.bills ?? []).map((bill) => ({ voucher, bill })),
      BILL,
    ),
    bankallocations: listOf(
      "BANKALLOCATIONS.LIST",
      (line) => (line.entry.bank === undefined ? [] : [line]),
      BANK,
    ),
  },
  empty: ENTRY_EMPTY,
  extra: ({ entry }) => entry.extra,
};

/** A line of goods; the posting behind it is repeated below. */
const GOODS: Shape<GoodsLine> = {
  typed: TYPED,
  fields: {
    stockitemname: text("STOCKITEMNAME", ({ stock }) => stock.item),
    isdeemedpositive: logical("ISDEEMEDPOSITIVE", ({ stock }) => stock.amount < 0n),
    rate: text("RATE", ({ stock }) => `${toRupees(stock.rate)}/${stock.unit}`),
    amount: amount("AMOUNT", ({ stock }) => stock.amount),
    actualqty: text("ACTUALQTY", ({ stock }) => ` ${stock.quantity} ${stock.unit}`),
    billedqty: text("BILLEDQTY", ({ stock }) => ` ${stock.quantity} ${stock.unit}`),
  },
  lists: {
    accountingallocations: listOf(
      "ACCOUNTINGALLOCATIONS.LIST",
      ({ line, stock }) => [{ ...line, entry: { ...line.entry, amount: stock.amount } }],
      ENTRY,
    ),
  },
  empty: STOCK_EMPTY,
};

export const VOUCHER: Shape<VoucherNow> = {
  typed: TYPED,
  fields: {
    date: date("DATE", (voucher) => voucher.date),
    guid: text("GUID", (voucher, view) => guidOf(view, voucher.masterId)),
    vouchertypename: text("VOUCHERTYPENAME", (voucher) => voucher.type),
    vouchernumber: text("VOUCHERNUMBER", (voucher) => voucher.number),
    reference: text("REFERENCE", (voucher) => voucher.reference),
    referencedate: date("REFERENCEDATE", (voucher) => voucher.referenceDate),
    partyledgername: text("PARTYLEDGERNAME", (voucher, view) =>
      voucher.isCancelled ? "" : view.ledgerName(voucher.party),
    ),
    narration: text("NARRATION", (voucher) => voucher.narration),
    basicduedateofpymt: text("BASICDUEDATEOFPYMT", (voucher) => voucher.dueText),
    persistedview: text("PERSISTEDVIEW", viewNameOf),
    vchgstclass: text("VCHGSTCLASS", () => NOT_APPLICABLE),
    // Parts of this key are parted by a 0x05.
    statkey: text("STATKEY", ({ date, type, number }) => [date.slice(0, 4), type, number].join("\u0005")),
    isinvoice: logical("ISINVOICE", (voucher) => voucher.isInvoice),
    iscancelled: logical("ISCANCELLED", (voucher) => voucher.isCancelled),
    isoptional: logical("ISOPTIONAL", (voucher) => voucher.isOptional),
    ispostdated: logical("ISPOSTDATED", (voucher) => voucher.isPostDated),
    effectivedate: date("EFFECTIVEDATE", (voucher) => voucher.date),
    masterid: number("MASTERID", (voucher) => voucher.masterId),
    alterid: number("ALTERID", (voucher) => voucher.alterId),
    voucherkey: number("VOUCHERKEY", (voucher) => 193_342_000_000_000 + voucher.masterId),
    // Of the party's line, else of the first: what Tally calls a voucher's amount.
    amount: amount("AMOUNT", amountOf),
  },
  lists: {
    allledgerentries: listOf("ALLLEDGERENTRIES.LIST", linesOf, ENTRY),
    ledgerentries: listOf("LEDGERENTRIES.LIST", ledgerLinesOf, ENTRY),
    allinventoryentries: listOf("ALLINVENTORYENTRIES.LIST", goodsOf, GOODS),
    inventoryentries: listOf("INVENTORYENTRIES.LIST", goodsOf, GOODS),
  },
  empty: VOUCHER_EMPTY,
  extra: (voucher) => voucher.extra,
};

const { amount: _computed, ...EXPORTED_FIELDS } = VOUCHER.fields;

/** A voucher as exports write it: an invoice with its goods and what stands beside them, others with all their lines. */
export const EXPORTED_INVOICE: Shape<VoucherNow> = {
  ...VOUCHER,
  fields: EXPORTED_FIELDS,
  lists: {
    allinventoryentries: listOf("ALLINVENTORYENTRIES.LIST", goodsOf, GOODS),
    ledgerentries: listOf("LEDGERENTRIES.LIST", ledgerLinesOf, ENTRY),
  },
};

export const EXPORTED_VOUCHER: Shape<VoucherNow> = {
  ...VOUCHER,
  fields: EXPORTED_FIELDS,
  lists: { allledgerentries: listOf("ALLLEDGERENTRIES.LIST", linesOf, ENTRY) },
};

/** The opening tag of a voucher; a cancelled one says so there too. */
export function voucherTag(view: View, voucher: VoucherNow, action?: string): string {
  const guid = guidOf(view, voucher.masterId);
  const said = voucher.isCancelled ? "Cancel" : action;
  return (
    `<VOUCHER REMOTEID="${escapeText(voucher.remoteId ?? guid)}" VCHKEY="${guid}:00000008"` +
    ` VCHTYPE="${escapeText(voucher.type)}"${said === undefined ? "" : ` ACTION="${said}"`} OBJVIEW="${viewNameOf(voucher)}">`
  );
}

function viewNameOf(voucher: VoucherNow): string {
  return voucher.isInvoice ? "Invoice Voucher View" : "Accounting Voucher View";
}

function amountOf(voucher: VoucherNow): bigint {
  const line = voucher.entries.find((entry) => entry.isParty === true) ?? voucher.entries[0];
  return voucher.isCancelled ? 0n : (line?.amount ?? 0n);
}

function linesOf(voucher: VoucherNow): Line[] {
  return voucher.isCancelled ? [] : voucher.entries.map((entry) => ({ voucher, entry }));
}

/** In an item invoice, what stands behind goods is not repeated here. */
function ledgerLinesOf(voucher: VoucherNow): Line[] {
  if (!voucher.isInvoice) return [];
  return linesOf(voucher).filter(({ entry }) => (entry.stock?.length ?? 0) === 0);
}

/** Goods carry sizes; their sign is that of the posting behind them. */
function goodsOf(voucher: VoucherNow): GoodsLine[] {
  return linesOf(voucher).flatMap((line) => {
    const isDebit = line.entry.amount < 0n;
    return (line.entry.stock ?? []).map((stock) => {
      const size = stock.amount < 0n ? -stock.amount : stock.amount;
      return { line, stock: { ...stock, amount: isDebit ? -size : size } };
    });
  });
}
