import { ok } from "@cfa/values/result";
import { afterEach, beforeEach, expect, test } from "vitest";

import { sample } from "../test-world.ts";
import type { UpdateView } from "./agent-view.ts";
import type { Updates } from "./core.ts";
import { KEY, makeEngineWorld, until, type EngineWorld } from "./test-engine.ts";

/* How the engine and whoever fetches newer agents speak with each other. */

const CURRENT: UpdateView = { state: "current", version: null, trouble: null };
const READY: UpdateView = { state: "ready", version: "1.2.0", trouble: null };

let world: EngineWorld;
let told: number;
let own: UpdateView;
let watchers: Set<() => void>;

beforeEach(async () => {
  world = await makeEngineWorld();
  told = 0;
  own = CURRENT;
  watchers = new Set();
});
afterEach(() => world.close());

const updates: Updates = {
  view: () => own,
  look: () => Promise.resolve(ok(undefined)),
  restart: () => Promise.resolve(ok(undefined)),
  watch: (changed) => {
    watchers.add(changed);
    return () => watchers.delete(changed);
  },
  told: () => void told++,
};

async function paired() {
  const engine = await world.startSetUp({ startsFirstRead: true, updates });
  await engine.deeds.pasteKey({ companyGuid: sample.guid, key: KEY });
  await until(engine, ({ companies }) => companies[0]?.lastSyncAt !== null && companies[0]?.state === "idle");
  return engine;
}

test("what the server says of a newer agent is passed on, and what is ready is shown instead of it", async () => {
  const engine = await paired();
  expect(told).toBe(0);
  world.server.update = { version: "1.2.0", message: "A newer agent is there.", fix: "Install it." };
  await until(engine, ({ update }) => update.state === "available");
  expect(told).toBeGreaterThan(0);
  own = READY;
  expect(engine.view().update).toEqual(READY);
});

test("an agent that is too old looks for a newer one, and offers it once it is there", async () => {
  const engine = await paired();
  world.server.refuse = ({ path }) =>
    path.includes("sync-tally") ? { status: 426, code: "agent-too-old" } : undefined;
  await engine.deeds.syncNow(sample.guid);
  await until(engine, ({ update }) => update.state === "too-old");
  expect(told).toBeGreaterThan(0);
  own = READY;
  expect(engine.view().update).toEqual(READY);
});

test("a change of the updates is a change of the view, until the engine ends", async () => {
  const engine = world.start({ updates });
  const changed = new Promise<void>((resolve) => {
    engine.watch(() => {
      if (engine.view().update.state === "ready") resolve();
    });
  });
  own = READY;
  for (const tell of watchers) tell();
  await changed;
  await engine.close();
  expect(watchers.size).toBe(0);
});
