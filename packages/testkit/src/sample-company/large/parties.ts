import type { Paise } from "@cfa/values/money";

import { makeLedger, type Numbering } from "../chart.ts";
import { drawMeanDelay, roundTo, scaled } from "../parties.ts";
import { randomAt } from "../random.ts";
import type { Ledger } from "../tally-books.ts";
import { LargeContact } from "./contact.ts";
import { partyName } from "./names.ts";

/** A party of the large company and how it behaves; it has no state. */
export type LargeParty = {
  readonly index: number;
  readonly isSupplier: boolean;
  readonly ledger: Ledger;
  readonly typicalBill: Paise;
  readonly creditDays: number;
  readonly meanDelay: number;
  readonly sd: number;
  /** Share of its bills whose money is booked on account although it is bill-wise. */
  readonly onAccount: number;
  readonly interstate: boolean;
  /** Keeps back a little tax, which the receipt shows. */
  readonly withholds: boolean;
};

/** All parties, customers first. Held is what their ledgers have; how they behave is drawn when it is asked for. */
export type LargeParties = {
  readonly count: number;
  readonly ledgers: readonly Ledger[];
  /** Gives a party what it begins with; to be done before anything asks for its ledger. */
  begin(index: number, opening: Pick<Ledger, "opening" | "openingBills">): void;
  /** Deals a month before season. */
  rateOf(index: number): number;
  isSupplier(index: number): boolean;
  isBillWise(index: number): boolean;
  party(index: number): LargeParty;
};

/** One party in ten is a supplier. */
const SUPPLIERS = 0.1;

/** Makes the parties with ledgers whose ids follow those of the other masters. */
export function makeLargeParties(making: {
  seed: number;
  count: number;
  dealsAMonth: number;
  ids: Numbering;
}): LargeParties {
  const { seed, count, dealsAMonth, ids } = making;
  const customers = count - Math.max(1, Math.round(count * SUPPLIERS));
  const drawn = (index: number): Drawn => drawParty(seed, index, index >= customers);
  const weights = new Float64Array(count);
  const ledgers = Array.from({ length: count }, (_, index): Ledger => {
    const one = drawn(index);
    weights[index] = one.weight;
    return ledgerOf(seed, one, { ids, name: partyName(index, customers) });
  });
  const perWeight = dealsAMonth / weights.reduce((sum, weight) => sum + weight, 0);
  const ledger = (index: number): Ledger => {
    const found = ledgers[index];
    if (found === undefined) throw new RangeError(`no party ${index}`);
    return found;
  };
  return {
    count,
    ledgers,
    begin: (index, opening) => {
      ledgers[index] = { ...ledger(index), ...opening };
    },
    rateOf: (index) => (weights[index] ?? 0) * perWeight,
    isSupplier: (index) => index >= customers,
    isBillWise: (index) => ledger(index).isBillWise,
    party: (index) => ({ ...drawn(index), ledger: ledger(index) }),
  };
}

type Drawn = Omit<LargeParty, "ledger"> & {
  readonly weight: number;
  readonly isBillWise: boolean;
  readonly group: string;
  readonly hasCreditDays: boolean;
  readonly hasLimit: boolean;
};

function drawParty(seed: number, index: number, isSupplier: boolean): Drawn {
  const random = randomAt(seed, index);
  const interstate = random.chance(0.2);
  return {
    index,
    isSupplier,
    interstate,
    meanDelay: isSupplier ? random.next() * 12 - 2 : drawMeanDelay(random),
    creditDays: random.pick([21, 30, 30, 45]),
    typicalBill: scaled(30_000_00n, Math.exp(random.normal() * 0.6)),
    weight: Math.exp(random.normal() * 0.7),
    sd: 10 + random.next() * 5,
    onAccount: random.chance(0.35) ? 0.85 : 0.12,
    withholds: !isSupplier && random.chance(0.04),
    isBillWise: !random.chance(0.05),
    group: random.pick(isSupplier ? CREDITORS : interstate ? OUTSTATION : DEBTORS),
    hasCreditDays: random.chance(0.85),
    hasLimit: random.chance(0.3),
  };
}

const CREDITORS = ["Sundry Creditors", "Creditors for Goods"];
const OUTSTATION = ["Outstation Debtors"];
const DEBTORS = ["Sundry Debtors", "Sundry Debtors", "Maharashtra Debtors", "Vidarbha Debtors"];

/** Shared by all ledgers that have none: fifty thousand empty lists are a heap of their own. */
const NONE: readonly never[] = [];

function ledgerOf(seed: number, party: Drawn, given: { ids: Numbering; name: string }): Ledger {
  return makeLedger(given.ids.next(), {
    name: given.name,
    parent: party.group,
    aliases: NONE,
    openingBills: NONE,
    isBillWise: party.isBillWise,
    creditDays: party.hasCreditDays ? party.creditDays : null,
    creditLimit: party.hasLimit ? roundTo(party.typicalBill * 6n, 10_000) : null,
    contact: new LargeContact(seed, party.index, party.interstate),
  });
}
