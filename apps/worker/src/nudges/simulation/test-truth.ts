import { addDays, daysBetween, localDateAt, weekday, type LocalDate } from "@cfa/values/local-date";

import {
  AUTOMATIC,
  billText,
  CAPS,
  groupOf,
  headOf,
  type Call,
  type MessageKind,
  type PayClass,
  type Word,
  type World,
  type WorldBill,
  type WorldParty,
} from "./test-world.ts";

/* What may be said to whom, in plain words of its own: nothing of the product is used. */

const LADDER: Readonly<Record<PayClass, readonly (readonly [string, number])[]>> = {
  prompt: [
    ["after-7", 7],
    ["after-15", 15],
    ["after-30", 30],
    ["final", 45],
  ],
  "on-time": [
    ["due", 0],
    ["after-3", 3],
    ["after-7", 7],
    ["after-15", 15],
    ["after-30", 30],
    ["final", 45],
  ],
  late: [
    ["before-due", -3],
    ["due", 0],
    ["after-3", 3],
    ["after-7", 7],
    ["after-15", 15],
    ["after-30", 30],
    ["final", 45],
  ],
  new: [
    ["before-due", -3],
    ["due", 0],
    ["after-3", 3],
    ["after-7", 7],
    ["after-15", 15],
    ["after-30", 30],
    ["final", 45],
  ],
  risky: [
    ["before-due", -5],
    ["due", 0],
    ["after-3", 3],
    ["after-7", 7],
    ["after-15", 15],
    ["after-30", 30],
    ["final", 45],
  ],
};
/** Of the central government in 2026, up to July. */
const HOLIDAYS = new Set([
  "2026-01-26",
  "2026-03-04",
  "2026-03-21",
  "2026-03-26",
  "2026-03-31",
  "2026-04-03",
  "2026-05-01",
  "2026-05-27",
  "2026-06-26",
]);
const SMALLEST = 100_00n;
const HOUR = 3_600_000;
const STALE_HOURS = 25; // 24, and one that a Sunday's edge may hide
const BROKEN_STAGE_DAYS = 7;
/** Two more by which a quiet day may move what was planned then. */
const BROKEN_DAYS = 9;
const CLAIM_DAYS = { "reply-waiting": 3, "said-paid": 5 } as const;

export function openOf({ amount, paid }: WorldBill): bigint {
  return amount - paid;
}

/** What may be asked for of a bill, or why nothing may. */
export function mayAsk(world: World, bill: WorldBill, now: Date): { amount: bigint } | { why: string } {
  const group = groupOf(world, bill.guid);
  const today = localDateAt(now);
  if (isExcluded(group, today)) return { why: "excluded" };
  if (openOf(bill) <= 0n) return { why: "paid" };
  const owed = openOf(bill) <= bill.tds ? 0n : openOf(bill);
  if (owed <= 0n) return { why: "tds-only" };
  const amount = owed - bill.disputed;
  if (amount <= 0n) return { why: "disputed" };
  if (group.reduce((sum, each) => sum + each.unapplied, 0n) >= amount) return { why: "covered" };
  if (amount < SMALLEST) return { why: "too-small" };
  const why = leftAlone(group, now);
  return why === null ? { amount } : { why };
}

/** Why a party is left alone whatever it owes: its word stands, somebody says it has paid, or its books are in doubt. */
export function leftAlone(group: readonly WorldParty[], now: Date): string | null {
  const today = localDateAt(now);
  const receipts = group.flatMap((each) => each.receipts);
  if (group.some((each) => each.promises.some((one) => one.day >= today && !isKept(one, receipts))))
    return "promised";
  const [claim] = freshClaims(group, now);
  if (claim !== undefined) return claim;
  return group.every(({ isTied }) => isTied) ? null : "party-differs";
}

/** All that somebody has said of having paid, or is still to be read, and that is not too old. */
export function freshClaims(group: readonly WorldParty[], now: Date): string[] {
  return group
    .flatMap(({ claims }) => claims)
    .filter(({ kind, at }) => now.getTime() - at < CLAIM_DAYS[kind] * 24 * HOUR)
    .map(({ kind }) => kind);
}

type Promised = WorldParty["promises"][number];

export function isKept({ amount, day, givenOn }: Promised, receipts: WorldParty["receipts"]): boolean {
  const came = receipts.filter((one) => one.day >= givenOn && one.day <= day);
  return came.reduce((sum, one) => sum + one.amount, 0n) >= amount;
}

export function isExcluded(group: readonly WorldParty[], today: LocalDate): boolean {
  return group.some(
    ({ excluded }) => excluded !== null && (excluded.until === null || excluded.until >= today),
  );
}

/** The stages that a bill has reached on a day, in their order. */
export function stagesReached(
  world: World,
  bill: WorldBill,
  today: LocalDate,
): { stage: string; on: LocalDate }[] {
  return LADDER[headOf(world, bill.guid).class]
    .map(([stage, days]) => ({ stage, on: addDays(bill.due, days) }))
    .filter(({ on }) => on <= today);
}

const BROKEN = "promise-broken";
/** What has to be said of a bill before a stage that presses, and how many days ago. */
const LED_UP: Readonly<Record<string, { after: readonly string[]; days: number }>> = {
  "after-15": { after: ["after-7", BROKEN], days: 4 },
  "after-30": { after: ["after-15"], days: 8 },
  final: { after: ["after-30"], days: 8 },
};

/**
 * Whether a stage is said to somebody who has heard what comes before it, and has had time to act on it. Perhaps: what came before went out
 * lately and may not have arrived, or its worker died before the call: it counts as said all the same (docs/decisions/0025-a-message-counts-as-sent-before-the-call.md).
 */
export function isLedUp(
  world: World,
  bill: WorldBill,
  on: { stage: string; today: LocalDate },
): "yes" | "perhaps" | "no" {
  const led = LED_UP[on.stage];
  if (led === undefined) return "yes";
  const name = billText(bill);
  const told = (stages: readonly string[]): Call[] =>
    groupOf(world, bill.guid)
      .flatMap(({ calls }) => calls)
      .filter(({ bills }) => bills.some(({ text, stage }) => text === name && stages.includes(stage ?? "")));
  const isTakenBack = led.after.some((stage) => world.takenBack.has(`${name} ${stage}`));
  if (told(led.after).length === 0 && !isTakenBack)
    return led.after.some((stage) => world.letOut.has(`${name} ${stage}`)) ? "perhaps" : "no";
  const lately = told([...led.after, BROKEN]).filter(({ day }) => daysBetween(day, on.today) < led.days);
  if (lately.length === 0) return "yes";
  return lately.some(({ hasFailed, isTaken }) => hasFailed || !isTaken) ? "perhaps" : "no";
}

/** From which day on the latest broken promise is one, where that is a stage of its own on a day; undefined: it is none. */
export function brokenFrom(group: readonly WorldParty[], today: LocalDate): LocalDate | undefined {
  const receipts = group.flatMap((each) => each.receipts);
  const days = group
    .flatMap(({ promises }) => promises)
    .filter((one) => one.day < today && !isKept(one, receipts))
    .map(({ day }) => addDays(day, 1))
    .toSorted();
  const last = days.at(-1);
  return last !== undefined && daysBetween(last, today) < BROKEN_STAGE_DAYS ? last : undefined;
}

/** Whether a promise was broken, and so lately that it is spoken of. */
export function isBrokenLately(group: readonly WorldParty[], today: LocalDate): boolean {
  const receipts = group.flatMap((each) => each.receipts);
  return group.some((each) =>
    each.promises.some(
      (one) => one.day < today && !isKept(one, receipts) && daysBetween(one.day, today) <= BROKEN_DAYS,
    ),
  );
}

/** Why nothing goes out at a moment; null: something may. */
export function shutAt(world: World, kind: MessageKind, now: Date): string | null {
  const today = localDateAt(now);
  const minute = Math.floor(((now.getTime() + 5.5 * HOUR) % (24 * HOUR)) / 60_000);
  const [from, to] = kind === "offer" ? [600, 1_200] : [540, 1_200];
  if (weekday(today) === 0) return "Sunday";
  if (HOLIDAYS.has(today)) return "holiday";
  if (world.quietDays.has(today)) return "quiet day";
  return minute >= from && minute < to ? null : "outside the hours";
}

/** Why the books may not be relied on; null: they may. */
export function doubtAt({ readAt, debtorsOff }: World, now: Date): string | null {
  let worked = 0;
  for (let at = readAt.getTime(); at < now.getTime(); at += HOUR / 4) {
    if (weekday(localDateAt(new Date(at))) !== 0) worked += 0.25;
  }
  if (worked > STALE_HOURS) return "the books are old";
  return debtorsOff > 100n || debtorsOff < -100n ? "the books differ from Tally's" : null;
}

/** Why an address may not be written to; null: it may. */
export function shutTo(
  world: World,
  group: readonly WorldParty[],
  on: { kind: MessageKind; way: string; to: string },
): string | null {
  const { kind, way, to } = on;
  if (way === "print") return null;
  const own = group.some(({ phone, email }) => to === (way === "email" ? email : phone));
  if (!own) return "an address of somebody else";
  if (world.deadAddresses.has(`${way} ${to}`)) return "an address where nobody is";
  const about = kind === "offer" ? "offer" : "reminder";
  const said = (words: readonly Word[]) =>
    latest(words.filter((one) => one.kind === about && one.way === way));
  const ofParty = said(group.flatMap(({ words }) => words));
  const ofAddress = said(world.addressWords.get(`${way} ${to}`) ?? []);
  if (ofParty === "withdrawn" || ofAddress === "withdrawn") return "opted out";
  const isAsked = ofParty === "given" || ofAddress === "given";
  return isAsked || (way !== "whatsapp" && kind !== "offer") ? null : "no consent";
}

function latest(words: readonly Word[]): Word["said"] | null {
  const at = Math.max(...words.map((one) => one.at));
  const last = words.filter((one) => one.at === at);
  if (last.length === 0) return null;
  return last.some(({ said }) => said === "withdrawn") ? "withdrawn" : "given";
}

/** How many messages a party has had, or may have, in so many days that end with one; another message than `except`. */
export function hadIn(
  world: World,
  guid: string,
  { today, days, except }: { today: LocalDate; days: number; except: string },
): number {
  const ids = groupOf(world, guid)
    .flatMap(({ calls }) => calls)
    .filter((call) => call.nudgeId !== except && !call.hasFailed)
    .filter((call) => call.day <= today && daysBetween(call.day, today) < days);
  return new Set(ids.map(({ nudgeId }) => nudgeId)).size;
}

/** A message as it is about to go out. */
export type Message = {
  nudgeId: string;
  guid: string;
  kind: MessageKind;
  stage: string;
  way: string;
  to: string;
  bills: readonly { guid: string; key: string; date: LocalDate; amount: bigint; stage: string | null }[];
  amount: bigint;
  offerId: string | null;
};

/** All that is wrong with a message that goes out now; nothing is well. */
export function breachesOf(world: World, message: Message, now: Date): string[] {
  const { kind, guid } = message;
  const group = groupOf(world, guid);
  const head = headOf(world, guid);
  const today = localDateAt(now);
  const found: (string | null)[] = [
    world.isOn ? null : "reminders are off",
    isExcluded(group, today) ? "excluded" : null,
    group.some(({ quietUntil }) => quietUntil !== null && today <= quietUntil) ? "left in peace" : null,
    shutAt(world, kind, now),
    doubtAt(world, now),
    shutTo(world, group, message),
    isLetOut(world, head, message) ? null : "nobody has approved it",
    ...capBreaches(world, message, today),
    ...message.bills.map((bill) => billBreach(world, message, { bill, now })),
  ];
  if (kind === "offer") found.push(offerBreach(world, message, today));
  return found.filter((one) => one !== null);
}

function isLetOut(world: World, head: WorldParty, { nudgeId, amount }: Message): boolean {
  // Approved for less, and then of a class that needs nobody's word, it goes out without.
  const approved = world.approvals.get(nudgeId);
  return AUTOMATIC.has(head.class) || (approved !== undefined && amount <= approved);
}

/** What is told of too often. It is asked again when the provider takes it. */
export function capBreaches(
  world: World,
  { guid, nudgeId }: Pick<Message, "guid" | "nudgeId">,
  today: LocalDate,
): string[] {
  const had = (days: number): number => hadIn(world, guid, { today, days, except: nudgeId });
  return [
    ...(had(1) > 0 ? ["two in a day"] : []),
    ...(had(7) >= CAPS.week ? ["more than a week may bring"] : []),
    ...(had(30) >= CAPS.month ? ["more than a month may bring"] : []),
  ];
}

type Told = Message["bills"][number];

function billBreach(
  world: World,
  { kind, guid }: Message,
  { bill: told, now }: { bill: Told; now: Date },
): string | null {
  const bill = world.billsByText.get(billText(told));
  if (bill === undefined) return `there is no bill ${told.key}`;
  const name = billText(bill);
  if (headOf(world, bill.guid) !== headOf(world, guid)) return `${name} is somebody else's`;
  if (kind === "statement") return null;
  if (kind === "thanks") {
    if (world.takenBack.has(`${name} paid`)) return `thanks for ${name}, which a person took back`;
    return openOf(bill) > 0n ? `thanks for ${name}, which is open` : leftAlone(groupOf(world, guid), now);
  }
  const may = mayAsk(world, bill, now);
  if ("why" in may) return `${name}: ${may.why}`;
  if (may.amount !== told.amount) return `${name}: ${told.amount} asked for of ${may.amount}`;
  return told.stage === null
    ? null
    : stageBreach(world, bill, { stage: told.stage, today: localDateAt(now) });
}

function stageBreach(
  world: World,
  bill: WorldBill,
  { stage, today }: { stage: string; today: LocalDate },
): string | null {
  const name = `${billText(bill)} ${stage}`;
  if (world.takenBack.has(name)) return `${name} was taken back`;
  if (stage === "offered" || stage === "ending") return null;
  if (stage === "promise-broken") {
    return isBrokenLately(groupOf(world, bill.guid), today) ? null : `${name}: no promise was broken`;
  }
  if (!stagesReached(world, bill, today).some((each) => each.stage === stage)) return `${name} is not due`;
  return isLedUp(world, bill, { stage, today }) === "no" ? `${name} was not led up to` : null;
}

function offerBreach(world: World, { offerId, guid }: Message, today: LocalDate): string | null {
  const offer = world.offers.find((each) => each.offerId === offerId);
  if (offer === undefined || offer.until.every((until) => until < today)) return "an offer that is over";
  return headOf(world, guid).isHeldOut ? "an offer to who gets none" : null;
}

const keyOf = ({ guid, kind, stage, day }: Call): string => [guid, kind, stage, day].join(" ");

/** What a message that a provider has taken breaks beside what it broke before. */
export function doubles(world: World, taken: Call): string[] {
  const others = groupOf(world, taken.guid)
    .flatMap(({ calls }) => calls)
    .filter((call) => call !== taken && call.isTaken && !call.hasFailed);
  const steps = new Set(
    taken.bills.flatMap(({ text, stage }) => (stage === null ? [] : [`${text} ${stage}`])),
  );
  return [
    ...(others.some(({ nudgeId }) => nudgeId === taken.nudgeId) ? ["the same message twice"] : []),
    ...(others.some((other) => other.nudgeId !== taken.nudgeId && keyOf(other) === keyOf(taken))
      ? ["two of one key"]
      : []),
    ...others.flatMap((other) =>
      other.bills
        .filter(({ text, stage }) => steps.has(`${text} ${stage}`))
        .map(({ text, stage }) => `${text} ${stage} twice`),
    ),
    ...capBreaches(world, taken, taken.day),
  ];
}
