import { afterEach, beforeEach, expect, test } from "vitest";

import { sample } from "../test-world.ts";
import type { Reply } from "../test-server.ts";
import { KEY, makeEngineWorld, until, type EngineWorld } from "./test-engine.ts";

/* Pairing in the window, either way round; what the server does of it is played here. */

const CLAIM = "c".repeat(43);
const SOON = new Date(Date.now() + 600_000).toISOString();
const GUID = sample.guid;

let world: EngineWorld;
/** What the server answers when it is asked whether somebody has confirmed. */
let state: "waiting" | "paired" | "refused" | "expired";
let offers: unknown[];

beforeEach(async () => {
  world = await makeEngineWorld();
  state = "waiting";
  offers = [];
  world.server.also = ({ path, json }): Reply | undefined => {
    if (!path.startsWith("/api/pairing/")) return undefined;
    const claimed = { claim: CLAIM, intervalSeconds: 1, expiresAt: SOON };
    if (path === "/api/pairing/poll")
      return [200, { state, intervalSeconds: 1, ...(state === "paired" ? { key: KEY } : {}) }];
    offers.push(json);
    return [
      200,
      path === "/api/pairing/start"
        ? { ...claimed, intervalSeconds: 1, code: "BCDFGHJK" }
        : { ...claimed, intervalSeconds: 1 },
    ];
  };
});
afterEach(() => world.close());

test("the app's code is typed, somebody confirms, and the company is there with its name", async () => {
  const engine = await world.startSetUp();
  expect(await engine.deeds.pairByCode({ companyGuid: GUID, code: "bcdf ghjk" })).toMatchObject({ ok: true });
  const waiting = await until(engine, ({ pairing }) => pairing?.state === "waiting");
  expect(waiting.pairing).toMatchObject({
    kind: "typed",
    companyGuid: GUID,
    companyName: sample.name,
    code: null,
    qr: null,
    expiresAt: SOON,
    trouble: null,
  });
  expect(offers).toMatchObject([
    { machine: "DESK-1", windowsUser: "asha", tallyCompany: sample.name, tallyGuid: GUID, code: "BCDFGHJK" },
  ]);
  state = "paired";
  const paired = await until(engine, ({ pairing }) => pairing?.state === "paired");
  expect(paired.companies).toMatchObject([
    { guid: GUID, name: sample.name, state: "new", keyEnding: "7Q2x" },
  ]);
  expect(JSON.stringify(paired)).not.toContain(KEY);
  expect(paired.tally.companies.map(({ isPaired }) => isPaired)).toEqual([true, false]);
});

test("its own code is shown with its QR; refused or over, there is one thing to do and nothing is kept", async () => {
  const engine = await world.startSetUp();
  for (const end of ["refused", "expired"] as const) {
    state = "waiting";
    await engine.deeds.showOwnCode(GUID);
    const shown = await until(engine, ({ pairing }) => pairing?.state === "waiting");
    expect(shown.pairing).toMatchObject({ kind: "own", code: "BCDF-GHJK", qr: "cfa-pair:BCDFGHJK" });
    state = end;
    const over = await until(engine, ({ pairing }) => pairing?.state === end);
    expect(over.pairing).toMatchObject({ code: null, qr: null, trouble: { code: `pairing-${end}` } });
    expect(over.pairing?.trouble?.fix).not.toBe("");
    expect(over.companies).toEqual([]);
  }
});

test("ended by the person, a late word of the server changes nothing; another one takes its place", async () => {
  const engine = await world.startSetUp();
  await engine.deeds.showOwnCode(GUID);
  await until(engine, ({ pairing }) => pairing?.state === "waiting");
  await engine.deeds.endPairing();
  expect(engine.view().pairing).toBeNull();
  state = "paired";
  await new Promise((resolve) => setTimeout(resolve, 1_300));
  expect(engine.view()).toMatchObject({ pairing: null, companies: [] });
});

test("what cannot be paired is said at once: no code, no server, a company that is not open", async () => {
  const bare = world.start();
  expect(await bare.deeds.showOwnCode(GUID)).toMatchObject({ ok: false, error: { code: "no-server" } });
  await bare.close();
  const engine = await world.startSetUp();
  expect(await engine.deeds.pairByCode({ companyGuid: GUID, code: "AEIO" })).toMatchObject({
    ok: false,
    error: { code: "bad-code", fix: expect.stringContaining("eight letters") },
  });
  await engine.deeds.showOwnCode("not-open");
  const failed = await until(engine, ({ pairing }) => pairing?.state === "failed");
  expect(failed.pairing?.trouble?.code).toBe("unknown-company");
  expect(await engine.deeds.pasteKey({ companyGuid: GUID, key: "cfa_live_short" })).toMatchObject({
    ok: false,
  });
});

test("a key that the server does not know is not kept in the place of a good one", async () => {
  const engine = await world.startSetUp();
  world.server.refuse = () => ({ status: 401, code: "bad-key" });
  expect(await engine.deeds.pasteKey({ companyGuid: GUID, key: KEY })).toMatchObject({
    ok: false,
    error: { code: "bad-key", fix: "Paste a new key or pair again." },
  });
  expect(engine.view().companies).toEqual([]);
});
