import type { BillAllocationRecord, LedgerRecord, Records, VoucherRecord } from "@cfa/contract/records";
import { addDays, day } from "@cfa/values/local-date";

import { customerOnCredit, ledger, masters, paise } from "./small-books.ts";

/* A Tally in which people go on working: every move alters, adds or takes out something. For tests only. */

/** Answers a whole number from 0 up to, and without, `below`. */
export type Dice = (below: number) => number;

export type MovingTally = {
  readonly ledgers: LedgerRecord[];
  readonly vouchers: Map<string, VoucherRecord>;
  /** Something happens in Tally. */
  move(): void;
  /** All that Tally has now. */
  records(): Records;
};

/** A customer with bill-wise detail, one without, one who is there three times, and a supplier. */
export const PARTIES = [
  "Ravi Stores",
  "Gopal Traders",
  "Ravi Store (old)",
  "Sita Mills",
  "Ravi and Sons",
] as const;

const START = day("2026-04-01");
const MOST_VOUCHERS = 40;
const SUMS = [500, 700, 1_000, 1_200];
const PERIODS = [undefined, "30 Days", "45 Days", "10 Days"];

/** Tally with some vouchers for each party. */
export function movingTally(dice: Dice): MovingTally {
  const world: World = { dice, ledgers: firstLedgers(), vouchers: new Map(), alterId: 1_000, made: 0 };
  for (let first = 0; first < 24; first++) {
    const party = parties(world)[first % PARTIES.length];
    if (party !== undefined) (first % 2 === Math.floor(first / 4) % 2 ? sell : pay)(world, party);
  }
  return {
    ledgers: world.ledgers,
    vouchers: world.vouchers,
    move: () => move(world),
    records: () => recordsOf(world),
  };
}

type World = {
  dice: Dice;
  ledgers: LedgerRecord[];
  vouchers: Map<string, VoucherRecord>;
  alterId: number;
  made: number;
};

function firstLedgers(): LedgerRecord[] {
  const others = (masters().ledgers ?? []).filter(({ name }) => !PARTIES.some((party) => party === name));
  const gstin = "27AAACB1234F1Z5";
  return [
    ...others,
    customerOnCredit("Ravi Stores", { gstin }),
    ledger("Gopal Traders", "Sundry Debtors", { isBillWise: false, openingBalance: paise(-300) }),
    ledger("Ravi Store (old)", "Sundry Debtors", { isBillWise: true, gstin }),
    ledger("Sita Mills", "Sundry Creditors", { isBillWise: true }),
    ledger("Ravi and Sons", "Sundry Debtors", { isBillWise: true, gstin }),
  ];
}

function move(world: World): void {
  const { dice, vouchers } = world;
  const party = pick(dice, parties(world));
  const voucher = pick(dice, [...vouchers.values()]);
  const roll = dice(20);
  if (roll < 5 && party !== undefined && vouchers.size < MOST_VOUCHERS) sell(world, party);
  else if (roll < 10 && party !== undefined && vouchers.size < MOST_VOUCHERS) pay(world, party);
  else if (roll < 15 && voucher !== undefined) alter(world, voucher);
  else if (roll < 17 && voucher !== undefined) vouchers.delete(voucher.guid);
  else changeMaster(world);
}

/** A renamed ledger is written by its new name in every voucher that Tally shows. */
function recordsOf({ ledgers, vouchers }: World): Records {
  const nameOf = (guid: string) => ledgers.find((each) => each.guid === guid)?.name ?? "";
  return {
    ...masters(),
    ledgers: [...ledgers],
    vouchers: [...vouchers.values()].map((each) => ({
      ...each,
      entries: each.entries.map((entry) =>
        entry.ledgerGuid === undefined ? entry : { ...entry, ledger: nameOf(entry.ledgerGuid) },
      ),
    })),
  };
}

function sell(world: World, party: LedgerRecord): void {
  const bill = `INV-${++world.made}`;
  const rupees = (pick(world.dice, SUMS) ?? 500) * (isCustomer(party) ? -1 : 1);
  const period = pick(world.dice, PERIODS);
  const terms = period === undefined ? {} : { creditPeriod: { text: period } };
  put(world, party, {
    guid: `sale-${bill}`,
    date: addDays(START, world.dice(60)),
    type: isCustomer(party) ? "Sales" : "Purchase",
    number: bill,
    rupees,
    bill: { name: bill, type: "new-ref", amount: paise(rupees), ...terms },
    opposite: isCustomer(party) ? "Sales" : "Purchases",
  });
}

/** Money, or a journal that takes off what is owed: on account, or against one of the party's bills. */
function pay(world: World, party: LedgerRecord, guid = `pay-${++world.made}`): void {
  const { dice } = world;
  const rupees = ((pick(dice, SUMS) ?? 500) / (dice(2) + 1)) * (isCustomer(party) ? 1 : -1);
  const isJournal = dice(6) === 0;
  const bill = dice(3) > 0 ? undefined : pick(dice, billsOf(world, party.guid));
  put(world, party, {
    guid,
    date: addDays(START, dice(90)),
    type: isJournal ? "Journal" : isCustomer(party) ? "Receipt" : "Payment",
    number: guid,
    rupees,
    bill: { name: bill ?? "", type: bill === undefined ? "on-account" : "agst-ref", amount: paise(rupees) },
    opposite: isJournal ? "Capital" : "Bank",
  });
}

type Put = {
  guid: string;
  date: string;
  type: string;
  number: string;
  rupees: number;
  bill: BillAllocationRecord;
  opposite: string;
};

function put(world: World, party: LedgerRecord, { rupees, bill, opposite, ...voucher }: Put): void {
  keep(world, {
    ...voucher,
    alterId: 0,
    reference: voucher.number,
    party: party.name,
    entries: [
      { ledger: party.name, ledgerGuid: party.guid, amount: paise(rupees), bills: [bill] },
      { ledger: opposite, amount: paise(-rupees) },
    ],
  });
}

function keep(world: World, voucher: VoucherRecord): void {
  world.vouchers.set(voucher.guid, { ...voucher, alterId: ++world.alterId });
}

/** Another day, another word, another sum, or other bills. */
function alter(world: World, voucher: VoucherRecord): void {
  const { dice } = world;
  const [line, other] = voucher.entries;
  const party = world.ledgers.find((each) => each.guid === line?.ledgerGuid);
  const [bill] = line?.bills ?? [];
  if (party === undefined || line === undefined || other === undefined || bill === undefined) return;
  if (dice(3) === 0) return keep(world, { ...voucher, date: addDays(START, dice(90)) });
  if (dice(3) === 0) return keep(world, { ...voucher, narration: `seen ${world.alterId}` });
  if (voucher.guid.startsWith("pay-")) return pay(world, party, voucher.guid);
  const amount = String(BigInt(line.amount) * 2n);
  keep(world, {
    ...voucher,
    entries: [
      { ...line, amount, bills: [{ ...bill, amount }] },
      { ...other, amount: String(-BigInt(amount)) },
    ],
  });
}

function changeMaster(world: World): void {
  const { dice, ledgers } = world;
  const party = pick(dice, parties(world));
  if (party === undefined) return;
  const change = pick<Partial<LedgerRecord>>(dice, [
    { name: `${party.guid.slice(4)} ${dice(9)}` },
    { creditLimit: paise(10_000 * (1 + dice(2))) },
    { creditPeriod: { text: PERIODS[1 + dice(3)] ?? "30 Days" } },
    { phone: `98450 0000${dice(3)}` },
    { gstin: `27AAACB123${dice(2) + 3}F1Z5` },
  ]);
  ledgers[ledgers.indexOf(party)] = { ...party, ...change, alterId: ++world.alterId };
}

function parties({ ledgers }: World): LedgerRecord[] {
  return ledgers.filter((each) => PARTIES.some((name) => each.guid === `led-${name}`));
}

function billsOf({ vouchers }: World, party: string): string[] {
  return [...vouchers.values()].flatMap((each) =>
    each.guid.startsWith("sale-") && each.entries[0]?.ledgerGuid === party ? [each.number ?? ""] : [],
  );
}

function isCustomer(party: LedgerRecord): boolean {
  return party.parent === "Sundry Debtors";
}

function pick<T>(dice: Dice, items: readonly T[]): T | undefined {
  return items[dice(Math.max(1, items.length))];
}
