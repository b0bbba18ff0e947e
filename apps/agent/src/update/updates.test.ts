import { afterEach, beforeEach, expect, test } from "vitest";

import { noteBad } from "./bundles.ts";
import type { Launched } from "./launched.ts";
import { makeBundles, type TestBundles } from "./test-bundles.ts";
import { startReleaseServer, type ReleaseServer } from "./test-release-server.ts";
import { createUpdates, type Updates, type UpdatesOptions } from "./updates.ts";

let server: ReleaseServer;
let bundles: TestBundles;
let updates: Updates;
let lines: string[];
let deeds: string[];

beforeEach(async () => {
  server = await startReleaseServer();
  bundles = makeBundles();
  lines = [];
  deeds = [];
  updates = make();
});
afterEach(async () => {
  updates.close();
  await server.close();
  bundles.remove();
});

function make(more: Partial<UpdatesOptions> = {}): Updates {
  const [key] = server.folder.settings.keys;
  const launched: Launched = {
    launcher: "1.0.0",
    version: "1.0.0",
    isEmbedded: true,
    dataFolder: bundles.dataFolder,
    keys: [key?.export({ format: "der", type: "spki" }).toString("base64") ?? ""],
    notes: [],
    noteHealthy: () => undefined,
    noteEnd: () => undefined,
    restart: () => {
      deeds.push("restarted");
      throw new Error("the process has ended");
    },
  };
  return createUpdates({
    launched,
    server: () => server.url,
    agentId: "agt_1",
    beforeRestart: async () => void deeds.push("engine ended"),
    now: bundles.now,
    say: (line) => lines.push(line),
    chance: () => 0,
    ...more,
  });
}

const current = { state: "current", version: null, trouble: null };

test("a look finds nothing, then a newer one, fetches it and tells each step", async () => {
  const seen: string[] = [];
  updates.watch(() => seen.push(updates.view().state));
  expect(await updates.look()).toEqual({ ok: true, value: undefined });
  expect(updates.view()).toEqual(current);
  server.folder.put("1.2.0");
  expect(await updates.look()).toEqual({ ok: true, value: undefined });
  expect(updates.view()).toEqual({ state: "ready", version: "1.2.0", trouble: null });
  expect(seen).toEqual(["current", "fetching", "ready"]);
  expect(lines).toEqual(["update: ready 1.2.0"]);
});

test("two looks at once are one", async () => {
  await Promise.all([updates.look(), updates.look()]);
  expect(server.asked).toEqual(["manifest.json"]);
});

test("what goes wrong is in the view and in the answer, and goes with the next good look", async () => {
  server.meddle = (_, response) => {
    response.writeHead(503).end();
    return true;
  };
  expect(await updates.look()).toMatchObject({ ok: false, error: { code: "update-no-answer" } });
  expect(updates.view()).toMatchObject({ state: "failed", trouble: { code: "update-no-answer" } });
  server.meddle = undefined;
  await updates.look();
  expect(updates.view()).toEqual(current);
});

test("one that needs setup is available, with what to do; one that was bad here has failed", async () => {
  server.folder.put("1.2.0", { launcher: "1.1.0" });
  await updates.look();
  expect(updates.view()).toMatchObject({
    state: "available",
    version: "1.2.0",
    trouble: { code: "update-needs-setup" },
  });
  noteBad(bundles, { version: "1.3.0", reason: "it was not healthy in time" });
  server.folder.put("1.3.0");
  await updates.look();
  expect(updates.view()).toMatchObject({ state: "failed", trouble: { code: "update-bad" } });
});

test("with no server yet, nobody is asked; without a launcher there is nothing to renew", async () => {
  const alone = make({ server: () => null });
  expect(await alone.look()).toEqual({ ok: true, value: undefined });
  const inSource = make({ launched: undefined });
  expect(await inSource.look()).toMatchObject({ ok: false, error: { code: "update-not-here" } });
  expect(await inSource.restart()).toMatchObject({ ok: false, error: { code: "update-not-here" } });
  expect(inSource.view()).toEqual(current);
  expect(server.asked).toEqual([]);
  alone.close();
});

test("a start anew ends the engine first", async () => {
  await expect(updates.restart()).rejects.toThrow("the process has ended");
  expect(deeds).toEqual(["engine ended", "restarted"]);
});

test("it looks a minute after the start, every six hours, sooner after a failure, and when it is told", async () => {
  const waits: number[] = [];
  let due: (() => void) | undefined;
  updates.close();
  updates = make({
    chance: () => 0.5,
    later: (act, millis) => {
      waits.push(millis / 60_000);
      due = act;
      return () => undefined;
    },
  });
  const lookIsDue = async (): Promise<void> => {
    due?.();
    await updates.look(); // the one that began
  };
  updates.told();
  updates.told();
  expect(waits).toEqual([3, 1]);
  await lookIsDue();
  updates.told();
  server.meddle = (request) => {
    request.destroy();
    return true;
  };
  await lookIsDue();
  expect(waits).toEqual([3, 1, 390, 45]);
  updates.close();
  await lookIsDue();
  expect(waits).toHaveLength(4);
});

test("where nobody sits by, what is ready is taken after half a day, once nothing is under way", async () => {
  let isIdle = false;
  const waits: { act: () => void; minutes: number }[] = [];
  updates.close();
  updates = make({
    quietly: { isIdle: () => isIdle, restart: () => deeds.push("started anew") },
    later: (act, millis) => {
      waits.push({ act, minutes: millis / 60_000 });
      return () => undefined;
    },
  });
  const nextIsDue = (): void => waits.findLast(({ minutes }) => minutes === 720 || minutes === 30)?.act();
  isIdle = true;
  nextIsDue();
  server.folder.put("1.2.0");
  await updates.look();
  isIdle = false;
  nextIsDue();
  expect(deeds).toEqual([]);
  isIdle = true;
  nextIsDue();
  expect(deeds).toEqual(["started anew"]);
  expect(waits.map(({ minutes }) => minutes)).toEqual([1, 720, 30, 360, 30]);
});
