import { randomUUID } from "node:crypto";

import { randomFrom, type Random } from "@cfa/testkit/sample-company/random";
import { addDays, localDateAt, type LocalDate } from "@cfa/values/local-date";

import { writeSync, type Books, type Brought } from "./test-books.ts";
import { billText, type PayClass, type World, type WorldBill, type WorldParty } from "./test-world.ts";

/* What happens in Tally, day by day, and the syncs that tell of it: soon or late. */

const HOUR = 3_600_000;
/** New bills of a customer a day, of those it has few open of. */
const BILLS_A_DAY = 1 / 12;
const MOST_OPEN = 5;
/** How many days after its due date a class pays, on average and up to. */
const PAYS: Readonly<Record<PayClass, readonly [number, number]>> = {
  prompt: [-5, 3],
  "on-time": [-3, 9],
  late: [3, 40],
  risky: [5, 90],
  new: [-5, 30],
};
const LATE_SYNC = 0.08;
const ADJUSTS_A_DAY = 0.25;
const DIFFERS = 0.04;
const PARTY_DIFFERS = 0.01;
/** The same, of a customer whom a message is on its way to; how often such a one pays just before, and how often that is money on account. */
const HEARER_DIFFERS = 0.05;
const HEARER_PAYS = 0.25;
const HEARER_PAYS_ON_ACCOUNT = 0.4;

/** A bill as Tally has it at this moment. */
type TallyBill = { bill: WorldBill; open: bigint; paysOn: LocalDate };

export type Tally = {
  /** A day of trade. */
  trade(today: LocalDate): void;
  /** When the next sync is. */
  nextSync(): Date;
  /** Tells the books what has happened since the last one. */
  sync(): Promise<void>;
};

type Desk = {
  readonly books: Books;
  readonly random: Random;
  readonly bills: TallyBill[];
  readonly onAccount: Map<string, bigint>;
  /** What no sync has told of. */
  untold: { bills: WorldBill[]; money: Brought["money"][number][] };
  next: Date;
  made: number;
};

/** Tally of the books' world, from a seed. */
export function openTally(books: Books, seed: number): Tally {
  const desk: Desk = {
    books,
    random: randomFrom(seed, "tally"),
    bills: [],
    onAccount: new Map(),
    untold: { bills: [], money: [] },
    next: books.world.now,
    made: 0,
  };
  return { trade: (today) => trade(desk, today), nextSync: () => desk.next, sync: () => sync(desk) };
}

function trade(desk: Desk, today: LocalDate): void {
  const { books, random, bills, untold } = desk;
  for (const party of books.world.parties.values()) {
    const open = bills.filter(({ bill, open: left }) => bill.guid === party.guid && left > 0n);
    if (open.length < MOST_OPEN && random.chance(BILLS_A_DAY)) {
      const one = makeBill(random, party, { today, made: ++desk.made });
      bills.push(one);
      untold.bills.push(one.bill);
    }
    for (const one of open.filter(({ paysOn }) => paysOn <= today)) payOne(desk, one, today);
    if (random.chance(ADJUSTS_A_DAY)) adjust(desk, party.guid, today);
  }
}

/** All of it or of what is not withheld, a part, money on account, or nothing yet. */
function payOne(desk: Desk, one: TallyBill, today: LocalDate): void {
  const { random } = desk;
  const [left, kind] = [one.open, random.next()];
  if (kind < 0.6) {
    pay(desk, one, { today, amount: left > one.bill.tds ? left - one.bill.tds : left });
    one.paysOn = addDays(today, random.int(20, 60));
  } else if (kind < 0.8) {
    const rupees = ((left / 100n) * BigInt(random.int(20, 80))) / 100n;
    if (rupees > 0n) pay(desk, one, { today, amount: rupees * 100n });
    one.paysOn = addDays(today, random.int(2, 25));
  } else if (kind < 0.95) {
    keepOnAccount(desk, one.bill.guid, { today, amount: left });
    one.paysOn = addDays(today, random.int(5, 30));
  } else one.paysOn = addDays(today, random.int(5, 40));
}

type Paid = { today: LocalDate; amount: bigint };

function pay({ untold }: Desk, one: TallyBill, { today, amount }: Paid): void {
  const { guid, id: billId } = one.bill;
  one.open -= amount;
  untold.money.push({
    voucherId: randomUUID(),
    guid,
    date: today,
    amount,
    billId,
    settles: amount,
    onAccount: 0n,
  });
}

function keepOnAccount({ onAccount, untold }: Desk, guid: string, { today, amount }: Paid): void {
  onAccount.set(guid, (onAccount.get(guid) ?? 0n) + amount);
  untold.money.push({
    voucherId: randomUUID(),
    guid,
    date: today,
    amount,
    billId: null,
    settles: 0n,
    onAccount: amount,
  });
}

/** Money on account is put to the oldest bill. */
function adjust({ bills, onAccount, untold }: Desk, guid: string, today: LocalDate): void {
  const has = onAccount.get(guid) ?? 0n;
  const one = bills.find(({ bill, open }) => bill.guid === guid && open > 0n);
  if (one === undefined || has <= 0n) return;
  const settles = has < one.open ? has : one.open;
  one.open -= settles;
  onAccount.set(guid, has - settles);
  untold.money.push({
    voucherId: randomUUID(),
    guid,
    date: today,
    amount: 0n,
    billId: one.bill.id,
    settles,
    onAccount: -settles,
  });
}

async function sync(desk: Desk): Promise<void> {
  const { books, random } = desk;
  const { world } = books;
  const today = localDateAt(world.now);
  for (const one of desk.bills) {
    if (one.open <= 0n || !world.toHear.has(one.bill.guid) || !random.chance(HEARER_PAYS)) continue;
    if (random.chance(HEARER_PAYS_ON_ACCOUNT))
      keepOnAccount(desk, one.bill.guid, { today, amount: one.open });
    else payOne(desk, one, today);
  }
  const { untold } = desk;
  desk.untold = { bills: [], money: [] };
  await writeSync(books, untold, () => {
    takeIn(world, untold);
    world.readAt = new Date(world.now.getTime() - random.int(0, 10) * 60_000);
    world.debtorsOff = random.chance(DIFFERS) ? BigInt(random.int(-500_000, 500_000)) : 0n;
    for (const party of world.parties.values())
      party.isTied = !random.chance(world.toHear.has(party.guid) ? HEARER_DIFFERS : PARTY_DIFFERS);
  });
  // Mostly a few hours on, at times more than a day.
  const hours = random.chance(LATE_SYNC) ? random.int(20, 40) : random.int(1, 10);
  desk.next = new Date(world.now.getTime() + hours * HOUR);
}

function takeIn(world: World, { bills, money }: Brought): void {
  for (const bill of bills) {
    world.bills.set(bill.id, bill);
    world.billsByText.set(billText(bill), bill);
  }
  for (const { guid, date, amount, billId, settles, onAccount } of money) {
    const party = world.parties.get(guid);
    const bill = billId === null ? undefined : world.bills.get(billId);
    if (bill !== undefined) bill.paid += settles;
    if (party === undefined) continue;
    party.unapplied += onAccount;
    if (amount > 0n) party.receipts.push({ day: date as LocalDate, amount });
  }
}

function makeBill(
  random: Random,
  { guid, class: payClass }: WorldParty,
  { today, made }: { today: LocalDate; made: number },
): TallyBill {
  const amount = random.chance(0.05)
    ? BigInt(random.int(50, 400)) * 100n
    : BigInt(random.int(10, 2_000)) * 100_00n;
  const due = addDays(today, random.pick([7, 15, 30]));
  const tds = random.chance(0.1) ? (amount / 1_000n) * 100n : 0n;
  const bill: WorldBill = {
    id: randomUUID(),
    guid,
    key: `inv-${made}`,
    date: today,
    due,
    amount,
    tds,
    paid: 0n,
    disputed: 0n,
  };
  return { bill, open: amount, paysOn: addDays(due, random.int(...PAYS[payClass])) };
}
