import { uniforms } from "@cfa/values/chance";
import type { TestDatabase } from "@cfa/testkit/test-database";
import { expect, test, vi } from "vitest";

import { openTwoWorkers, type Taken, type TwoWorkers } from "./two-workers.ts";

/*
 * Workers that send are killed with SIGKILL at random moments and started again, while carriers are slow, refuse, take and lose the answer, and tell twice and in any
 * order. No message is taken twice; each is sent, or asked about and not sent again, or ended with a reason.
 */

vi.setConfig({ testTimeout: 480_000 });

const isLong = process.env["CFA_TEST_LONG"] === "1";
const SEEDS = isLong ? [1, 2, 3, 4, 5] : [1];
const COMPANIES = 6;
const MIXTURE = { whatsapp: 8, sms: 8, email: 0 };
/** How long they are killed, each time within a while after a message was taken whose answer is not there yet; after so long without one as well. */
const KILLING_MILLIS = 8_000;
const [WITHIN_MILLIS, IDLE_MILLIS] = [400, 2_000];
/** After so many minutes: the dead one's calls are given up, asked about, and asked about again; when it is long, until nobody asks any more. */
const PASSING = isLong ? [3, 6, 40, 400, 420] : [3, 6];
const SETTLE_MILLIS = 120_000;

test.each(SEEDS)(
  "seed %i: nothing is sent twice by workers that are killed, and nothing is forgotten",
  async (seed) => {
    const chance = uniforms(seed, 7, 50);
    const workers = await openTwoWorkers(chance, { companies: COMPANIES, mixture: MIXTURE });
    try {
      await workers.start();
      await killAtRandom(workers, chance);
      for (const minutes of PASSING) {
        await workers.pass(minutes);
        await workers.start();
        await settled(workers);
      }
      await workers.hooksToldOf();
      await settled(workers);
      const endings = await endingsOf(workers.database);
      const breaches = endings.flatMap((ending) => breachesOf(ending, workers.taken.get(ending.phone) ?? []));
      expect({ seed, breaches }).toEqual({ seed, breaches: [] });
      expectSeen(seed, { endings, workers });
    } finally {
      await workers.close();
    }
  },
);

/** Kills one or the other, or both, again and again. */
async function killAtRandom(workers: TwoWorkers, chance: () => number): Promise<void> {
  const until = Date.now() + KILLING_MILLIS;
  while (Date.now() < until) {
    await holding(workers);
    await sleep(chance() * WITHIN_MILLIS);
    const which = chance();
    if (which < 0.7) await workers.kill(0);
    if (which > 0.3) await workers.kill(1);
    await workers.start();
  }
}

/** Waits until a provider has taken a message and not said so yet, for a while: a worker that is idle loses nothing. */
async function holding(workers: TwoWorkers): Promise<void> {
  const until = Date.now() + IDLE_MILLIS;
  while (workers.held() === 0 && Date.now() < until) await sleep(20);
}

/** Waits until there is nothing that would be done at this moment. */
async function settled(workers: TwoWorkers): Promise<void> {
  const until = Date.now() + SETTLE_MILLIS;
  for (;;) {
    const [left] = await workers.database.asOwner<Record<string, number>>(
      `select (select count(*)::int from nudge where state = 'queued') as due,
         (select count(*)::int from nudge_attempt where state = 'calling') as calling,
         (select count(*)::int from nudge_attempt where ask_at <= $1) as "toAsk",
         (select count(*)::int from channel_event where outcome is null) as told`,
      [workers.now()],
    );
    if (Object.values(left ?? {}).every((count) => count === 0)) return;
    if (Date.now() > until) throw new Error(`still to be done: ${JSON.stringify(left)}`);
    await workers.hurry();
    await sleep(500);
  }
}

type Attempt = { way: string; state: string; asks: number; code: string | null; seconds: number | null };
type Ending = { phone: string; state: string; endCode: string | null; attempts: Attempt[] };

/** What has become of every message. `seconds`: from its call to the first that was known of it. */
function endingsOf(database: TestDatabase): Promise<Ending[]> {
  return database.asOwner<Ending>(
    `select l.phone, n.state, n.end_code as "endCode",
       coalesce((select json_agg(json_build_object('way', a.way, 'state', a.state, 'asks', a.asks, 'code', a.failure ->> 'code',
           'seconds', extract(epoch from a.answered_at - a.called_at)) order by a.attempt_no)
         from nudge_attempt a where a.company_id = n.company_id and a.nudge_id = n.nudge_id), '[]') as attempts
     from nudge n join ledger l on l.company_id = n.company_id and l.guid = n.ledger_guid order by l.phone`,
  );
}

const ARRIVED = ["accepted", "sent", "delivered"];

/** What of a message is not as it has to be, by what the providers took. */
function breachesOf(ending: Ending, taken: readonly Taken[]): string[] {
  const { phone, state, attempts } = ending;
  const last = attempts.at(-1);
  const [one] = taken;
  const wrong = (what: string): string[] => [`${phone} ${what}: ${JSON.stringify({ ending, taken })}`];
  if (taken.length > 1) return wrong("was written to twice");
  if (one?.told && last?.state !== "delivered") return wrong("was told of, and is not known to be delivered");
  switch (state) {
    case "sent":
      return one?.way === last?.way && ARRIVED.includes(last?.state ?? "") ? [] : wrong("was not sent");
    case "sending":
      if (last?.state !== "unknown" || last.asks === 0) return wrong("was not asked about");
      // Twilio can say what it has taken.
      return one?.way === "sms" ? wrong("was there, and not found") : [];
    case "failed":
    case "ended": {
      const isRefused =
        last?.state === "failed" &&
        attempts.every((each) => each.state === "failed" || each.state === "put-off");
      return one === undefined && (isRefused || ending.endCode !== null)
        ? []
        : wrong("ended without a reason");
    }
    default:
      return wrong("was forgotten");
  }
}

/** That it came to all of it: silence would be without a breach as well. */
function expectSeen(seed: number, { endings, workers }: { endings: Ending[]; workers: TwoWorkers }): void {
  const attempts = endings.flatMap((ending) => ending.attempts);
  const count = {
    messages: endings.length,
    kills: workers.kills(),
    taken: workers.taken.size,
    // Nobody was there any more to hear what came of it.
    lost: attempts.filter(({ seconds }) => seconds !== null && seconds > 100).length,
    unknown: attempts.filter(({ state }) => state === "unknown").length,
    again: attempts.filter(({ state }) => state === "put-off").length,
    otherWay: endings.filter(({ attempts: of }) => new Set(of.map(({ way }) => way)).size > 1).length,
    refused: endings.filter(({ state }) => state === "failed").length,
  };
  if (isLong) console.log(JSON.stringify({ seed, ...count }));
  expect(count.messages).toBe(COMPANIES * (MIXTURE.whatsapp + MIXTURE.sms));
  expect(count.kills).toBeGreaterThanOrEqual(5);
  expect(count.taken).toBeGreaterThan(count.messages / 2);
  expect(count.lost).toBeGreaterThan(0);
  expect(count.unknown).toBeGreaterThan(0);
}

function sleep(millis: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, millis));
}
