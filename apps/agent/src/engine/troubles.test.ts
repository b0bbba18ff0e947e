import { createServer } from "node:http";
import {
  connect,
  createServer as createTcpServer,
  type AddressInfo,
  type Server,
  type Socket,
} from "node:net";
import { readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import { ERROR_STATUS } from "@cfa/contract/error-codes";
import { TROUBLE_CODES } from "@cfa/contract/trouble-codes";
import { afterEach, beforeEach, expect, test } from "vitest";

import { sample } from "../test-world.ts";
import { KEY, makeEngineWorld, OTHER, until, type EngineWorld } from "./test-engine.ts";
import { troubleOf } from "./troubles.ts";

/* What goes wrong, how the window shows it, and that it ends by itself once it is put right. */

let world: EngineWorld;
const others: Server[] = [];
beforeEach(async () => {
  world = await makeEngineWorld();
});
afterEach(async () => {
  await world.close();
  for (const other of others.splice(0)) other.close();
});

const GUID = sample.guid;

async function paired(changes = {}) {
  const engine = await world.startSetUp({ startsFirstRead: true, ...changes });
  await engine.deeds.pasteKey({ companyGuid: GUID, key: KEY });
  await until(engine, ({ companies }) => companies[0]?.state === "idle" && companies[0].lastSyncAt !== null);
  return engine;
}

async function listen(server: Server): Promise<number> {
  others.push(server);
  await new Promise<void>((resolve) => {
    server.listen(0, "127.0.0.1", resolve);
  });
  return (server.address() as AddressInfo).port;
}

test("every code that an agent or a server knows has one thing to do", () => {
  const own = [
    "key-unreadable",
    "disk-full",
    "no-answer",
    "odd-answer",
    "run-failed",
    "http-502",
    "never-heard-of",
  ];
  for (const code of [...TROUBLE_CODES, ...Object.keys(ERROR_STATUS), ...own]) {
    const trouble = troubleOf({ code, message: "It is wrong." }, "2026-10-01T06:00:00.000Z");
    expect(trouble.fix, code).toMatch(/^[A-Z].*\.$/);
    expect(trouble.fix).not.toContain("agent pair");
  }
});

test("Tally is closed, and opened again: one trouble since its beginning, gone by itself", async () => {
  const engine = await paired();
  await world.tally.refuse();
  const closed = await until(
    engine,
    // A company's look may meet it first; the next look at Tally clears the list of those that are open.
    ({ tally, companies }) =>
      tally.state === "closed" && tally.companies.length === 0 && companies[0]?.state === "trouble",
  );
  expect(closed.tally).toMatchObject({
    trouble: { code: "tally-closed", fix: expect.stringContaining("F1") },
  });
  expect(closed.companies[0]).toMatchObject({
    trouble: { code: "tally-closed" },
    runs: [{ isOk: false, code: "tally-closed" }, { isOk: true }],
  });
  await new Promise((resolve) => setTimeout(resolve, 400));
  expect(engine.view().companies[0]?.trouble?.since).toBe(closed.companies[0]?.trouble?.since);
  expect(world.said.filter((line) => line.includes("[tally-closed]"))).toHaveLength(1);
  await world.tally.restart();
  const well = await until(
    engine,
    ({ tally, companies }) =>
      tally.state === "answering" && tally.release !== null && companies[0]?.state === "idle",
  );
  expect(well.companies[0]?.trouble).toBeNull();
  expect(well.tally).toMatchObject({ trouble: null, release: "TallyPrime 7.0" });
});

test("another program on the port, a Tally behind a dialog, and no company open are told apart", async () => {
  const engine = world.start();
  const web = await listen(createServer((_, response) => response.end("<html>router</html>")));
  await engine.deeds.setTally({ host: "localhost", port: web });
  expect(engine.view().tally).toMatchObject({
    state: "wrong",
    host: "localhost",
    trouble: { code: "not-tally" },
  });
  const held: Socket[] = [];
  const mute = await listen(createTcpServer((socket) => held.push(socket)));
  await engine.deeds.setTally({ host: "127.0.0.1", port: mute });
  expect(engine.view().tally).toMatchObject({
    state: "busy",
    trouble: { code: "busy", fix: expect.stringContaining("screen") },
  });
  for (const socket of held) socket.destroy();
  world.tally.askLogin(true);
  await engine.deeds.setTally({ host: "127.0.0.1", port: world.tally.port });
  expect(engine.view().tally).toMatchObject({
    state: "answering",
    companies: [],
    trouble: { code: "no-company" },
  });
});

test("a Tally that listens on ::1 alone is found where 127.0.0.1 was said", async ({ skip }) => {
  const door = createTcpServer((socket) => {
    const inner = connect({ host: "127.0.0.1", port: world.tally.port });
    socket.pipe(inner).pipe(socket);
    for (const end of [socket, inner]) end.on("error", () => socket.destroy());
  });
  const isThere = await new Promise<boolean>((resolve) => {
    door.once("error", () => resolve(false));
    door.listen(0, "::1", () => resolve(true));
  });
  if (!isThere) skip("this machine has no ::1");
  others.push(door);
  const engine = world.start();
  await engine.deeds.setTally({ host: "127.0.0.1", port: (door.address() as AddressInfo).port });
  expect(engine.view().tally).toMatchObject({
    state: "answering",
    host: "127.0.0.1",
    release: "TallyPrime 7.0",
  });
  expect(engine.view().tally.companies).toHaveLength(2);
});

test("what the server says is shown at the company it is about, and at the server", async () => {
  const engine = await paired();
  const cases = [
    { status: 401, code: "bad-key", state: "refused", fix: "Paste a new key or pair again." },
    { status: 409, code: "other-agent", state: "reached", fix: expect.stringContaining("other PC") },
    { status: 426, code: "agent-too-old", state: "refused", fix: expect.stringContaining("Update") },
    { status: 503, code: "unavailable", state: "unreachable", fix: expect.stringContaining("tried again") },
  ] as const;
  for (const { state, fix, ...refusal } of cases) {
    world.server.refuse = ({ path }) => (path.includes("sync-tally") ? refusal : undefined);
    await engine.deeds.syncNow(GUID);
    const view = await until(engine, ({ companies }) => companies[0]?.trouble?.code === refusal.code);
    expect(view.companies[0]).toMatchObject({ state: "trouble", trouble: { fix } });
    expect(view.server.state, refusal.code).toBe(state);
    if (refusal.code === "agent-too-old")
      expect(view.update).toMatchObject({ state: "too-old", trouble: { code: "agent-too-old" } });
  }
  world.server.refuse = () => undefined;
  await engine.deeds.syncNow(GUID);
  const well = await until(
    engine,
    ({ companies, server }) => companies[0]?.trouble === null && server.state === "reached",
  );
  expect(well.update.state).toBe("current");
});

test("a newer agent that the server tells of, and a server with which there is no common protocol", async () => {
  const engine = await paired();
  world.server.update = { version: "0.9.0", message: "A newer agent is there.", fix: "Install it." };
  const told = await until(engine, ({ update }) => update.state === "available");
  expect(told.update).toMatchObject({
    version: "0.9.0",
    trouble: { message: "A newer agent is there.", fix: "Install it." },
  });
  world.server.update = undefined;
  await until(engine, ({ update }) => update.state === "current");
  world.server.headers = { "x-cfa-protocols": "7,8" };
  const apart = await until(
    engine,
    ({ companies }) => companies[0]?.trouble?.code === "unsupported-protocol",
  );
  expect(apart.companies[0]?.trouble).toMatchObject({ fix: "Update the agent." });
  world.server.headers = { "x-cfa-protocols": "1,2" };
  await engine.deeds.syncNow(GUID);
  await until(engine, ({ companies }) => companies[0]?.trouble === null);
});

test("a key that cannot be opened is the trouble of its company alone; a new one puts it right", async () => {
  const engine = await paired();
  const [first = ""] = readdirSync(join(world.folder, "keys"));
  await engine.deeds.pasteKey({ companyGuid: OTHER.guid, key: `cfa_live_${"o".repeat(39)}` });
  await until(engine, ({ companies }) => companies[1]?.state === "idle");
  writeFileSync(join(world.folder, "keys", first), "of another PC");
  const view = await until(
    engine,
    ({ companies }) => companies[0]?.trouble?.code === "key-unreadable" && companies[0].keyEnding === "",
  );
  expect(view.companies[0]).toMatchObject({
    keyEnding: "",
    trouble: { fix: "Paste the key or pair again." },
  });
  expect(view.companies[1]?.trouble).toBeNull();
  await engine.deeds.pasteKey({ companyGuid: GUID, key: KEY });
  await until(engine, ({ companies }) => companies[0]?.state === "idle" && companies[0].keyEnding === "7Q2x");
});

test("the server's address is checked: nobody there, or no CFA server", async () => {
  const engine = world.start();
  const page = await listen(createServer((_, response) => response.end("<html>shop</html>")));
  expect(await engine.deeds.setServer(`http://127.0.0.1:${page}`)).toMatchObject({
    ok: false,
    error: { code: "odd-answer" },
  });
  expect(engine.view().server.origin).toBeNull();
  expect(await engine.deeds.setServer("http://127.0.0.1:9")).toMatchObject({
    ok: false,
    error: { code: "no-answer" },
  });
  expect(engine.view().server).toMatchObject({ origin: "http://127.0.0.1:9", state: "unreachable" });
  expect(await engine.deeds.setServer("nowhere")).toMatchObject({ ok: false, error: { code: "bad-input" } });
});

test("after sleep everything is looked at soon, though nothing was due for long", async () => {
  const engine = await paired({ pollMs: 3_600_000, random: () => 0 });
  await new Promise((resolve) => setTimeout(resolve, 200));
  const beats = world.server.heartbeats.length;
  await new Promise((resolve) => setTimeout(resolve, 300));
  expect(world.server.heartbeats).toHaveLength(beats);
  engine.wake();
  await until(engine, () => world.server.heartbeats.length > beats);
});
