import { chanceFrom } from "../forecast/chance.ts";
import {
  directionOf,
  WEEK,
  type CashHistory,
  type Direction,
  type Flow,
  type Stream,
} from "../forecast/flows.ts";
import { emptyPaths, lineOf, type Paths } from "../forecast/paths.ts";
import { findItems } from "../forecast/recurring/find-items.ts";
import type { RecurringItem } from "../forecast/recurring/recurring-item.ts";
import { addItems, addRestOf, type Simulated, type Simulation } from "../forecast/structure.ts";
import type { CashBooks, DepositBooks, KnownFlow, PartyClass } from "./cash-books.ts";
import { dayShares } from "./day-shares.ts";
import { depositDraw } from "./deposits.ts";
import { ledgerItems } from "./ledger-items.ts";
import { knownSide, type KnownSide } from "./known-side.ts";
import type { ExpectedDeposit, OpenBill } from "./money-forecast.ts";
import { addNewBusiness } from "./new-business.ts";
import { BEYOND, billDraws, openBillsOf, partyNormals } from "./open-bills.ts";
import { balancesOf, reserveStreams } from "./reserves.ts";
import { isBilled, sideBooks, type SideBooks } from "./side-books.ts";
import { toldItems, withoutTold, type ToldItem } from "./said-items.ts";

export const SIDES: readonly PartyClass[] = ["customer", "supplier"];

/** Classes of what comes of bills: open ones, and those that are yet to be raised. */
export const OPEN = { customer: "customer-open", supplier: "supplier-open" } as const;
export const NEW = { customer: "customer-new", supplier: "supplier-new" } as const;
export const POST_DATED = "post-dated";

/** The books made ready: bills beside the money that moved, streams without what is told by bills and deposits. */
export type ReadyBooks = {
  readonly books: CashBooks;
  readonly origin: number;
  readonly sides: Readonly<Record<PartyClass, SideBooks>>;
  readonly others: readonly Stream[];
  /** What answers the balance, and is told by it. */
  readonly reserves: readonly Stream[];
  /** What could be spent at the end of each day from the first. */
  readonly balances: Float64Array;
};

/** What was simulated besides the paths, to tell the figures by. */
export type SimulatedBooks = Simulated & {
  readonly told: readonly ToldItem[];
  readonly bills: readonly OpenBill[];
  readonly deposits: readonly ExpectedDeposit[];
  readonly dayShares: Readonly<Record<PartyClass, Float64Array>>;
  readonly known: Readonly<Record<PartyClass, KnownSide>>;
};

/** Asked of items beside those that are a whole ledger, as a logarithm: what is left in the books' ledgers is mostly chance. */
const SURER = 4;
/** How far the books are trusted before trial, beside what the levels are: bills and deposits are known, levels only seen. */
const TRUST = 15;
const FEWEST_BILLS = 10; // below which there is no more to trust than in flows
const NEW_BILLS = 20; // purposes of chance: of each side, the months that both repeat, and of each class of deposits
const MONTHS_OF_BOTH = 22;
const DEPOSITS = 50;
const NEAR = 7; // days from a post-dated voucher to the item or deposit that it is

export function readyBooks(books: CashBooks, origin: number): ReadyBooks {
  const sides = { customer: sideBooks(books, "customer"), supplier: sideBooks(books, "supplier") };
  const told = new Set<string>(
    books.deposits.filter(({ days }) => days.length > 0).map((each) => each.class),
  );
  const { streams, available, first, isOpen } = books;
  const balances = balancesOf(streams, { available, first, origin });
  const reserves = reserveStreams({ streams, balances, first, origin, isOpen });
  const others = books.streams
    .filter((stream) => !reserves.includes(stream))
    .filter((stream) => !SIDES.some((side) => isBilled(stream, side, sides[side].parties)))
    .map((stream) =>
      told.has(stream.class) ? { ...stream, flows: stream.flows.filter(({ amount }) => amount > 0) } : stream,
    )
    .filter(({ flows }) => flows.length > 0);
  return { books, origin, sides, others, reserves, balances };
}

/** Paths of one company's money from a morning on, by what was known then. */
export function simulateBooks(
  ready: ReadyBooks,
  history: CashHistory,
  simulation: Simulation,
): SimulatedBooks {
  const { books } = ready;
  const { origin } = history;
  const isNow = origin === ready.origin;
  const { paths: count, days, seed, isOpen } = simulation;
  const paths = emptyPaths(count, days);
  const postDated = isNow ? books.postDated.filter(({ day }) => day >= origin && day < origin + days) : [];
  addPostDated(paths, postDated, origin);

  const known = {
    customer: knownSide(ready.sides.customer, origin, isNow),
    supplier: knownSide(ready.sides.supplier, origin, isNow),
  };
  const shares = {
    customer: dayShares(moneyOf(books, "customer"), { origin, days, isOpen }),
    supplier: dayShares(moneyOf(books, "supplier"), { origin, days, isOpen }),
  };
  const bills = SIDES.flatMap((side) =>
    openBillsOf(known[side], {
      weeks: Math.ceil(days / WEEK),
      knownSums: sumsByParty(postDated, side),
      numbers:
        side === "customer" ? { bills: 0, parties: 0 } : { bills: SECOND.bills, parties: SECOND.parties },
    }),
  );
  addOpenBills(paths, bills, { seed, shares });
  SIDES.forEach((side, number) => {
    const direction: Direction = side === "customer" ? "in" : "out";
    const lines = {
      usual: lineOf(paths, NEW[side], direction),
      back: lineOf(paths, NEW[side], direction === "in" ? "out" : "in"),
    };
    const chance = chanceFrom(seed, NEW_BILLS + number);
    addNewBusiness(lines, known[side], {
      first: firstOf(books, known[side]),
      paths: count,
      days,
      isOpen,
      chance,
      months: chanceFrom(seed, MONTHS_OF_BOTH),
    });
  });

  const deposits = addDeposits(paths, { ready, history, simulation, postDated, isNow });
  const streams = cut(ready.others, origin);
  const whole = ledgerItems(streams, { origin, isOpen });
  const { items, rest } = findItems({ ...history, streams: whole.left }, isOpen, SURER);
  const told = toldItems([...whole.items, ...items], isNow ? books.said : [], { origin, isOpen });
  const drawn = told.map(({ item }) => item);
  addItems(paths, drawn, { origin, days, seed, isOpen, skips: skipsOf(postDated) });
  addRestOf(paths, { ...history, streams: withoutTold(rest, told, isOpen) }, simulation);
  paths.lines = paths.lines.filter(({ sums }) => sums.some((sum) => sum !== 0));
  const isBilledWell = bills.length >= FEWEST_BILLS;
  return {
    paths,
    items: drawn,
    ...(isBilledWell ? { trust: { in: TRUST, out: TRUST } } : {}),
    told,
    bills,
    deposits,
    dayShares: shares,
    known,
  };
}

const SECOND = { bills: 500_000_000, parties: 500_000 }; // numbers of the other side

/** What is known to come on its day already is not drawn once more as an item. */
export function skipsOf(postDated: readonly KnownFlow[]): (item: RecurringItem, day: number) => boolean {
  return (item, day) =>
    postDated.some(
      (flow) =>
        flow.class === item.class &&
        flow.ledger === item.ledger &&
        directionOf(flow.amount) === item.direction &&
        Math.abs(flow.day - day) <= NEAR,
    );
}

function addPostDated(paths: Paths, postDated: readonly KnownFlow[], origin: number): void {
  for (const { day, amount } of postDated) {
    const line = lineOf(paths, POST_DATED, directionOf(amount));
    line.certain = true;
    for (let path = 0; path < paths.count; path++) {
      const at = path * paths.days + day - origin;
      line.sums[at] = (line.sums[at] ?? 0) + Math.abs(amount);
    }
  }
}

function sumsByParty(postDated: readonly KnownFlow[], side: PartyClass): Map<string, number> {
  const sums = new Map<string, number>();
  const sign = side === "customer" ? 1 : -1;
  for (const { class: kind, party, amount } of postDated)
    if (kind === side && party !== null && amount * sign > 0)
      sums.set(party, (sums.get(party) ?? 0) + amount * sign);
  return sums;
}

const TOGETHER = 256; // bills of a side that are laid on the paths in one go
const BESIDE = 64; // paths whose days stay at hand meanwhile

function addOpenBills(
  paths: Paths,
  bills: readonly OpenBill[],
  { seed, shares }: { seed: number; shares: Record<PartyClass, Float64Array> },
): void {
  const draws = billDraws(seed, shares);
  for (const side of SIDES) {
    const own = bills.filter((bill) => bill.side === side);
    if (own.length === 0) continue;
    const { sums } = lineOf(paths, OPEN[side], side === "customer" ? "in" : "out");
    const normals = new Map<number, Float64Array>();
    for (let from = 0; from < own.length; from += TOGETHER) {
      const some = own.slice(from, from + TOGETHER).map((bill) => {
        const together = normals.get(bill.party) ?? partyNormals(bill.party, { seed, paths: paths.count });
        normals.set(bill.party, together);
        return { amount: bill.amount, days: draws[side](bill, together) };
      });
      for (let first = 0; first < paths.count; first += BESIDE)
        for (const { amount, days } of some) layBill(sums, { amount, days, first, ahead: paths.days });
    }
  }
}

function layBill(
  sums: Float64Array,
  { amount, days, first, ahead }: { amount: number; days: Uint8Array; first: number; ahead: number },
): void {
  const end = Math.min(days.length, first + BESIDE);
  for (let path = first; path < end; path++) {
    const day = days[path] ?? BEYOND;
    const at = path * ahead + day;
    if (day < ahead) sums[at] = (sums[at] ?? 0) + amount;
  }
}

type DepositGround = {
  ready: ReadyBooks;
  history: CashHistory;
  simulation: Simulation;
  postDated: readonly KnownFlow[];
  isNow: boolean;
};

function addDeposits(
  paths: Paths,
  { ready, history, simulation, postDated, isNow }: DepositGround,
): ExpectedDeposit[] {
  const { books } = ready;
  const { first, origin } = history;
  const { days, seed, isOpen } = simulation;
  return books.deposits.flatMap((each: DepositBooks, number) => {
    if (each.days.length === 0) return [];
    const flows = books.streams
      .filter((stream) => stream.class === each.class)
      .flatMap((stream) => stream.flows);
    const own = postDated.filter((flow) => flow.class === each.class && flow.amount < 0);
    const sum = own.reduce((total, { amount }) => total - amount, 0);
    const standing = isNow ? { owed: Math.max(0, each.owed - sum), credit: each.credit } : null;
    const { expected, draw } = depositDraw(each, flows, { first, origin, days, isOpen, standing });
    const isKnown = (day: number) => own.some((flow) => Math.abs(flow.day - day) <= NEAR);
    if (expected.length === 0) return [];
    const { sums } = lineOf(paths, each.class, "out");
    const chance = chanceFrom(seed, DEPOSITS + number);
    for (let path = 0; path < paths.count; path++)
      draw(chance, (day, size) => {
        if (isKnown(day)) return;
        const at = path * days + day - origin;
        sums[at] = (sums[at] ?? 0) + size;
      });
    return expected.filter(({ day }) => !isKnown(day));
  });
}

function moneyOf({ streams }: CashBooks, side: PartyClass): Flow[] {
  const sign = side === "customer" ? 1 : -1;
  return streams
    .filter((stream) => stream.class === side)
    .flatMap(({ flows }) => flows.filter(({ amount }) => amount * sign > 0));
}

/** The first day of which the books tell: of flows, else of bills. */
function firstOf(books: CashBooks, { bills, origin }: KnownSide): number {
  if (books.streams.length > 0) return books.first;
  return bills.reduce((least, { bill }) => Math.min(least, bill.raised), origin);
}

function cut(streams: readonly Stream[], origin: number): Stream[] {
  return streams
    .map((stream) => ({ ...stream, flows: stream.flows.filter(({ day }) => day < origin) }))
    .filter(({ flows }) => flows.length > 0);
}
