import { randomUUID } from "node:crypto";

import { planNudges } from "@cfa/nudges/plan-nudges";
import { judgeSend } from "@cfa/nudges/gate";
import type { SendFacts } from "@cfa/nudges/facts";
import type { PlanRules } from "@cfa/nudges/rules";
import type { TestDatabase } from "@cfa/testkit/clone-template";
import { randomFrom, type Random } from "@cfa/testkit/sample-company/random";
import { addDays } from "@cfa/values/local-date";

import { askCompany } from "../ask-company.ts";
import type { Judge } from "../claim-send.ts";
import { planCompany } from "../plan-company.ts";
import { sendCompany } from "../send-company.ts";
import { log, writeCompany, type Books } from "./test-books.ts";
import { openCarrier, type Carrier } from "./test-carrier.ts";
import { openOracle, type Oracle } from "./test-oracle.ts";
import { openPeople, type People } from "./test-people.ts";
import { openTally, type Tally } from "./test-tally.ts";
import { FIRST_DAY, makeWorld, momentAt, PUBLIC_URL } from "./test-world.ts";

/* Half a year of a company in quarters of an hour, with two workers that die at any moment. */

/** Something of the gate that is broken, to see that it is noticed. */
export type Sabotage = {
  /** What the gate is told in the place of what is true. */
  readonly facts?: (facts: SendFacts) => SendFacts;
  readonly rules?: (rules: PlanRules) => PlanRules;
  /** What may have gone out is sent again. */
  readonly sendsAgain?: boolean;
};

export type Simulated = {
  readonly breaches: readonly string[];
  readonly taken: number;
  /** How many messages ended without being sent, by their codes: at the gate, by a plan, by money that came. */
  readonly ended: ReadonlyMap<string, number>;
};

export type Simulation = {
  readonly seed: number;
  readonly parties: number;
  readonly days: number;
  readonly sabotage?: Sabotage;
};

const FIRST_MINUTE = 420;
const LAST_MINUTE = 1_260;
const TICK = 15;
const SAID_A_DAY = 0.08;
const TICKS_A_DAY = (LAST_MINUTE - FIRST_MINUTE) / TICK + 1;
/** Plans wait behind other jobs: what has happened meanwhile, the gate alone knows. */
const PLANNED_IN_A_TICK = 0.25;
const PLAN_DIES = 0.03;
const GATE_DIES = 0.01;
const WORKERS = 2;
const LAST_WORDS_MILLIS = 100;
const ANALYSED_EVERY = 15;

class WorkerDied extends Error {}

type Stage = {
  readonly books: Books;
  readonly oracle: Oracle;
  readonly carrier: Carrier;
  readonly people: People;
  readonly tally: Tally;
  readonly random: Random;
  readonly judge: Judge;
  readonly sabotage: Sabotage;
  isToPlan: boolean;
};

const enqueue = (): Promise<void> => Promise.resolve();

/** Runs it in a database of its own, which is closed after it. With something broken it ends at the first thing that is noticed. */
export async function simulate(
  database: TestDatabase,
  { seed, parties, days, sabotage = {} }: Simulation,
): Promise<Simulated> {
  try {
    const books = { database, companyId: randomUUID(), world: makeWorld(seed, { parties }) };
    await writeCompany(books);
    if (sabotage.sendsAgain === true) await unguard(books);
    const oracle = openOracle(books);
    const random = randomFrom(seed, "run");
    const stage: Stage = {
      books,
      oracle,
      carrier: openCarrier(books, oracle, seed),
      people: openPeople(books, seed),
      tally: openTally(books, seed),
      random,
      judge: judgeWith(oracle, random, sabotage),
      sabotage,
      isToPlan: true,
    };
    const isBroken = Object.keys(sabotage).length > 0;
    for (let day = 0; day < days; day++) {
      if (isBroken && oracle.breaches.length > 0) break;
      if (day % ANALYSED_EVERY === 1) await database.asOwner("analyze"); // as a server does by itself
      await live(stage, day);
    }
    if (!isBroken) await settle(stage);
    const taken = books.world.calls.filter(({ isTaken }) => isTaken).length;
    const ended = await database.asOwner<{ code: string; count: number }>(
      "select end_code as code, count(*)::int as count from nudge where end_code is not null group by 1",
    );
    return {
      breaches: oracle.breaches,
      taken,
      ended: new Map(ended.map(({ code, count }) => [code, count])),
    };
  } finally {
    await database.close();
  }
}

/** The database lets through what it holds back otherwise. */
async function unguard({ database }: Books): Promise<void> {
  await database.asOwner("drop trigger keep_attempt on nudge_attempt");
  await database.asOwner("drop index nudge_attempt_under_way");
}

/** The gate's judge, overheard; at times its worker dies over it. */
function judgeWith(oracle: Oracle, random: Random, { facts: tell, rules: rule }: Sabotage): Judge {
  return (facts, rules, now) => {
    const verdict = judgeSend(tell?.(facts) ?? facts, rule?.(rules) ?? rules, now);
    oracle.judged(facts, verdict, now);
    if (random.chance(GATE_DIES)) throw new WorkerDied();
    return verdict;
  };
}

async function live(stage: Stage, day: number): Promise<void> {
  const { books, tally } = stage;
  const today = addDays(FIRST_DAY, day);
  tally.trade(today);
  stage.isToPlan = true;
  for (let minute = FIRST_MINUTE; minute <= LAST_MINUTE; minute += TICK) {
    books.world.now = momentAt(today, minute);
    await tick(stage, minute);
  }
}

async function tick(stage: Stage, minute: number): Promise<void> {
  const { books, carrier, tally } = stage;
  const { world } = books;
  const all: Promise<unknown>[] = [carrier.tell()];
  if (world.now >= tally.nextSync()) {
    stage.isToPlan = true;
    all.push(tally.sync());
  }
  all.push(hearPeople(stage, minute));
  const { isDue, isToAsk } = await whatIsDue(stage);
  if (isDue) for (let worker = 0; worker < WORKERS; worker++) all.push(work(stage));
  await Promise.all(all);
  carrier.settle();
  if (isToAsk)
    await askCompany(
      { ...deps(stage), open: () => Promise.resolve(carrier.open(() => undefined)) },
      books.companyId,
    );
  if (stage.isToPlan && stage.random.chance(PLANNED_IN_A_TICK)) await plan(stage);
}

/** People say one thing after the other. */
async function hearPeople({ books, people, random }: Stage, minute: number): Promise<void> {
  let said = random.count((books.world.parties.size * SAID_A_DAY) / TICKS_A_DAY);
  for (; said > 0; said--) await people.say();
  if (minute === 435) await people.tidy();
  if (minute === 570 || minute === 780) await people.approve();
  if (minute === random.int(36, 56) * TICK) await people.nameQuietDay();
}

const deps = ({ books }: Stage) => ({ db: books.database.db, log, enqueue, now: () => books.world.now });

async function whatIsDue({ books, sabotage }: Stage): Promise<{ isDue: boolean; isToAsk: boolean }> {
  const { database, companyId, world } = books;
  if (sabotage.sendsAgain === true) {
    await database.asOwner(
      "update nudge set state = 'queued' where company_id = $1 and state = 'sending' and not_after > $2",
      [companyId, world.now],
    );
  }
  const [row] = await database.asOwner<{ isDue: boolean; isToAsk: boolean; toHear: string[] }>(
    `select array(select distinct ledger_guid from nudge where company_id = $1 and state = 'queued' order by 1) as "toHear",
       exists (select from nudge where company_id = $1 and state = 'queued' and send_at <= $2) as "isDue",
       exists (select from nudge_attempt where company_id = $1 and (state = 'calling' or ask_at <= $2)) as "isToAsk"`,
    [companyId, world.now],
  );
  world.toHear = new Set(row?.toHear);
  return row ?? { isDue: false, isToAsk: false };
}

/** One worker sends what is due, until it is done or dies. */
async function work(stage: Stage): Promise<void> {
  const { books, carrier, judge } = stage;
  const stop = new AbortController();
  const death = Promise.withResolvers<void>();
  const channels = carrier.open(death.resolve);
  const sending = { judge, publicUrl: PUBLIC_URL, open: () => Promise.resolve(channels) };
  const sent = sendCompany({ ...deps(stage), signal: stop.signal, sending }, books.companyId).catch(
    (error: unknown) => {
      if (!(error instanceof WorkerDied)) throw error;
    },
  );
  const hasDied = await Promise.race([sent.then(() => false), death.promise.then(() => true)]);
  stop.abort();
  // What it had under way beside what it died over is written down before the world goes on.
  if (hasDied) await new Promise((resolve) => setTimeout(resolve, LAST_WORDS_MILLIS));
}

async function plan(stage: Stage): Promise<void> {
  const { books, oracle, random } = stage;
  const planner: typeof planNudges = (...given) => {
    if (random.chance(PLAN_DIES)) throw new WorkerDied();
    return planNudges(...given);
  };
  try {
    await planCompany(
      { ...deps(stage), now: books.world.now, planner, publicUrl: PUBLIC_URL },
      books.companyId,
    );
    stage.isToPlan = false;
    oracle.planned();
  } catch (error) {
    if (!(error instanceof WorkerDied)) throw error;
  }
}

/** What is under way comes to its end: every webhook, every question, and a last plan. */
async function settle(stage: Stage): Promise<void> {
  const { books, carrier, oracle } = stage;
  for (let turn = 0; turn < 3; turn++) {
    books.world.now = new Date(books.world.now.getTime() + 86_400_000);
    await carrier.tell(true);
    await askCompany(
      { ...deps(stage), open: () => Promise.resolve(carrier.open(() => undefined)) },
      books.companyId,
    );
  }
  stage.isToPlan = true;
  while (stage.isToPlan) await plan(stage);
  await oracle.finish(carrier.taken);
}
