import { sum, type Paise } from "@cfa/values/money";
import { share } from "@cfa/values/percent";

import type { Chart } from "../chart.ts";
import { bankLine } from "../desk.ts";
import { invoiceEntries, pickGoods, type Goods, type InvoiceSum } from "../goods.ts";
import { roundTo, scaled } from "../parties.ts";
import { partyEntry } from "../party-lines.ts";
import type { Allocation, Entry, Voucher } from "../tally-books.ts";
import type { Days } from "./days.ts";
import { ADJUSTED, BILLED, NOTED, PART_PAID, PAID_IN_CASH, type Deal } from "./deals.ts";

/** What the sums of a deal are; every voucher of it works them out again. */
export type DealSums = {
  readonly invoice: InvoiceSum;
  readonly note: InvoiceSum | null;
  readonly part: Paise;
  /** What is paid last: the invoice less note and part. */
  readonly rest: Paise;
};

/** Draws the goods of a deal. To be called once per deal: the draws behind it are the voucher's own. */
export function sumsOf(chart: Chart, deal: Deal): DealSums {
  const { party, random } = deal;
  const { interstate, typicalBill, isSupplier } = party;
  const direction = isSupplier ? -1n : 1n;
  const worth = scaled(typicalBill, 0.5 + random.next());
  const goods = pickGoods(random, { worth, buying: isSupplier });
  const invoice = invoiceEntries(chart, { goods, interstate, direction });
  const part = roundTo(scaled(invoice.total, 0.4 + random.next() * 0.2), 100);
  const paidPart = deal.partPaid === null ? 0n : part;
  const note =
    deal.noted === null ? null : invoiceEntries(chart, { goods: noted(goods), interstate, direction });
  return { invoice, note, part: paidPart, rest: invoice.total - paidPart - (note?.total ?? 0n) };
}

/** A difference of five per cent on the first of the goods. */
function noted({ lines, taxable }: Goods): Goods {
  const [first] = lines;
  if (first === undefined) throw new RangeError("no goods");
  const amount = share(taxable, 500);
  return { lines: [{ ...first, quantity: 1, rate: amount, amount }], taxable: amount };
}

/** The name of a deal's bill; for what we sell also the voucher's number. */
export function billNameOf(deal: Deal, days: Days): string {
  const { party, month, index, billed } = deal;
  const prefix = party.isSupplier ? party.ledger.name.charAt(0) : "ST";
  const year = days.yearOf(billed);
  return [prefix, year, `${String(party.index).padStart(5, "0")}-${month + 10}.${index + 1}`].join("/");
}

/** The name of a deal voucher's type. */
export function dealTypeOf(kind: number, isSupplier: boolean): string {
  switch (kind) {
    case BILLED:
      return isSupplier ? "GST Purchase" : "GST Sales";
    case NOTED:
      return isSupplier ? "Debit Note" : "Credit Note";
    case ADJUSTED:
      return "Bill Adjustment";
    default:
      if (isSupplier) return "Payment";
      return kind === PAID_IN_CASH ? "Receipt" : "Bank Receipt";
  }
}

type Body = Pick<Voucher, "entries" | "narration" | "isInvoice"> & Partial<Voucher>;
type Writing = { deal: Deal; kind: number; day: number; chart: Chart; days: Days };

/** What is written in a voucher of a deal, but for its ids, day and type. */
export function dealBody(writing: Writing): Body {
  const { deal, kind, chart, days } = writing;
  const sums = sumsOf(chart, deal);
  const name = billNameOf(deal, days);
  switch (kind) {
    case BILLED:
      return billedBody(writing, sums, name);
    case NOTED:
      return notedBody(writing, sums, name);
    case ADJUSTED:
      return adjustedBody(writing, sums, name);
    default:
      return paidBody(writing, sums, name);
  }
}

function billedBody({ deal, days }: Writing, { invoice }: DealSums, name: string): Body {
  const { party, random, billed } = deal;
  const sign = party.isSupplier ? 1n : -1n;
  const { creditDays } = party;
  const bills: Allocation[] = [
    { type: "New Ref", name, amount: sign * invoice.total, creditDays, billDate: days.dateOf(billed) },
  ];
  const order = random.chance(0.3) ? `PO-${random.int(100, 9_999)}` : "";
  return {
    ...(party.isSupplier
      ? { reference: name, referenceDate: days.dateOf(billed) }
      : { number: name, reference: order }),
    narration: party.isSupplier
      ? `Goods received, their bill ${name}`
      : `Sent by ${random.pick(CARRIERS)}, L/R no. ${random.int(10_000, 99_999)}`,
    isInvoice: true,
    dueText: `${creditDays} Days`,
    entries: [partyEntry(party, sign * invoice.total, bills), ...invoice.entries],
  };
}

const CARRIERS = ["VRL Logistics", "own van", "Maharashtra Roadways", "Sai Transport", "customer's vehicle"];

function notedBody({ deal, days }: Writing, { note }: DealSums, name: string): Body {
  const { party, random } = deal;
  if (note === null) throw new RangeError("a deal without a note has no voucher of one");
  const sign = party.isSupplier ? -1n : 1n;
  const bills = [against(deal, days, { name, amount: sign * note.total })];
  const turned = note.entries.map((entry) => ({ ...entry, amount: -entry.amount }));
  return {
    reference: name,
    narration: random.pick(["Rate difference", "Short supply", "Goods returned"]),
    isInvoice: true,
    entries: [partyEntry(party, sign * note.total, bills), ...turned],
  };
}

function paidBody({ deal, kind, day, chart, days }: Writing, sums: DealSums, name: string): Body {
  const { party, random, isOnAccount } = deal;
  const amount = kind === PART_PAID ? sums.part : sums.rest;
  const sign = party.isSupplier ? -1n : 1n;
  const tds = party.withholds && kind !== PART_PAID ? (share(sums.invoice.taxable, 10) / 100n) * 100n : 0n;
  const bills: Allocation[] = isOnAccount
    ? [{ type: "On Account", name: "", amount: sign * amount }]
    : [against(deal, days, { name, amount: sign * amount })];
  const inCash = kind === PAID_IN_CASH;
  const money: Entry = {
    ledger: inCash ? chart.cash : chart.bank,
    amount: -sign * (amount - tds),
    isParty: true,
    ...(inCash ? {} : { bank: bankLine(random, days.dateOf(day)) }),
  };
  const withheld = tds === 0n ? [] : [{ ledger: chart.tdsReceivable, amount: -tds }];
  return {
    narration: inCash ? "Being cash paid" : `UTR ${random.int(10_000_000, 99_999_999)}\r\nby NEFT`,
    isInvoice: false,
    entries: [money, ...withheld, partyEntry(party, sign * amount, bills)],
  };
}

function adjustedBody({ deal, days }: Writing, { part, rest }: DealSums, name: string): Body {
  const { party } = deal;
  const amount = (party.isSupplier ? -1n : 1n) * sum([part, rest]);
  return {
    narration: "On account amounts adjusted against bills",
    isInvoice: false,
    entries: [
      partyEntry(party, -amount, [{ type: "On Account", name: "", amount: -amount }]),
      partyEntry(party, amount, [against(deal, days, { name, amount })]),
    ],
  };
}

function against(deal: Deal, days: Days, bill: { name: string; amount: Paise }): Allocation {
  return { type: "Agst Ref", ...bill, billDate: days.dateOf(deal.billed) };
}
