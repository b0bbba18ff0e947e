import { setTimeout as sleep } from "node:timers/promises";

import { afterEach, beforeEach, expect, test } from "vitest";

import type { UpdateView } from "../engine/agent-view.ts";
import { AGENT_VERSION } from "../version.ts";
import { makeBundles, type TestBundles } from "./test-bundles.ts";
import { NEVER_WELL, startLauncher, THROWS, WELL } from "./test-launcher.ts";
import { startReleaseServer, type ReleaseServer } from "./test-release-server.ts";
import { createUpdates } from "./updates.ts";
import { hashOf } from "./verify.ts";

/* One PC through some releases: the server's own routes, the agent's looks, and the launcher as a process at each start. */

let server: ReleaseServer;
let bundles: TestBundles;

beforeEach(async () => {
  server = await startReleaseServer();
  bundles = makeBundles();
  bundles.embed(WELL);
});
afterEach(async () => {
  await server.close();
  bundles.remove();
});

function publish(version: string, code: string): string {
  const bundle = Buffer.from(`// ${version}\n${code}`);
  const { manifest } = server.folder.put(version);
  const sha256 = hashOf(bundle);
  server.folder.putFile(`agent-${version}.cjs`, bundle);
  server.folder.putManifest({ ...manifest, launcher: AGENT_VERSION, bytes: bundle.length, sha256 });
  return sha256;
}

const publicKey = (): string =>
  server.folder.settings.keys[0]?.export({ format: "der", type: "spki" }).toString("base64") ?? "";

/** What the agent that runs finds. */
async function look(running: string): Promise<UpdateView> {
  const updates = createUpdates({
    launched: {
      launcher: AGENT_VERSION,
      version: running,
      isEmbedded: false,
      dataFolder: bundles.dataFolder,
      keys: [publicKey()],
      notes: [],
      noteHealthy: () => undefined,
      noteEnd: () => undefined,
      restart: () => {
        throw new Error("nobody asked for that");
      },
    },
    server: () => server.url,
    agentId: "agt_1",
    beforeRestart: () => Promise.resolve(),
    now: bundles.now,
  });
  await updates.look();
  updates.close();
  return updates.view();
}

/** Starts the executable, waits for what is started in its place, and answers what ran. */
async function start(most: number): Promise<string[]> {
  const before = bundles.ran().length;
  await startLauncher(bundles, { key: publicKey() });
  for (let tries = 0; tries < 600 && bundles.ran().length < before + most; tries++) await sleep(50);
  return bundles.ran().slice(before);
}

test("good, throwing, hanging, withdrawn: the PC always ends with an agent that is well", async () => {
  publish("1.2.0", WELL);
  expect(await look(AGENT_VERSION)).toMatchObject({ state: "ready", version: "1.2.0" });
  expect(await start(1)).toEqual(["1.2.0 well"]);

  publish("1.3.0", THROWS);
  expect(await look("1.2.0")).toMatchObject({ state: "ready", version: "1.3.0" });
  expect(await start(3)).toEqual(["1.3.0 began", "1.3.0 began", "1.2.0 well"]);
  expect(await look("1.2.0")).toMatchObject({ state: "failed", trouble: { code: "update-bad" } });

  publish("1.4.0", NEVER_WELL);
  expect(await look("1.2.0")).toMatchObject({ state: "ready", version: "1.4.0" });
  expect(await start(2)).toEqual(["1.4.0 began", "1.2.0 well"]);

  const last = publish("1.5.0", WELL);
  expect(await look("1.2.0")).toMatchObject({ state: "ready", version: "1.5.0" });
  expect(await start(1)).toEqual(["1.5.0 well"]);
  expect(await look("1.5.0")).toMatchObject({ state: "current" });

  const { manifest } = server.folder.put("1.5.0");
  server.folder.putManifest({ ...manifest, withdrawn: [last] });
  await look("1.5.0");
  expect(await start(1)).toEqual(["1.2.0 well"]);
});
