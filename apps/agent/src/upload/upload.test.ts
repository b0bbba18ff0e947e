import { afterEach, beforeEach, describe, expect, test } from "vitest";

import { atServer, inTally, makeWorld, sample, type World } from "../test-world.ts";

/* What the server may say to what it is sent, and that the numbers of the batches stay without a gap. */

let world: World;
beforeEach(async () => {
  world = await makeWorld();
});
afterEach(() => world.close());

/** GUID of the voucher that the server of a test cannot take. */
function poisonGuid(): string {
  return inTally(world.tally)[100]!.split(" ")[0]!;
}

function sequences(): number[] {
  return world.server.runs[0]!.batches.map(({ sequence }) => sequence);
}

describe("a batch that the server refuses for what it holds", () => {
  test.each([
    ["bad-input", 422],
    ["too-large", 413],
    ["internal", 500],
  ])(
    "%s: is cut in halves down to the one voucher, which is set aside with the reason",
    async (code, status) => {
      const guid = poisonGuid();
      let refusals = 0;
      world.server.refuse = ({ batch }) => {
        if (batch?.records.vouchers?.some((voucher) => voucher.guid === guid) !== true) return undefined;
        refusals++;
        return { status, code, message: "it hurts" };
      };
      expect(await world.sync()).toMatchObject({ ok: true });
      expect(refusals).toBeGreaterThan(5);
      expect(atServer(world.server)).toEqual(inTally(world.tally).filter((line) => !line.startsWith(guid)));
      expect(world.server.quarantined).toMatchObject([
        {
          kind: "voucher",
          guid,
          reason: "The server refused it: it hurts",
          raw: expect.stringContaining(guid),
        },
      ]);
      expect(sequences()).toEqual(sequences().map((_, at) => at + 1));
      expect(world.said.join("\n")).toContain("Set aside voucher");
      expect(world.look((outbox) => outbox.recall("setAside"))).toMatchObject([{ guid }]);
    },
  );

  test("a server that breaks on everything is not blamed on a batch: it is tried again later", async () => {
    world.server.refuse = ({ path }) =>
      path.endsWith("heartbeat") ? undefined : { status: 503, code: "unavailable" };
    expect(await world.sync()).toMatchObject({ ok: false, error: { code: "unavailable", side: "server" } });
    world.server.refuse = ({ batch, path }) =>
      batch !== undefined || (world.server.heartbeats.length > 1 && path.endsWith("heartbeat"))
        ? { status: 500, code: "internal" }
        : undefined;
    expect(await world.sync()).toMatchObject({ ok: false, error: { code: "internal" } });
    world.server.refuse = () => undefined;
    expect(await world.sync()).toMatchObject({ ok: true });
    expect(world.server.quarantined).toEqual([]);
    expect(atServer(world.server)).toEqual(inTally(world.tally));
    expect(world.server.troubles).toEqual([]);
  });

  test("one too large makes the later ones smaller", async () => {
    world.server.refuse = ({ batch }) =>
      (batch?.records.vouchers?.length ?? 0) > 60 ? { status: 413, code: "too-large" } : undefined;
    expect(await world.sync()).toMatchObject({ ok: true });
    expect(atServer(world.server)).toEqual(inTally(world.tally));
    expect(world.server.quarantined).toEqual([]);
    expect(world.look((outbox) => outbox.recall("batchVouchers"))!.most).toBeLessThan(500);
  });

  test("not even its quarantine record is taken: the run still comes to its end", async () => {
    const guid = poisonGuid();
    world.server.refuse = ({ batch }) =>
      JSON.stringify(batch?.records ?? {}).includes(guid) ? { status: 422, code: "bad-input" } : undefined;
    expect(await world.sync()).toMatchObject({ ok: true });
    expect(atServer(world.server)).toEqual(inTally(world.tally).filter((line) => !line.startsWith(guid)));
  });
});

describe("a run that is not the server's any more", () => {
  test.each(["stale-lease", "batch-changed", "not-found"])(
    "%s: is dropped and begun anew at once",
    async (code) => {
      let refusals = 0;
      world.server.refuse = ({ batch }) =>
        batch !== undefined && refusals++ < 1 ? { status: 409, code } : undefined;
      expect(await world.sync()).toMatchObject({ ok: true });
      expect(world.said.join("\n")).toContain("begun anew");
      expect(atServer(world.server)).toEqual(inTally(world.tally));
    },
  );

  test("an outbox that lost its last writes does not give their numbers to other content", async () => {
    world.server.refuse = ({ path }) =>
      path.endsWith("/finish") ? { status: 503, code: "unavailable" } : undefined;
    await world.sync();
    world.server.refuse = () => undefined;
    world.look((outbox) => {
      const { runId, kind, source, company, marks, readAt, plan } = outbox.currentRun()!;
      outbox.endRun(runId);
      outbox.beginRun({ kind, source, company, marks, readAt, plan });
    });
    expect(await world.sync()).toMatchObject({ ok: true });
    expect(atServer(world.server)).toEqual(inTally(world.tally));
  });

  test("another agent has the company: said, with what to do, and not fought over", async () => {
    world.server.refuse = ({ path }) =>
      path.endsWith("/runs")
        ? { status: 409, code: "other-agent", message: "The agent on DESK-2 carries it." }
        : undefined;
    const refused = await world.sync();
    expect(refused).toMatchObject({
      ok: false,
      error: {
        code: "other-agent",
        message: "The agent on DESK-2 carries it.",
        fix: expect.stringContaining("Stop the agent"),
      },
    });
    expect(world.server.runs).toEqual([]);
    expect(world.server.troubles).toEqual([]);
  });
});

test("nothing of a window is sent twice under another number, whenever the server is lost", async () => {
  let calls = 0;
  world.server.refuse = ({ batch }) =>
    batch !== undefined && calls++ % 3 === 1 ? { status: 503, code: "unavailable" } : undefined;
  expect(await world.sync()).toMatchObject({ ok: true });
  const { batches } = world.server.runs[0]!;
  const vouchers = batches.flatMap(({ records }) => records.vouchers ?? []);
  expect(vouchers).toHaveLength(sample.vouchers.length);
});

test("a server that works long keeps nobody waiting: everything is sent, and the next look tells", async () => {
  world.server.isWorking = true;
  expect(await world.sync({ serverPatienceMs: 5_000 })).toMatchObject({
    ok: false,
    error: { code: "server-working" },
  });
  world.server.isWorking = false;
  const taken = world.server.runs.length;
  expect(await world.sync()).toMatchObject({ ok: true });
  expect(world.server.runs).toHaveLength(taken);
  expect(atServer(world.server)).toEqual(inTally(world.tally));
});
