import { randomUUID } from "node:crypto";

import { randomFrom, type Random } from "@cfa/testkit/sample-company/random";
import { addDays, day, type LocalDate } from "@cfa/values/local-date";

/*
 * A trader and its customers as they are: bills, money, what people say, what customers want. It is kept apart from the database, which is told the same; what the
 * product does with it is judged by this alone.
 */

export type PayClass = "prompt" | "on-time" | "late" | "risky" | "new";
export type AddressWay = "whatsapp" | "sms" | "email";
export type MessageKind = "reminder" | "offer" | "thanks" | "statement";

/** A bill as the books have it. `paid`: what was told of it so far. `tds`: of its amount, the tax that is withheld. */
export type WorldBill = {
  readonly id: string;
  readonly guid: string;
  readonly key: string;
  readonly date: LocalDate;
  due: LocalDate;
  readonly amount: bigint;
  readonly tds: bigint;
  paid: bigint;
  disputed: bigint;
};

/** A word on consent, of a party or of one of its addresses. */
export type Word = { kind: "reminder" | "offer"; way: AddressWay; said: "given" | "withdrawn"; at: number };

export type WorldParty = {
  readonly guid: string;
  readonly ledgerId: string;
  readonly name: string;
  readonly phone: string;
  readonly email: string;
  class: PayClass;
  /** Under which party it was put; null: it stands for itself. */
  into: WorldParty | null;
  /** What was put under it. */
  readonly under: WorldParty[];
  /** What it was called for under its own name. */
  readonly calls: Call[];
  promises: { amount: bigint; day: LocalDate; givenOn: LocalDate }[];
  receipts: { day: LocalDate; amount: bigint }[];
  excluded: { until: LocalDate | null } | null;
  quietUntil: LocalDate | null;
  unapplied: bigint;
  isTied: boolean;
  isHeldOut: boolean;
  words: Word[];
  claims: { id: string; kind: "reply-waiting" | "said-paid"; at: number }[];
};

export type WorldOffer = {
  readonly offerId: string;
  readonly guid: string;
  readonly billId: string;
  readonly until: readonly LocalDate[];
  state: "approved" | "accepted";
};

/** A call of a provider that may have brought a message out: taken, or of which nobody can say. */
export type Call = {
  readonly attemptId: string;
  readonly nudgeId: string;
  readonly guid: string;
  readonly kind: MessageKind;
  readonly stage: string;
  readonly day: LocalDate;
  readonly bills: readonly { text: string; stage: string | null }[];
  isTaken: boolean;
  /** The provider has told us that it did not arrive. */
  hasFailed: boolean;
};

export type World = {
  now: Date;
  readonly parties: Map<string, WorldParty>;
  readonly bills: Map<string, WorldBill>;
  /** The same by their texts. */
  readonly billsByText: Map<string, WorldBill>;
  readonly offers: WorldOffer[];
  /** Words that hold for one address, by way and address. */
  readonly addressWords: Map<string, Word[]>;
  readonly deadAddresses: Set<string>;
  readonly quietDays: Set<string>;
  /** Whom a message is on its way to, by GUID. */
  toHear: ReadonlySet<string>;
  isOn: boolean;
  readAt: Date;
  /** By how much the debtors' total differs from Tally's. */
  debtorsOff: bigint;
  /** By nudge: up to which sum a person let it out. */
  readonly approvals: Map<string, bigint>;
  /** Stages of bills that a person did not want said. */
  readonly takenBack: Set<string>;
  /** Stages of bills that the gate has let out, whether or not the call was made. */
  readonly letOut: Set<string>;
  /** Every call, in order. */
  readonly calls: Call[];
};

/** What goes out by itself; the others wait for a person. */
export const AUTOMATIC: ReadonlySet<PayClass> = new Set(["late", "risky", "new"]);
export const CAPS = { week: 2, month: 5 } as const;
const CLASSES: readonly PayClass[] = ["prompt", "on-time", "late", "risky", "new"];
const GIVES_WHATSAPP = 0.6;
const GIVES_OFFERS = 0.4;
const HELD_OUT = 0.2;
const DAY_MILLIS = 86_400_000;

/** Where links of messages lead to. */
export const PUBLIC_URL = "https://app.asha.in";
export const FIRST_DAY: LocalDate = day("2026-02-02");

/** The moment of a minute of a day in India. */
export function momentAt(date: LocalDate, minute: number): Date {
  return new Date(Date.parse(`${date}T00:00:00+05:30`) + minute * 60_000);
}

export function billText({ guid, key, date }: Pick<WorldBill, "guid" | "key" | "date">): string {
  return `${guid} ${key} ${date}`;
}

/** A world on its first morning: customers, without a bill so far. */
export function makeWorld(seed: number, { parties }: { parties: number }): World {
  const random = randomFrom(seed, "parties");
  const made = Array.from({ length: parties }, (_, at) => makeParty(random, at));
  return {
    now: momentAt(FIRST_DAY, 420),
    parties: new Map(made.map((party) => [party.guid, party])),
    bills: new Map(),
    billsByText: new Map(),
    offers: [],
    addressWords: new Map(),
    deadAddresses: new Set(),
    quietDays: new Set(),
    toHear: new Set(),
    isOn: true,
    readAt: momentAt(FIRST_DAY, 400),
    debtorsOff: 0n,
    approvals: new Map(),
    takenBack: new Set(),
    letOut: new Set(),
    calls: [],
  };
}

function makeParty(random: Random, at: number): WorldParty {
  const before = momentAt(FIRST_DAY, 0).getTime() - 30 * DAY_MILLIS;
  const given = (kind: Word["kind"], way: AddressWay): Word => ({ kind, way, said: "given", at: before });
  const words: Word[] = random.chance(GIVES_WHATSAPP) ? [given("reminder", "whatsapp")] : [];
  if (random.chance(GIVES_OFFERS)) {
    words.push(given("offer", random.pick(["whatsapp", "sms", "email"] as const)));
  }
  return {
    guid: `p-${at}`,
    ledgerId: randomUUID(),
    name: `Customer ${at}`,
    phone: `+9198${String(10_000_000 + at)}`,
    email: `accounts@customer${at}.in`,
    class: random.pick(CLASSES),
    into: null,
    under: [],
    calls: [],
    promises: [],
    receipts: [],
    excluded: null,
    quietUntil: null,
    unapplied: 0n,
    isTied: true,
    isHeldOut: random.chance(HELD_OUT),
    words,
    claims: [],
  };
}

/** The party at the head of a group of ledgers that people have put together. */
export function headOf(world: World, guid: string): WorldParty {
  const party = world.parties.get(guid);
  if (party === undefined) throw new Error(`there is no party ${guid}`);
  return party.into ?? party;
}

/** All that stand under one head, the head first. */
export function groupOf(world: World, guid: string): WorldParty[] {
  const head = headOf(world, guid);
  return [head, ...head.under];
}

/** A day so many after another, by chance. */
export function daysOn(random: Random, from: LocalDate, [least, most]: readonly [number, number]): LocalDate {
  return addDays(from, random.int(least, most));
}
