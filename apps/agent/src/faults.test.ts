import { addDays, day } from "@cfa/values/local-date";
import { afterEach, beforeEach, describe, expect, test } from "vitest";

import { areBalanced, atServer, inTally, makeWorld, sample, type World } from "./test-world.ts";

/* What goes wrong with Tally while it is read, and that nothing of it gets into the books or out of them. */

const isLong = process.env["CFA_TEST_LONG"] === "1";
const OTHER = { ...sample, name: "Bindu & Co", guid: "99999999-0000-4000-8000-000000000000" };
const sales = sample.ledgers.find(({ parent }) => parent === "Sales Accounts")!.name;

let world: World;
beforeEach(async () => {
  world = await makeWorld();
});
afterEach(() => world.close());

/** A world whose agent loses patience soon. */
async function impatient(): Promise<void> {
  await world.close();
  world = await makeWorld({ timeoutMs: 1_500 });
}

function receipt(narration: string, date = sample.through) {
  const entries = [
    { ledger: "Cash", amount: -1_000_00n },
    { ledger: sales, amount: 1_000_00n },
  ];
  return { date, type: "Receipt", narration, entries };
}

function expectSameBooks(): void {
  expect(atServer(world.server)).toEqual(inTally(world.tally));
  expect(areBalanced(world.server)).toBe(true);
}

describe("answers that end too early", () => {
  test("every answer stops at 64 kB: windows get smaller until all is there", async () => {
    world.tally.set({ answersEndAt: 65_536 });
    expect(await world.sync()).toMatchObject({ ok: true });
    expectSameBooks();
    expect(world.server.ledgers.size).toBe(sample.ledgers.length);
    expect(world.server.quarantined).toEqual([]);
    expect(world.said.join("\n")).toContain("ended in the middle");
  });

  test("one voucher that never comes whole is set aside with its GUID, and the rest goes on", async () => {
    const { guid } = world.tally.company().createVoucher(receipt("x".repeat(40_000)));
    world.tally.set({ answersEndAt: 65_536 });
    expect(await world.sync()).toMatchObject({ ok: true });
    const [aside, ...more] = world.server.quarantined;
    expect(more).toEqual([]);
    expect(aside).toMatchObject({
      kind: "voucher",
      guid,
      reason: expect.stringContaining("ended in the middle"),
    });
    expect(atServer(world.server)).toEqual(inTally(world.tally).filter((line) => !line.startsWith(guid)));
    world.tally.set({ answersEndAt: null });
    world.server.wants = { full: true, months: [], days: [], totals: false };
    expect(await world.sync()).toMatchObject({ ok: true });
    expectSameBooks();
  });

  const seeds = isLong ? 25 : 3;
  test.each(Array.from({ length: seeds }, (_, seed) => seed))(
    "the connection is cut at places of seed %i",
    async (seed) => {
      let dice = seed * 7_919 + 1;
      let cuts = 0;
      const roll = (): number => (dice = (dice * 48_271) % 2_147_483_647) / 2_147_483_647;
      world.tally.beforeAnswer(({ kind }) => {
        if (roll() > 0.3 || kind.includes("alive")) return;
        cuts++;
        if (roll() < 0.5) world.tally.cutNextAnswerAfter(Math.floor(roll() * 60_000));
        else world.tally.truncateNextAnswerAfter(Math.floor(roll() * 60_000));
      });
      for (let turn = 0; turn < 30; turn++) if ((await world.sync()).ok) break;
      expect(cuts).toBeGreaterThan(0);
      world.tally.beforeAnswer(null);
      expect(await world.sync(), `seed ${seed}`).toMatchObject({ ok: true });
      const aside = new Set(world.server.quarantined.map(({ guid }) => guid));
      const whole = inTally(world.tally).filter((line) => !aside.has(line.split(" ")[0]));
      expect(atServer(world.server), `seed ${seed}`).toEqual(whole);
      expect(areBalanced(world.server)).toBe(true);
    },
  );
});

describe("Tally that does not answer", () => {
  test("a dialog on its screen: busy, told with what to do, and well again when it is gone", async () => {
    await impatient();
    world.tally.openModal("Save?");
    const busy = await world.sync();
    expect(busy).toMatchObject({
      ok: false,
      error: { code: "busy", side: "tally", fix: expect.stringContaining("screen") },
    });
    expect(world.server.troubles).toMatchObject([
      { code: "busy", since: world.now.toISOString(), companyGuid: sample.guid },
    ]);
    world.now = new Date(world.now.getTime() + 60_000);
    // Silent last time: a GET comes first, and no question is left standing behind the dialog.
    await world.sync({ nextTryAt: () => "2026-10-01T06:06:00.000Z" });
    expect(world.server.troubles[1]).toMatchObject({
      since: world.server.troubles[0]!.since,
      nextTryAt: "2026-10-01T06:06:00.000Z",
    });
    world.tally.clearRequests();
    world.tally.dismiss();
    expect(await world.sync()).toMatchObject({ ok: true });
    expect(world.look((outbox) => outbox.recall("trouble"))).toBeUndefined();
    expectSameBooks();
  });

  test("a dialog in the middle of a window, dismissed while it is waited for: goes on by itself", async () => {
    await impatient();
    let isOpened = false;
    world.tally.beforeAnswer(({ text }) => {
      if (isOpened || !text.includes("Narration") || text.includes("AlterId &gt;")) return;
      isOpened = true;
      world.tally.openModal("HSN?");
    });
    let waits = 0;
    const sleep = async (): Promise<void> => {
      if (++waits === 2) world.tally.dismiss();
    };
    expect(await world.sync({ waiting: { random: () => 0.5, sleep } })).toMatchObject({ ok: true });
    expect(waits).toBeGreaterThan(1);
    expectSameBooks();
  });

  test("it is closed: told once, nothing is deleted, and the run goes on where it stopped", async () => {
    await world.sync();
    await world.tally.refuse();
    expect(await world.sync()).toMatchObject({ ok: false, error: { code: "tally-closed" } });
    expect(world.server.troubles.at(-1)).toMatchObject({ code: "tally-closed" });
    await world.tally.restart();
    expect(await world.sync()).toEqual({ ok: true, value: { kind: "unchanged" } });
    expectSameBooks();
  });

  test("a password is asked for: no company, and nothing is deleted", async () => {
    await world.sync();
    world.tally.askLogin(true);
    expect(await world.sync()).toMatchObject({ ok: false, error: { code: "no-company" } });
    world.tally.askLogin(false);
    expect(await world.sync()).toEqual({ ok: true, value: { kind: "unchanged" } });
    expectSameBooks();
  });

  test("another program has its port", async () => {
    for (const stranger of ["web server", "no http"] as const) {
      world.tally.lendPort(stranger);
      expect(await world.sync()).toMatchObject({ ok: false, error: { code: "not-tally" } });
    }
    world.tally.lendPort(null);
    expect(await world.sync()).toMatchObject({ ok: true });
  });
});

describe("a question that Tally does not survive", () => {
  test("is not sent again: its vouchers are set aside by GUID, the rest goes on, and a day later it is tried once more", async () => {
    const killer = [...world.tally.company().vouchers({ from: sample.booksFrom, to: sample.through })][40]!;
    const kills = (text: string): boolean => {
      const from = /SVFROMDATE TYPE="Date">(\d+)/.exec(text)?.[1] ?? "";
      const to = /SVTODATE TYPE="Date">(\d+)/.exec(text)?.[1] ?? "";
      const date = killer.date.replaceAll("-", "");
      const isRange = /\$AlterId &gt; (\d+) And \$AlterId &lt;= (\d+)/.exec(text);
      const isWithin =
        isRange === null || (killer.alterId > Number(isRange[1]) && killer.alterId <= Number(isRange[2]));
      return text.includes("Narration") && from <= date && date <= to && isWithin;
    };
    let deaths = 0;
    let isDeadly = true;
    world.tally.beforeAnswer(async ({ text }) => {
      if (!isDeadly || !kills(text)) return;
      // The self-test looks at the newest vouchers and must live.
      deaths++;
      await world.tally.refuse();
    });
    expect(await world.sync()).toMatchObject({ ok: false, error: { code: "connection-lost" } });
    await world.tally.restart();
    expect(await world.sync()).toMatchObject({ ok: true });
    expect(deaths).toBe(1);
    const aside = world.server.quarantined.map(({ guid = "" }) => guid);
    expect(aside.length).toBeGreaterThan(0);
    const there = [...world.server.vouchers.keys(), ...aside].toSorted((one, two) => (one < two ? -1 : 1));
    expect(there).toEqual(inTally(world.tally).map((line) => line.split(" ")[0]));
    isDeadly = false;
    world.now = new Date(world.now.getTime() + 25 * 3_600_000);
    expect(await world.sync()).toMatchObject({ ok: true });
    expectSameBooks();
  });
});

describe("the company", () => {
  test("is called otherwise in the middle of a sync: the new name is used", async () => {
    let isRenamed = false;
    world.tally.beforeAnswer(({ kind }) => {
      if (isRenamed || !kind.includes("Ledger")) return;
      isRenamed = true;
      world.tally.company().rename(`${sample.name} (from April)`);
    });
    expect(await world.sync()).toMatchObject({ ok: true });
    expect(world.said.join("\n")).toContain("(from April)");
    expectSameBooks();
  });

  test("is closed in the middle, another is in front: nothing of the other is carried", async () => {
    let isSwitched = false;
    world.tally.beforeAnswer(({ text }) => {
      if (isSwitched || !text.includes("Narration") || text.includes("AlterId &gt;")) return;
      isSwitched = true;
      world.tally.openCompany(OTHER);
      world.tally.closeCompany(sample.name);
    });
    expect(await world.sync()).toMatchObject({ ok: false, error: { code: "company-closed" } });
    expect(world.server.vouchers.size).toBe(0);
    world.tally.reopenCompany(sample.name);
    world.tally.bringToFront(sample.name);
    expect(await world.sync()).toMatchObject({ ok: true });
    expectSameBooks();
  });

  test("was replaced by another of the same name: it counts as closed", async () => {
    world.tally.open([{ ...OTHER, name: sample.name }]);
    expect(await world.sync()).toMatchObject({ ok: false, error: { code: "company-closed" } });
    expect(world.server.runs).toEqual([]);
  });
});

describe("Educational mode", () => {
  test("whole months are asked for, and no voucher is lost", async () => {
    world.tally.set({ educational: true });
    expect(await world.sync()).toMatchObject({ ok: true });
    expect(world.server.runs[0]!.open.tally).toMatchObject({ isEducational: true });
    expectSameBooks();
  });

  test("it is noticed by the days of an answer when the licence has run out since the self-test", async () => {
    await world.sync();
    const middle = [...world.server.vouchers.values()].filter(({ date }) => date.endsWith("-11"));
    expect(middle.length).toBeGreaterThan(3);
    for (const { guid } of middle) world.server.vouchers.delete(guid);
    world.tally.set({ educational: true });
    world.server.wants = { full: false, months: [], days: middle.map(({ date }) => date), totals: false };
    expect(await world.sync()).toMatchObject({ ok: true });
    expect(world.said.join("\n")).toContain("ignored the days");
    expect(world.look((outbox) => outbox.recall("self"))?.tally.isEducational).toBe(true);
    expectSameBooks();
  });
});

test("odd characters, stray controls and long narrations come through every spelling of an answer alike", async () => {
  const { guid } = world.tally
    .company()
    .createVoucher(receipt('शर्मा & Sons <20%>\r\n"quoted" \u0004 \' '.repeat(200)));
  const seen = new Set<string>();
  const spellings = [
    {},
    { declaration: "1.1", mark: "always", lineEnds: "doubled" },
    { rawControls: true, lineEnds: "blank" },
    { declaration: "1.0", lineEnds: "lf" },
  ] as const;
  for (const dirt of spellings) {
    world.tally.set({
      dirt: { declaration: "none", mark: "none", lineEnds: "crlf", rawControls: false, ...dirt },
    });
    world.server.wants = { full: true, months: [], days: [], totals: false };
    world.look((outbox) => outbox.forget("answered"));
    expect(await world.sync()).toMatchObject({ ok: true });
    expectSameBooks();
    seen.add(
      JSON.stringify([...world.server.vouchers.values()].toSorted((a, b) => (a.guid < b.guid ? -1 : 1))),
    );
  }
  expect(seen.size).toBe(1);
  expect(world.server.vouchers.get(guid)?.narration).toContain("शर्मा & Sons <20%>");
});

test("the books go on beyond the period's end: post-dated vouchers come too", async () => {
  world.tally
    .company()
    .createVoucher({ ...receipt("later", addDays(day("2027-03-31"), 20)), isPostDated: true });
  expect(await world.sync()).toMatchObject({ ok: true });
  expectSameBooks();
});
