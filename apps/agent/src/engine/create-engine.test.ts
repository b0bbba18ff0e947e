import { existsSync, mkdirSync, readFileSync, readdirSync, rmdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import { afterEach, beforeEach, expect, test } from "vitest";

import { outboxFolder } from "../config.ts";
import { atServer, inTally, sample } from "../test-world.ts";
import type { Progress } from "./agent-view.ts";
import { KEY, makeEngineWorld, OTHER, until, type EngineWorld } from "./test-engine.ts";

/* The engine as the window and the tray see it: against a fake Tally and a server in memory, by real HTTP. */

let world: EngineWorld;
beforeEach(async () => {
  world = await makeEngineWorld();
});
afterEach(() => world.close());

const GUID = sample.guid;
const ok = { ok: true, value: undefined };

test("a new PC: nothing is paired, Tally is found with what is open in it, and the installation keeps its id", async () => {
  const engine = await world.startSetUp();
  const view = await until(engine, ({ tally }) => tally.state === "answering");
  expect(view).toMatchObject({
    machine: "DESK-1",
    user: "asha",
    isKeyProtected: false,
    server: { origin: world.server.url, state: "reached", trouble: null },
    tally: {
      release: "TallyPrime 7.0",
      trouble: null,
      companies: [
        { guid: GUID, name: sample.name, isPaired: false },
        { guid: OTHER.guid, name: OTHER.name, isPaired: false },
      ],
    },
    companies: [],
    pairing: null,
    update: { state: "current" },
    settings: { syncHours: 1, isPaused: false, pausedUntil: null, language: "en", startsWithSystem: null },
  });
  await engine.close();
  expect(world.start().view().agentId).toBe(view.agentId);
});

test("a pasted key makes a company that waits for a person; its first read is shown as it comes, and later changes by themselves", async () => {
  const engine = await world.startSetUp();
  expect(await engine.deeds.pasteKey({ companyGuid: GUID, key: ` ${KEY}\n` })).toEqual(ok);
  await new Promise((resolve) => setTimeout(resolve, 400));
  expect(engine.view().companies).toMatchObject([
    {
      guid: GUID,
      name: sample.name,
      state: "new",
      keyEnding: "7Q2x",
      lastSyncAt: null,
      nextAt: null,
      runs: [],
    },
  ]);
  expect(world.server.runs).toEqual([]);
  const seen: Progress[] = [];
  engine.watch(() => {
    const { progress } = engine.view().companies[0] ?? {};
    if (progress) seen.push(progress);
  });
  expect(await engine.deeds.syncNow(GUID)).toEqual(ok);
  expect(engine.view().companies[0]?.state).toBe("working");
  const [company] = (await until(engine, ({ companies }) => companies[0]?.state === "idle")).companies;
  expect(atServer(world.server)).toEqual(inTally(world.tally));
  expect(company).toMatchObject({
    progress: null,
    trouble: null,
    runs: [{ kind: "full", isOk: true, code: null, line: expect.stringContaining("Synced") }],
  });
  expect(company?.runs[0]?.records).toBeGreaterThan(sample.vouchers.length);
  expect(Date.parse(company?.nextAt ?? "") - Date.parse(company?.lastSyncAt ?? "")).toBeGreaterThan(
    3_500_000,
  );
  const reading = seen.filter(({ phase }) => phase === "reading");
  expect(reading.length).toBeGreaterThan(1);
  expect(reading.every(({ windowsDone, windows }) => windows >= windowsDone)).toBe(true);
  expect(reading.some(({ month }) => month !== null && /^\d{4}-\d\d$/.test(month))).toBe(true);
  world.tally.company().createLedger({ name: "New Shop", parent: "Sundry Debtors", isBillWise: true });
  await until(engine, ({ companies }) => (companies[0]?.runs.length ?? 0) > 1);
  expect([...world.server.ledgers.values()].some(({ name }) => name === "New Shop")).toBe(true);
  expect(JSON.stringify(engine.view())).not.toContain(KEY);
});

test("what was synced is known after a restart, ten runs at most, and it goes on by itself", async () => {
  const engine = await world.startSetUp({ startsFirstRead: true });
  await engine.deeds.pasteKey({ companyGuid: GUID, key: KEY });
  await until(engine, ({ companies }) => companies[0]?.state === "idle" && companies[0].runs.length > 0);
  for (let nth = 1; nth <= 11; nth++) {
    const newest = engine.view().companies[0]?.runs[0]?.at;
    world.tally.company().createLedger({ name: `Shop ${nth}`, parent: "Sundry Debtors", isBillWise: true });
    await until(
      engine,
      ({ companies }) => companies[0]?.runs[0]?.at !== newest && companies[0]?.state === "idle",
    );
  }
  const before = engine.view().companies[0];
  expect(before?.runs).toHaveLength(10);
  await engine.close();
  const again = world.start({ pollMs: 600_000 });
  expect(again.view().companies[0]).toMatchObject({ lastSyncAt: expect.any(String), runs: before?.runs });
  const beats = world.server.heartbeats.length;
  await until(again, () => world.server.heartbeats.length > beats);
});

test("a pause ends what is under way and everything by itself, not what a person asks for; it ends at its time", async () => {
  const engine = await world.startSetUp({ startsFirstRead: true });
  await engine.deeds.pasteKey({ companyGuid: GUID, key: KEY });
  await until(engine, ({ companies }) => companies[0]?.state === "idle");
  expect(await engine.deeds.pause(null)).toEqual(ok);
  expect(engine.view()).toMatchObject({
    settings: { isPaused: true, pausedUntil: null },
    companies: [{ state: "paused", nextAt: null }],
  });
  await new Promise((resolve) => setTimeout(resolve, 300));
  const beats = world.server.heartbeats.length;
  await new Promise((resolve) => setTimeout(resolve, 300));
  expect(world.server.heartbeats).toHaveLength(beats);
  await engine.deeds.syncNow(GUID);
  await until(engine, () => world.server.heartbeats.length > beats);
  const soon = new Date(Date.now() + 700).toISOString();
  expect(await engine.deeds.pause(soon)).toEqual(ok);
  expect(engine.view().settings.pausedUntil).toBe(soon);
  expect(await engine.deeds.pause("2020-01-01T00:00:00.000Z")).toMatchObject({ ok: false });
  await engine.close();
  const again = world.start();
  expect(again.view().settings.isPaused).toBe(true);
  await until(again, ({ settings }) => !settings.isPaused);
  const later = world.server.heartbeats.length;
  await until(again, () => world.server.heartbeats.length > later);
});

test("settings are kept, checked again here, and one that is torn is as it comes from the box", async () => {
  const engine = world.start();
  expect(await engine.deeds.setSyncHours(0.25)).toEqual(ok);
  expect(await engine.deeds.setLanguage("hi")).toEqual(ok);
  for (const hours of [0.2, 24.5, Number.NaN])
    expect(await engine.deeds.setSyncHours(hours)).toMatchObject({ ok: false });
  expect(await engine.deeds.setTally({ host: "a b", port: 9000 })).toMatchObject({ ok: false });
  expect(await engine.deeds.setTally({ host: "127.0.0.1", port: 0 })).toMatchObject({ ok: false });
  expect(await engine.deeds.setStartsWithSystem(true)).toMatchObject({
    ok: false,
    error: { code: "not-here" },
  });
  await engine.close();
  expect(world.start().view().settings).toMatchObject({ syncHours: 0.25, language: "hi" });
  writeFileSync(join(world.folder, "settings.json"), '{"syncHours":');
  expect(world.start().view().settings).toMatchObject({ syncHours: 1, language: "en" });
});

test("agent.json that is torn is put aside and said; the agent goes on unpaired", () => {
  writeFileSync(join(world.folder, "agent.json"), '{"agentId":');
  const view = world.start().view();
  expect(view.server.trouble).toMatchObject({
    code: "settings-damaged",
    fix: expect.stringContaining("Pair"),
  });
  expect(readdirSync(world.folder).some((name) => name.startsWith("agent-damaged-"))).toBe(true);
});

test("a disk that takes nothing is a trouble of the deed, and nothing is half done", async () => {
  const engine = await world.startSetUp();
  mkdirSync(join(world.folder, "settings.json.new")); // no file can be written in its place
  expect(await engine.deeds.setSyncHours(3)).toMatchObject({
    ok: false,
    error: { code: expect.any(String) },
  });
  expect(engine.view().settings.syncHours).toBe(1);
  rmdirSync(join(world.folder, "settings.json.new"));
  expect(await engine.deeds.setSyncHours(3)).toEqual(ok);
});

test("one PC works with one server; a company that is let go of leaves no key and no data", async () => {
  const engine = await world.startSetUp({ startsFirstRead: true });
  await engine.deeds.pasteKey({ companyGuid: GUID, key: KEY });
  await until(engine, ({ companies }) => companies[0]?.state === "idle");
  expect(await engine.deeds.setServer("https://other.example.in")).toMatchObject({
    ok: false,
    error: { code: "other-server", message: expect.stringContaining(sample.name) },
  });
  expect(await engine.deeds.setServer("http://app.example.in")).toMatchObject({ ok: false });
  expect(existsSync(outboxFolder(world.folder, GUID))).toBe(true);
  expect(await engine.deeds.forgetCompany(GUID)).toEqual(ok);
  expect(engine.view().companies).toEqual([]);
  expect(existsSync(outboxFolder(world.folder, GUID))).toBe(false);
  expect(readdirSync(join(world.folder, "keys"))).toEqual([]);
  for (const deed of [engine.deeds.forgetCompany(GUID), engine.deeds.syncNow(GUID)])
    expect(await deed).toMatchObject({ ok: false, error: { code: "unknown-company" } });
});

test("diagnostics say how it is, without a key and without the name of a party", async () => {
  const engine = await world.startSetUp({ startsFirstRead: true });
  await engine.deeds.pasteKey({ companyGuid: GUID, key: KEY });
  await until(engine, ({ companies }) => companies[0]?.state === "idle");
  const text = await engine.deeds.diagnostics();
  expect(text).toContain("tie-out");
  expect(text).toContain("Tally 127.0.0.1:");
  expect(text).toContain("Synced");
  expect(text).not.toContain("cfa_live");
  for (const { name } of sample.ledgers.filter(({ parent }) => parent?.startsWith("Sundry") === true))
    expect(text).not.toContain(name);
  expect(readFileSync(join(world.folder, "logs", "agent.log"), "utf8")).not.toContain("cfa_live");
});

test("it ends within five seconds though Tally hangs, and goes on where it stopped", async () => {
  const engine = await world.startSetUp({ startsFirstRead: true });
  world.tally.beforeAnswer(() => {
    if (engine.view().companies[0]?.state === "working") world.tally.openModal();
  });
  await engine.deeds.pasteKey({ companyGuid: GUID, key: KEY });
  await until(engine, ({ companies }) => companies[0]?.state === "working");
  await new Promise((resolve) => setTimeout(resolve, 500));
  const startedAt = performance.now();
  await engine.close();
  expect(performance.now() - startedAt).toBeLessThan(5_000);
});
