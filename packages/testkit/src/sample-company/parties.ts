import type { LocalDate } from "@cfa/values/local-date";
import { partsOf } from "@cfa/values/local-date";
import type { Paise } from "@cfa/values/money";

import { inventContact } from "./contact.ts";
import { makeLedger, type Numbering } from "./chart.ts";
import { CUSTOMER_CAST, inventNames, SUPPLIER_CAST, type CastMember } from "./party-names.ts";
import type { Random } from "./random.ts";
import type { SizeProfile } from "./sizes.ts";
import type { Ledger } from "./tally-books.ts";

/** A bill as the party knows it; `open` is what it truly still owes (always ≥ 0). */
export type OpenBill = {
  readonly name: string;
  readonly date: LocalDate;
  readonly due: LocalDate;
  readonly amount: Paise;
  readonly taxable: Paise;
  open: Paise;
  /** Withheld by the customer, to be booked by journal when the certificate comes. */
  tdsAwaited: Paise;
  /** Whether a newer bill was paid before it. */
  hasWaited: boolean;
  /** Whether a cheque for it has been sent whose day has not come, or has come back and will be tried again. */
  hasCheque: boolean;
  readonly foreign?: { dollars: number; rate: number };
};

/** What a party means to pay of one bill on one day; null is whatever is then left. */
export type PlannedPayment = {
  readonly bill: OpenBill;
  readonly amount: Paise | null;
  readonly date: LocalDate;
};

/** On-account money the accountant has not yet adjusted against its bills. */
export type Unadjusted = {
  readonly bill: OpenBill;
  readonly amount: Paise;
  readonly date: LocalDate;
  readonly voucher: number;
};

export type Pattern = "steady" | "drifting" | "seasonal";

/** A party and how it behaves. The last fields are its state while the books are being written. */
export type TradingParty = {
  readonly ledger: Ledger;
  readonly role: NonNullable<CastMember["role"]> | null;
  readonly random: Random;
  /** Bills a month before season, and what a plain bill comes to without tax. */
  readonly rate: number;
  readonly typicalBill: Paise;
  readonly creditDays: number;
  readonly pattern: Pattern;
  readonly meanDelay: number;
  readonly sd: number;
  /** Share of its money that is booked on account although the party is bill-wise. */
  readonly onAccount: number;
  readonly partPayments: number;
  readonly disputes: number;
  readonly interstate: boolean;
  /** Whether it withholds tax, and if so whether its receipts show it or are simply short. */
  readonly tds: "none" | "short" | "in-receipt";
  bills: OpenBill[];
  planned: PlannedPayment[];
  unadjusted: Unadjusted[];
  /** Credit notes and advances in the party's favour that a later voucher will use. */
  credits: { name: string; amount: Paise }[];
  billsSoFar: number;
  /** The part of a deal, and of a receipt on account, that has gathered so far. */
  readonly deal: Gathered;
  readonly habit: Gathered;
};

/** How much of a thing has gathered; it happens whenever this passes 1, so that a small business is not at chance's mercy. */
export type Gathered = { gathered: number };

/** The mean delay a party has on a day: drifters grow by a day a month up to 24, seasonal ones are late in the rains. */
export function meanDelayOn(party: TradingParty, options: { date: LocalDate; monthsIn: number }): number {
  const { date, monthsIn } = options;
  if (party.pattern === "drifting") return party.meanDelay + Math.min(24, monthsIn * 1.6);
  if (party.pattern === "steady") return party.meanDelay;
  const { month } = partsOf(date);
  return party.meanDelay + (month >= 6 && month <= 9 ? 16 : month >= 11 || month <= 1 ? -8 : 0);
}

/** How many deals a party makes in a month: its rate by the season. */
export function dealsThisMonth(party: TradingParty, season: number): number {
  const { deal } = party;
  deal.gathered += party.rate * season * (0.6 + party.random.next() * 0.8);
  const deals = Math.floor(deal.gathered);
  deal.gathered -= deals;
  return deals;
}

/** Lets so much more of a thing gather; whether it now happens. */
export function gathers(thing: Gathered, part: number): boolean {
  thing.gathered += part;
  if (thing.gathered < 1) return false;
  thing.gathered -= 1;
  return true;
}

type Making = { random: Random; ids: Numbering; profile: SizeProfile };

/** The customers: the cast first, then as many invented ones as the size has. */
export function makeCustomers(making: Making): TradingParty[] {
  const { profile, random } = making;
  const invented = inventNames(profile.customers - CUSTOMER_CAST.length, {
    random: random.fork("names"),
    taken: [...CUSTOMER_CAST, ...SUPPLIER_CAST].map((member) => member.name),
  });
  const cast: CastMember[] = [...CUSTOMER_CAST, ...invented.map((name) => ({ name }))];
  const weights = cast.map((member, index) => weight(random.fork(`weight${index}`), member));
  const total = weights.reduce((sum, { bills }) => sum + bills, 0);
  const value = weights.reduce((sum, { bills, size }) => sum + bills * size, 0);
  return cast.map((member, index) => {
    const { bills, size } = weights[index] ?? { bills: 1, size: 1 };
    const rate = (profile.sales * bills) / total;
    const typicalBill = scaled(profile.turnover, (size * total) / (value * profile.sales));
    return customer(making, { member, rate, typicalBill, random: random.fork(`party${index}`) });
  });
}

/** The suppliers, who together are bought from what the customers buy, less the margin. */
export function makeSuppliers(making: Making, options: { taken: readonly string[] }): TradingParty[] {
  const { profile, random } = making;
  const invented = inventNames(profile.suppliers - SUPPLIER_CAST.length, {
    random: random.fork("names"),
    taken: [...options.taken, ...SUPPLIER_CAST.map((member) => member.name)],
  });
  const cast: CastMember[] = [...SUPPLIER_CAST, ...invented.map((name) => ({ name }))];
  return cast.map((member, index) => {
    const own = random.fork(`party${index}`);
    const typicalBill = scaled(profile.turnover, (0.8 * (0.75 + own.next() * 0.5)) / profile.purchases);
    return supplier(making, { member, rate: profile.purchases / cast.length, typicalBill, random: own });
  });
}

type Person = { member: CastMember; rate: number; typicalBill: Paise; random: Random };

function customer(making: Making, person: Person): TradingParty {
  const { member, random } = person;
  const meanDelay = member.meanDelay ?? drawMeanDelay(random);
  const creditDays = member.creditDays ?? random.pick(meanDelay < -3 ? [30, 45] : [21, 30, 30, 45]);
  const interstate =
    member.group === "Outstation Debtors" || (member.group === undefined && random.chance(0.18));
  const group =
    member.group ??
    (interstate
      ? "Outstation Debtors"
      : random.pick(["Sundry Debtors", "Sundry Debtors", "Maharashtra Debtors", "Vidarbha Debtors"]));
  const notBillWise =
    member.role === "not-bill-wise" ||
    (member.role === undefined && random.chance(0.05) && member.onAccount === undefined);
  // Every fourth pays on account as a habit: not by chance, so that no seed is without them.
  const running = member.onAccount === undefined ? making.ids.last % 4 === 0 : member.onAccount > 0.5;
  return {
    ...person,
    ledger: makeLedger(making.ids.next(), {
      name: member.name,
      parent: group,
      isBillWise: !notBillWise,
      creditDays: random.chance(0.85) ? creditDays : null,
      creditLimit: random.chance(0.3) ? roundTo(person.typicalBill * 6n, 50_000) : null,
      currency: member.role === "foreign" ? "$" : "",
      aliases: member.formerName === undefined ? [] : [member.formerName],
      contact: inventContact(random.fork("contact"), { interstate }),
    }),
    role: member.role ?? null,
    creditDays,
    pattern: member.pattern ?? (member.meanDelay === undefined ? drawPattern(random) : "steady"),
    meanDelay,
    sd: 10 + random.next() * 5,
    onAccount: member.onAccount ?? (running ? 0.75 + random.next() * 0.2 : random.next() * 0.28),
    partPayments: running ? 0.25 : 0.12,
    disputes: meanDelay > 30 ? 0.07 : meanDelay > 5 ? 0.012 : 0.002,
    interstate,
    tds: tdsHabit(member, random),
    bills: [],
    planned: [],
    unadjusted: [],
    credits: [],
    billsSoFar: 0,
    // Who has a part to play plays it early enough for the shortest books.
    deal: { gathered: member.role === undefined ? random.next() : 0.95 },
    habit: { gathered: random.next() },
  };
}

function tdsHabit(member: CastMember, random: Random): TradingParty["tds"] {
  if (member.role === "tds-short") return "short";
  if (member.role === "tds-in-receipt") return "in-receipt";
  const part = random.next();
  if (member.role !== undefined || member.onAccount !== undefined || part > 0.08) return "none";
  return part < 0.04 ? "short" : "in-receipt";
}

function supplier(making: Making, person: Person): TradingParty {
  const { member, random } = person;
  const interstate = random.chance(0.4);
  const creditDays = random.pick([30, 30, 45, 60]);
  return {
    ...person,
    ledger: makeLedger(making.ids.next(), {
      name: member.name,
      parent: member.group ?? random.pick(["Sundry Creditors", "Creditors for Goods"]),
      isBillWise: member.role !== "not-bill-wise",
      creditDays,
      contact: inventContact(random.fork("contact"), { interstate }),
    }),
    role: member.role ?? null,
    creditDays,
    pattern: "steady",
    meanDelay: -2 + random.next() * 12,
    sd: 8.5 + random.next() * 3,
    onAccount: random.chance(0.25) ? 0.6 : 0.12,
    partPayments: 0.12,
    disputes: 0,
    interstate,
    tds: "none",
    bills: [],
    planned: [],
    unadjusted: [],
    credits: [],
    billsSoFar: 0,
    deal: { gathered: random.next() },
    habit: { gathered: random.next() },
  };
}

function drawPattern(random: Random): Pattern {
  const part = random.next();
  if (part < 0.1) return "drifting";
  return part < 0.2 ? "seasonal" : "steady";
}

/** Continuous over all classes (borders at −5, 5 and 30 days), so that many parties stand close to a border. */
export function drawMeanDelay(random: Random): number {
  const part = random.next();
  if (part < 0.2) return -11 + random.next() * 6;
  if (part < 0.55) return -5 + random.next() * 10;
  if (part < 0.87) return 5 + random.next() * 25;
  return 30 + random.next() * 25;
}

function weight(random: Random, member: CastMember): { bills: number; size: number } {
  if (member.role !== undefined || member.onAccount !== undefined) {
    return {
      bills: member.often ?? 1,
      size: (member.onAccount ?? 0) > 0.5 ? 0.35 : 0.9 + random.next() * 0.5,
    };
  }
  return { bills: Math.exp(random.normal() * 0.6), size: Math.exp(random.normal() * 0.6) };
}

/** A sum times a factor, in whole rupees. */
export function scaled(amount: Paise, factor: number): Paise {
  return BigInt(Math.round((Number(amount) / 100) * factor)) * 100n;
}

/** To the nearest `rupees`. */
export function roundTo(amount: Paise, rupees: number): Paise {
  const step = BigInt(rupees) * 100n;
  return ((amount + step / 2n) / step) * step;
}
