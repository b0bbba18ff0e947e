import { sum, type Paise } from "@cfa/values/money";
import { share } from "@cfa/values/percent";

import type { Chart } from "./chart.ts";
import type { Random } from "./random.ts";
import type { Entry, StockLine } from "./tally-books.ts";

type Item = { readonly name: string; readonly unit: string; readonly rate: Paise; readonly tax: 18 | 5 };

const ITEMS: readonly Item[] = [
  { name: "Copper Wire 1.5 sq mm (90 m coil)", unit: "Nos", rate: 128_550n, tax: 18 },
  { name: "Copper Wire 2.5 sq mm (90 m coil)", unit: "Nos", rate: 209_975n, tax: 18 },
  { name: "LED Bulb 9 W", unit: "Nos", rate: 6_825n, tax: 18 },
  { name: "LED Panel 15 W", unit: "Nos", rate: 31_240n, tax: 18 },
  { name: "Ceiling Fan 1200 mm", unit: "Nos", rate: 146_600n, tax: 18 },
  { name: "Modular Switch 6 A", unit: "Nos", rate: 3_415n, tax: 18 },
  { name: "MCB 32 A Double Pole", unit: "Nos", rate: 38_990n, tax: 18 },
  { name: "PVC Conduit 25 mm", unit: "Mtr", rate: 2_265n, tax: 18 },
  { name: "CPVC Pipe 1 inch", unit: "Mtr", rate: 11_880n, tax: 18 },
  { name: "GI Nails 3 inch", unit: "Kgs", rate: 9_650n, tax: 18 },
  { name: "Solar Lantern", unit: "Nos", rate: 84_300n, tax: 5 },
  { name: "Hand Pump Spare Set", unit: "Nos", rate: 52_710n, tax: 5 },
];

export type Goods = { readonly lines: readonly (StockLine & { tax: 18 | 5 })[]; readonly taxable: Paise };

/** One to four kinds of goods worth about `worth` before tax; purchases are at 78 % of the selling rate. */
export function pickGoods(random: Random, options: { worth: Paise; buying: boolean }): Goods {
  const kinds = random.int(1, options.worth > 50_000_00n ? 4 : 2);
  const lines = Array.from({ length: kinds }, () => {
    const item = random.pick(ITEMS);
    const rate = options.buying
      ? share(item.rate, 7_800)
      : share(item.rate, random.pick([10_000, 10_000, 9_800, 9_500]));
    const wanted = Number(options.worth) / kinds / Number(rate);
    const quantity = Math.max(1, Math.round(wanted * (0.7 + random.next() * 0.6)));
    const { name, unit, tax } = item;
    return { item: name, unit, quantity, rate, amount: rate * BigInt(quantity), tax };
  });
  return { lines, taxable: sum(lines.map((line) => line.amount)) };
}

export type InvoiceSum = {
  readonly total: Paise;
  readonly taxable: Paise;
  readonly entries: readonly Entry[];
};

/**
 * The entries of an invoice below the party's: goods by tax rate, GST to the paisa per rate (CGST and SGST, or IGST
 * between states), and the rounding to whole rupees. `direction` 1 credits them (sales), −1 debits them (purchases).
 */
export function invoiceEntries(
  chart: Chart,
  options: { goods: Goods; interstate: boolean; direction: 1n | -1n },
): InvoiceSum {
  const { goods, interstate, direction } = options;
  const selling = direction === 1n;
  const entries: Entry[] = [];
  const tax = { central: 0n, state: 0n, integrated: 0n };
  for (const rate of [18, 5] as const) {
    const stock = goods.lines.filter((line) => line.tax === rate);
    if (stock.length === 0) continue;
    const taxable = sum(stock.map((line) => line.amount));
    const ledger = chart[`${selling ? "sales" : "purchase"}${rate}`];
    entries.push({ ledger, amount: direction * taxable, stock });
    if (interstate) tax.integrated += share(taxable, rate * 100);
    else {
      tax.central += share(taxable, rate * 50);
      tax.state += share(taxable, rate * 50);
    }
  }
  const side = selling ? "output" : "input";
  if (tax.central !== 0n) entries.push({ ledger: chart[`${side}Cgst`], amount: direction * tax.central });
  if (tax.state !== 0n) entries.push({ ledger: chart[`${side}Sgst`], amount: direction * tax.state });
  if (tax.integrated !== 0n)
    entries.push({ ledger: chart[`${side}Igst`], amount: direction * tax.integrated });
  const exact = goods.taxable + tax.central + tax.state + tax.integrated;
  const total = ((exact + 50n) / 100n) * 100n;
  if (total !== exact) entries.push({ ledger: chart.roundOff, amount: direction * (total - exact) });
  return { total, taxable: goods.taxable, entries };
}
