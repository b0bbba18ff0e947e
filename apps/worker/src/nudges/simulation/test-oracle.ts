import { inCompany } from "@cfa/db/company-scope";
import type { SendFacts } from "@cfa/nudges/facts";
import type { SendVerdict } from "@cfa/nudges/plan";
import { addDays, localDateAt, type LocalDate } from "@cfa/values/local-date";

import type { Outgoing } from "../../channels/channel.ts";
import type { Books } from "./test-books.ts";
import {
  breachesOf,
  brokenFrom,
  doubles,
  freshClaims,
  hadIn,
  isLedUp,
  mayAsk,
  openOf,
  shutAt,
  stagesReached,
  type Message,
} from "./test-truth.ts";
import {
  billText,
  groupOf,
  momentAt,
  type Call,
  type MessageKind,
  type World,
  type WorldBill,
} from "./test-world.ts";

/* Holds what the product does against the world: each message when it is judged and when it is taken, each refusal, and in the end each stage that was due. */

export type Oracle = {
  /** All that was wrong. */
  readonly breaches: string[];
  /** A nudge is judged; nothing of the world changes meanwhile. */
  judged(facts: SendFacts, verdict: SendVerdict, now: Date): void;
  /** A carrier was called; `isTaken`: it has the message. */
  called(outgoing: Outgoing, how: { way: string; isTaken: boolean }): Promise<void>;
  /** A carrier tells that a message did not arrive. */
  failed(attemptId: string): void;
  /** Nudges were planned of the world as it is. */
  planned(): void;
  /** Holds every stage that was due, and every attempt, against the world at the end. */
  finish(carried: ReadonlyMap<string, { state: string }>): Promise<void>;
};

/** A stage of a bill that was due, with every reason there was not to speak of it. */
type Due = { on: LocalDate; codes: Set<string> };
type Judged = { message: Message; breaches: string[] };

type Desk = {
  readonly books: Books;
  readonly breaches: string[];
  readonly judgedNow: Map<string, Judged>;
  readonly due: Map<string, Due>;
};

/** What ends a message or keeps it silent beside what the world says of the bill: of ways, and of what came before. */
const OF_WAYS = new Set([
  "no-way",
  "no-way-left",
  "opted-out",
  "no-consent",
  "address-dead",
  "no-template",
  "day-passed",
  "step-sent",
  "taken-back",
  "offer-over",
  "held-out",
  "not-received",
  // Of the last of these calls the world may not have heard: in the end it has.
  "two-a-day",
  "cap-week",
  "cap-month",
]);

export function openOracle(books: Books): Oracle {
  const desk: Desk = { books, breaches: [], judgedNow: new Map(), due: new Map() };
  return {
    breaches: desk.breaches,
    judged: (facts, verdict, now) => judged(desk, { facts, verdict, now }),
    called: (outgoing, how) => called(desk, outgoing, how),
    failed: (attemptId) => {
      for (const call of books.world.calls) if (call.attemptId === attemptId) call.hasFailed = true;
    },
    planned: () => planned(desk),
    finish: (carried) => finish(desk, carried),
  };
}

function shout({ books, breaches }: Desk, about: string, words: readonly string[]): void {
  for (const word of words) breaches.push(`${books.world.now.toISOString()} ${about}: ${word}`);
}

type Judging = { facts: SendFacts; verdict: SendVerdict; now: Date };

function judged(desk: Desk, judging: Judging): void {
  const { facts, verdict, now } = judging;
  const { nudge } = facts;
  if (verdict.kind === "end") endedRightly(desk, { ...judging, code: verdict.code });
  if (verdict.kind !== "send") return;
  const bills = verdict.bills.map(({ bill, amount, stage }) => ({
    guid: bill.guid,
    key: bill.billKey,
    date: bill.billDate,
    amount,
    stage,
  }));
  const message: Message = {
    nudgeId: nudge.nudgeId,
    guid: nudge.guid,
    kind: nudge.kind,
    stage: nudge.stage,
    way: verdict.way,
    to: verdict.address?.address ?? "",
    bills,
    amount: nudge.kind === "reminder" ? bills.reduce((sum, { amount }) => sum + amount, 0n) : 0n,
    offerId: nudge.offerId,
  };
  const { world } = desk.books;
  desk.judgedNow.set(nudge.nudgeId, { message, breaches: breachesOf(world, message, now) });
  for (const bill of bills) if (bill.stage !== null) world.letOut.add(`${billText(bill)} ${bill.stage}`);
}

/** A message that is ended has a reason in the world. */
function endedRightly(desk: Desk, { facts, code, now }: Judging & { code: string }): void {
  const { world } = desk.books;
  const { nudge } = facts;
  const today = localDateAt(now);
  const causes = nudge.bills.filter(({ stage }) => stage !== null);
  const reasons = new Set(freshClaims(groupOf(world, nudge.guid), now));
  for (const { bill, stage } of causes) {
    const found = world.billsByText.get(keyText(bill));
    const may = found === undefined ? { why: "paid" } : mayAsk(world, found, now);
    if ("why" in may) reasons.add(may.why);
    if (found !== undefined && stagesReached(world, found, today).every((each) => each.stage !== stage)) {
      reasons.add("not-due");
    }
  }
  if (!world.isOn) reasons.add("off");
  if (groupOf(world, nudge.guid).some(({ quietUntil }) => quietUntil !== null && today <= quietUntil)) {
    reasons.add("party-quiet");
  }
  if (nudge.stage === "promise-broken") reasons.add("promised");
  // A message ends for one reason, and so do the stages of all its bills.
  for (const { bill, stage } of causes) {
    const known = desk.due.get(`${keyText(bill)} ${stage}`)?.codes;
    for (const reason of OF_WAYS.has(code) ? [...reasons, code] : reasons) known?.add(reason);
  }
  const isKnown = OF_WAYS.has(code) || reasons.has(code) || nudge.kind !== "reminder";
  if (!isKnown)
    shout(desk, `${nudge.guid} ${nudge.stage}`, [
      `ended as ${code}, where there was ${[...reasons].join(", ") || "nothing"}`,
    ]);
}

function keyText({
  guid,
  billKey,
  billDate,
}: {
  guid: string;
  billKey: string;
  billDate: LocalDate;
}): string {
  return billText({ guid, key: billKey, date: billDate });
}

type Row = {
  nudgeId: string;
  guid: string;
  kind: MessageKind;
  stage: string;
  day: LocalDate;
  bills: { bill: { guid: string; billKey: string; billDate: LocalDate }; stage: string | null }[];
};

async function called(
  desk: Desk,
  { attemptId, to }: Outgoing,
  { way, isTaken }: { way: string; isTaken: boolean },
): Promise<void> {
  const { database, companyId, world } = desk.books;
  const [row] = await inCompany(
    database.db,
    companyId,
    (tx) =>
      tx.run<Row>(
        `select n.nudge_id as "nudgeId", n.ledger_guid as guid, n.kind, n.stage, n.day, n.bills
         from nudge_attempt a join nudge n on n.company_id = a.company_id and n.nudge_id = a.nudge_id
         where a.company_id = $1 and a.attempt_id = $2`,
        [companyId, attemptId],
      ),
    { role: "job" },
  );
  if (row === undefined) return shout(desk, attemptId, ["called before it was written down"]);
  const { nudgeId, guid, kind, stage, day } = row;
  const about = `${guid} ${kind} ${stage} by ${way}`;
  const judgement = desk.judgedNow.get(nudgeId);
  if (judgement === undefined) shout(desk, about, ["never judged"]);
  else {
    shout(desk, about, judgement.breaches);
    const { message } = judgement;
    if (message.way !== way || message.to !== to)
      shout(desk, about, [`to ${to}, judged for ${message.way} ${message.to}`]);
  }
  const bills = row.bills.map((each) => ({ text: keyText(each.bill), stage: each.stage }));
  const call: Call = { attemptId, nudgeId, guid, kind, stage, day, bills, isTaken, hasFailed: false };
  world.calls.push(call);
  world.parties.get(guid)?.calls.push(call);
  if (isTaken) shout(desk, about, doubles(world, call));
}

/** Every stage that is due by now, with what the world says against it. */
function planned({ books, due }: Desk): void {
  const { world } = books;
  if (!world.isOn) return;
  const today = localDateAt(world.now);
  const isQuiet = [0, 1, 2].map((days) => shutAt(world, "reminder", momentAt(addDays(today, days), 720)));
  for (const bill of world.bills.values()) {
    if (openOf(bill) <= 0n) continue;
    const codes = reasonsFor(books, bill.guid, today);
    const may = mayAsk(world, bill, world.now);
    if ("why" in may) codes.push(may.why, ...freshClaims(groupOf(world, bill.guid), world.now));
    if (isQuiet.some((why) => why !== null)) codes.push("quiet-day", "holiday");
    const reached = dueStages(world, bill, today);
    for (const [at, { stage, on }] of reached.entries()) {
      const key = `${billText(bill)} ${stage}`;
      const known = due.get(key) ?? { on, codes: new Set<string>() };
      due.set(key, known);
      if (at < reached.length - 1) known.codes.add("passed-over");
      if (isLedUp(world, bill, { stage, today }) !== "yes") known.codes.add("earlier-first");
      for (const code of codes) known.codes.add(code);
    }
    // Who is of another class has another ladder: what was due by the old one alone is so no more.
    for (const stage of STAGES.filter((each) => reached.every((one) => one.stage !== each))) {
      due.get(`${billText(bill)} ${stage}`)?.codes.add("passed-over");
    }
  }
}

/** The stages a bill has reached, in their order. A broken promise is one after what came before it, unless an earlier one was spoken of. */
function dueStages(world: World, bill: WorldBill, today: LocalDate): { stage: string; on: LocalDate }[] {
  const group = groupOf(world, bill.guid);
  const reached = stagesReached(world, bill, today);
  const broken = brokenFrom(group, today);
  if (broken === undefined || bill.due > today) return reached;
  const isTold = ({ isTaken, day, bills }: Call): boolean =>
    isTaken &&
    day < broken &&
    bills.some(({ text, stage }) => text === billText(bill) && stage === "promise-broken");
  if (group.some(({ calls }) => calls.some(isTold))) return reached;
  return [
    ...reached.filter(({ on }) => on <= broken),
    { stage: "promise-broken", on: broken },
    ...reached.filter(({ on }) => on > broken),
  ];
}

const STAGES = ["before-due", "due", "after-3", "after-7", "after-15", "after-30", "final", "promise-broken"];

function reasonsFor({ world }: Books, guid: string, today: LocalDate): string[] {
  const had = (days: number): number =>
    hadIn(world, guid, { today: addDays(today, 2), days: days + 2, except: "" });
  const group = groupOf(world, guid);
  return [
    ...(had(1) > 0 ? ["two-a-day"] : []),
    ...(had(7) >= 2 ? ["cap-week"] : []),
    ...(had(30) >= 5 ? ["cap-month"] : []),
    ...(group.some(({ quietUntil }) => quietUntil !== null && today <= quietUntil) ? ["party-quiet"] : []),
  ];
}

async function finish(desk: Desk, carried: ReadonlyMap<string, { state: string }>): Promise<void> {
  const { database, companyId, world } = desk.books;
  type Step = { key: string; state: string; code: string | null; waits: boolean; went: boolean };
  const steps = await database.asOwner<Step>(
    `select d.ledger_guid || ' ' || d.bill_key || ' ' || d.bill_date || ' ' || d.stage as key, d.state, d.code,
       exists (select from nudge n, jsonb_to_recordset(n.bills) as b (bill jsonb, stage text)
         where n.company_id = d.company_id and n.state in ('proposed', 'queued', 'sending') and b.bill ->> 'guid' = d.ledger_guid
           and b.bill ->> 'billKey' = d.bill_key and b.stage = d.stage) as waits,
       exists (select from nudge_attempt a where a.company_id = d.company_id and a.nudge_id = d.nudge_id and a.state <> 'put-off') as went
     from dunning_step d where d.company_id = $1`,
    [companyId],
  );
  const byKey = new Map(steps.map((step) => [step.key, step]));
  for (const [key, { codes }] of desk.due) {
    const step = byKey.get(key);
    if (step === undefined) shout(desk, key, ["was due, and nobody looked at it"]);
    else if (step.state === "taken" && !step.went)
      shout(desk, key, ["taken by a message that was never called"]);
    else if (step.state === "open" && !step.waits) shout(desk, key, ["open, and no message waits for it"]);
    else if (step.state === "silent" && !isExplained(step.code ?? "", codes, world.takenBack.has(key))) {
      const bill = [...world.bills.values()].find((each) => key.startsWith(`${billText(each)} `));
      const isPaid = step.code === "paid" && bill !== undefined && openOf(bill) <= 0n;
      if (!isPaid)
        shout(desk, key, [`silent as ${step.code}, where there was ${[...codes].join(", ") || "nothing"}`]);
    }
  }
  const attempts = await database.asOwner<{ id: string; state: string }>(
    "select attempt_id as id, state from nudge_attempt where company_id = $1",
    [companyId],
  );
  for (const { id, state } of attempts) {
    const truth = carried.get(id)?.state;
    const may = truth === undefined ? NOT_TAKEN : truth === "accepted" ? ACCEPTED : [truth];
    if (!may.includes(state))
      shout(desk, id, [`is ${state}, and its carrier says ${truth ?? "it never had it"}`]);
  }
}

const NOT_TAKEN = ["put-off", "failed", "unknown", "calling"];
const ACCEPTED = ["accepted", "unknown", "calling"];

function isExplained(code: string, codes: ReadonlySet<string>, isTakenBack: boolean): boolean {
  if (code === "taken-back") return isTakenBack;
  if (code.startsWith("cap-") || code === "two-a-day") return codes.has(code);
  return codes.has(code) || OF_WAYS.has(code) || code === "chased-out" || code === "off";
}
