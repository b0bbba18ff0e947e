import { createHash, randomUUID } from "node:crypto";
import { gunzipSync, gzipSync } from "node:zlib";

import type { OutboxBatch } from "@cfa/agent/outbox/batches";
import { createServerLink, type ServerLink } from "@cfa/agent/server-link";
import { PROTOCOL, type Batch, type FinishRun, type OpenRun } from "@cfa/contract/sync";
import { startFakeTally, type FakeTally } from "@cfa/testkit/fake-tally/fake-tally";
import { makeSampleCompany } from "@cfa/testkit/sample-company/make-sample-company";
import { randomFrom, type Random } from "@cfa/testkit/sample-company/random";
import { booksSnapshot } from "@cfa/testkit/stable-snapshot";
import { afterAll, beforeAll, expect, test } from "vitest";

import { watch, type Oracle } from "./oracle.ts";
import { createAgent, startStack, type Stack, type StackCompany } from "./stack.ts";
import { takenIn } from "./taken-in.ts";
import { startTcpProxy, type NetworkFault } from "./tcp-proxy.ts";

/* What the network, the order of things and a second agent can do. Every test is one of a seed, which it names when it fails. */

const isLong = process.env["CFA_TEST_LONG"] === "1";
const SEEDS = Array.from({ length: isLong ? 20 : 2 }, (_, i) => i + 1);
const sample = makeSampleCompany({ size: "S" });
const AT_ONCE = { random: () => 0.5, sleep: () => new Promise((resolve) => setTimeout(resolve, 10)) };

/** What an agent sent for a first sync, kept to be sent again in other ways. */
type Sent = { opening: OpenRun; batches: OutboxBatch[]; finish: FinishRun };

let stack: Stack;
let tally: FakeTally;
let sent: Sent;
let clean: Record<string, string[]>;

beforeAll(async () => {
  stack = await startStack();
  tally = await startFakeTally({ companies: [sample] });
  const company = await fresh();
  const batches: OutboxBatch[] = [];
  const listening: ServerLink = {
    ...company.link,
    openRun: (run) => {
      sent = { ...sent, opening: run };
      return company.link.openRun(run);
    },
    sendBatch: (batch, lease) => {
      batches.push(batch);
      return company.link.sendBatch(batch, lease);
    },
    finishRun: (runId, finish) => {
      sent = { ...sent, finish };
      return company.link.finishRun(runId, finish);
    },
  };
  const agent = createAgent({ tallyPort: tally.port, company, guid: sample.guid });
  expect(await agent.sync({ link: listening })).toMatchObject({
    ok: true,
    value: { run: { tieOut: "equal" } },
  });
  agent.remove();
  sent = { ...sent, batches };
  clean = await booksSnapshot(stack.database, company.uuid);
});
afterAll(async () => {
  await tally.close();
  await stack.close();
});

/** Runs a story against a new company under the oracle, and checks everything at its end. */
async function story(tell: (company: StackCompany, oracle: Oracle) => Promise<void>): Promise<void> {
  const company = await fresh();
  const oracle = await watch({ stack, tally, company, booksFrom: sample.booksFrom });
  try {
    await tell(company, oracle);
    await oracle.check();
    expect(await booksSnapshot(stack.database, company.uuid)).toEqual(clean);
  } finally {
    await oracle.stop();
  }
}

test.each(SEEDS)(
  "fault 3, seed %i: a network that cuts, swallows, crawls and resets",
  async (seed) => {
    const random = randomFrom(seed, "network");
    const proxy = await startTcpProxy(stack.server.url);
    await story(async (company, oracle) => {
      const link = createServerLink({ server: proxy.url, key: company.key });
      const agent = createAgent({ tallyPort: tally.port, company, guid: sample.guid });
      const bad = badLink(link, { arm: () => proxy.arm(faultOf(random)), random, oracle });
      let end;
      for (let turn = 0; turn < 40; turn++) {
        end = await agent.sync({ link: bad, as: { waiting: AT_ONCE } });
        if (end.ok) break;
      }
      expect(end, `seed ${seed}: ${agent.said.slice(-10).join("\n")}`).toMatchObject({ ok: true });
      agent.remove();
      await takenIn(stack, company);
      expect(proxy.struck()).toBeGreaterThan(2);
    });
    await proxy.close();
  },
  300_000,
);

test.each(SEEDS)(
  "fault 4, S1, S2, seed %i: batches that come twice, at once and later, change nothing the second time",
  async (seed) => {
    const random = randomFrom(seed, "twice");
    await story(async (company, oracle) => {
      const lease = await open(company, sent.opening);
      for (const batch of sent.batches) {
        const times = random.int(1, 3);
        const answers = await Promise.all(
          Array.from({ length: times }, () => company.link.sendBatch(batch, lease)),
        );
        for (const answer of answers) expect(answer, `seed ${seed}`).toMatchObject({ ok: true });
        oracle.acknowledged(guidsIn(batch));
      }
      await finish(company, { opening: sent.opening, lease });
      const again = { ...sent.opening, runId: randomUUID() };
      const second = await open(company, again);
      for (const batch of sent.batches) {
        const answer = await company.link.sendBatch(
          rewritten(batch, (body) => ({ ...body, runId: again.runId })),
          second,
        );
        expect(answer, `seed ${seed}`).toMatchObject({ ok: true, value: { accepted: 0 } });
      }
      await finish(company, { opening: again, lease: second });
    });
  },
  120_000,
);

test.each(SEEDS)(
  "fault 5, S3, S6, seed %i: batches in any order, and an old version after a new one",
  async (seed) => {
    const random = randomFrom(seed, "order");
    await story(async (company, oracle) => {
      const lease = await open(company, sent.opening);
      for (const batch of shuffled(sent.batches, random)) {
        expect(await company.link.sendBatch(batch, lease)).toMatchObject({ ok: true });
        oracle.acknowledged(guidsIn(batch));
      }
      await finish(company, { opening: sent.opening, lease });
      const late = { ...sent.opening, runId: randomUUID(), kind: "changes" as const };
      const second = await open(company, late);
      const [one] = shuffled(
        sent.batches.filter((batch) => guidsIn(batch).length > 0),
        random,
      );
      const old = rewritten(one!, (body) => older({ ...body, runId: late.runId, sequence: 1 }));
      expect(await company.link.sendBatch({ ...old, sequence: 1 }, second)).toMatchObject({
        ok: true,
        value: { accepted: 0 },
      });
      await finish(company, { opening: late, lease: second, batches: 1 });
    });
  },
  120_000,
);

test("fault 6, S2: the same batch with another body is refused and nothing of it is applied", async () => {
  await story(async (company) => {
    const lease = await open(company, sent.opening);
    for (const batch of sent.batches) {
      expect(await company.link.sendBatch(batch, lease)).toMatchObject({ ok: true });
      const other = rewritten(batch, (body) => ({ ...body, count: 0, debits: "0", records: {} }));
      expect(await company.link.sendBatch(other, lease)).toMatchObject({
        ok: false,
        error: { code: "batch-changed" },
      });
    }
    await finish(company, { opening: sent.opening, lease });
  });
}, 120_000);

test("fault 16, S9: of two agents with one key one wins by its number; the one that slept is told, and spoils nothing", async () => {
  await story(async (company) => {
    const asleep = { ...sent.opening, agent: { ...sent.opening.agent, id: "asleep" } };
    const old = await open(company, asleep);
    expect(await company.link.sendBatch(sent.batches[0]!, old)).toMatchObject({ ok: true });
    const awake = { ...asleep, runId: randomUUID(), agent: { ...asleep.agent, id: "awake" } };
    expect(await company.link.openRun(awake)).toMatchObject({ ok: false, error: { code: "other-agent" } });
    await stack.database.asOwner(
      `update sync_run set opened_at = opened_at - interval '3 minutes' where company_id = $1`,
      [company.uuid],
    );
    await stack.database.asOwner(
      `update sync_batch set received_at = received_at - interval '3 minutes' where company_id = $1`,
      [company.uuid],
    );
    const lease = await open(company, awake);
    expect(await company.link.sendBatch(sent.batches[1]!, old)).toMatchObject({
      ok: false,
      error: { code: "stale-lease" },
    });
    for (const batch of sent.batches) {
      await company.link.sendBatch(
        rewritten(batch, (body) => ({ ...body, runId: awake.runId })),
        lease,
      );
    }
    const late = await company.link.finishRun(asleep.runId, { ...sent.finish, lease: old, batches: 1 });
    expect(late).toMatchObject({ ok: false, error: { code: "stale-lease" } });
    await finish(company, { opening: awake, lease });
  });
}, 120_000);

test.each(SEEDS)(
  "fault 20, S5, seed %i: one poison voucher among the others is set aside and shown, the rest is taken",
  async (seed) => {
    const random = randomFrom(seed, "poison");
    await story(async (company) => {
      const lease = await open(company, sent.opening);
      const at = random.pick([...sent.batches.keys()].filter((i) => guidsIn(sent.batches[i]!).length > 0));
      for (const [i, batch] of sent.batches.entries()) {
        const body = i === at ? rewritten(batch, (one) => poisoned(one, random)) : batch;
        const answer = await company.link.sendBatch(body, lease);
        expect(answer, `seed ${seed}`).toMatchObject({
          ok: true,
          value: { quarantined: i === at ? [{ guid: "poison" }] : [] },
        });
      }
      await finish(company, { opening: sent.opening, lease });
      const waiting = await stack.database.asOwner(
        "select guid from quarantine where company_id = $1 and resolved_at is null",
        [company.uuid],
      );
      expect(waiting).toEqual([{ guid: "poison" }]);
      // The next full read no longer shows it: Tally is what the oracle compares with.
      const again = { ...sent.opening, runId: randomUUID() };
      const second = await open(company, again);
      for (const batch of sent.batches) {
        await company.link.sendBatch(
          rewritten(batch, (one) => ({ ...one, runId: again.runId })),
          second,
        );
      }
      await finish(company, { opening: again, lease: second });
    });
  },
  120_000,
);

/** A company of its own that will hold the same books. */
async function fresh(): Promise<StackCompany> {
  const made = await stack.addCompany({ name: `Copy ${randomUUID()}`, tallyGuid: `copy ${randomUUID()}` });
  await stack.database.asOwner("update company set tally_guid = null where company_id = $1", [made.uuid]);
  return made;
}

async function open(company: StackCompany, opening: OpenRun): Promise<number> {
  const opened = await company.link.openRun({ ...opening, protocol: PROTOCOL });
  if (!opened.ok) throw new Error(opened.error.message);
  return opened.value.lease;
}

async function finish(
  company: StackCompany,
  run: { opening: OpenRun; lease: number; batches?: number },
): Promise<void> {
  const { opening, lease, batches = sent.batches.length } = run;
  const finished = await company.link.finishRun(opening.runId, { ...sent.finish, lease, batches });
  expect(finished).toMatchObject({ ok: true });
  await takenIn(stack, company);
}

/** A link on which a third of the calls meet a fault; what it acknowledges is noted. */
function badLink(
  link: ServerLink,
  { arm, random, oracle }: { arm: () => void; random: Random; oracle: Oracle },
): ServerLink {
  const maybe = <Argument extends unknown[], Result>(call: (...argv: Argument) => Result) => {
    return (...argv: Argument): Result => {
      if (random.chance(0.35)) arm();
      return call(...argv);
    };
  };
  return {
    ...link,
    heartbeat: maybe(link.heartbeat),
    openRun: maybe(link.openRun),
    finishRun: maybe(link.finishRun),
    readRun: maybe(link.readRun),
    sendBatch: maybe(async (batch: OutboxBatch, lease: number) => {
      const taken = await link.sendBatch(batch, lease);
      if (taken.ok) oracle.acknowledged(guidsIn(batch));
      return taken;
    }),
  };
}

function faultOf(random: Random): NetworkFault {
  const kinds: (() => NetworkFault)[] = [
    () => ({ kind: "cut-request", after: random.int(1, 4_000) }),
    () => ({ kind: "cut-answer", after: random.int(0, 400) }),
    () => ({ kind: "reset", after: random.int(1, 4_000) }),
    () => ({ kind: "black-hole", ms: random.int(50, 300) }),
    () => ({ kind: "slow", bytesPerSecond: isLong ? 4_000 : 200_000 }),
  ];
  return random.pick(kinds)();
}

function bodyOf(batch: OutboxBatch): Batch {
  return JSON.parse(gunzipSync(batch.body).toString("utf8")) as Batch;
}

function guidsIn(batch: OutboxBatch): string[] {
  return (bodyOf(batch).records.vouchers ?? []).map(({ guid }) => guid);
}

function rewritten(batch: OutboxBatch, change: (body: Batch) => Batch): OutboxBatch {
  const body = gzipSync(JSON.stringify(change(bodyOf(batch))));
  return { ...batch, body, sha256: createHash("sha256").update(body).digest("hex") };
}

/** The same vouchers as they were before their last change. */
function older(body: Batch): Batch {
  const vouchers = (body.records.vouchers ?? []).map((voucher) => ({
    ...voucher,
    alterId: Math.max(0, voucher.alterId - 1),
    narration: "as it was",
  }));
  return { ...body, count: vouchers.length, records: { vouchers } };
}

function poisoned(body: Batch, random: Random): Batch {
  const vouchers = [...(body.records.vouchers ?? [])];
  const like = random.pick(vouchers);
  vouchers.splice(random.int(0, vouchers.length), 0, {
    ...like,
    guid: "poison",
    date: "someday",
    entries: [],
  });
  return { ...body, count: body.count + 1, records: { ...body.records, vouchers } };
}

function shuffled<T>(list: readonly T[], random: Random): T[] {
  return list
    .map((item) => ({ item, at: random.next() }))
    .toSorted((a, b) => a.at - b.at)
    .map(({ item }) => item);
}
