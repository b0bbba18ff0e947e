import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { startFakeTally, type FakeTally } from "@cfa/testkit/fake-tally/fake-tally";
import { expect } from "vitest";

import { FILE_PROTECTION } from "../keys/file-protection.ts";
import { openLog } from "../log/log.ts";
import { startTestServer, type TestServer } from "../test-server.ts";
import { sample } from "../test-world.ts";
import type { AgentView } from "./agent-view.ts";
import type { EngineOptions } from "./core.ts";
import { createEngine, type RunningEngine } from "./create-engine.ts";

export const KEY = `cfa_live_${"k".repeat(35)}7Q2x`;
export const OTHER = { ...sample, name: "Bindu & Co", guid: "99999999-0000-4000-8000-000000000000" };

/** A fake Tally with two companies, a server in memory and a data folder; engines are started on them one after the other. */
export type EngineWorld = {
  readonly tally: FakeTally;
  readonly server: TestServer;
  readonly folder: string;
  readonly said: string[];
  start(changes?: Partial<EngineOptions>): RunningEngine;
  /** Starts an engine that knows Tally's place and the server. */
  startSetUp(changes?: Partial<EngineOptions>): Promise<RunningEngine>;
  close(): Promise<void>;
};

/** Makes a world of its own for a test. */
export async function makeEngineWorld(): Promise<EngineWorld> {
  const tally = await startFakeTally({ companies: [sample, OTHER], company: { wholeBooks: true } });
  const server = await startTestServer();
  const folder = mkdtempSync(join(tmpdir(), "cfa-engine-"));
  const said: string[] = [];
  const running: RunningEngine[] = [];
  const world: EngineWorld = {
    tally,
    server,
    folder,
    said,
    start(changes = {}) {
      const engine = createEngine({
        folder,
        protection: FILE_PROTECTION,
        now,
        machine: "DESK-1",
        user: "asha",
        log: openLog({ folder, now }),
        say: (line) => said.push(line),
        pollMs: 60,
        tallyPauseMs: 0,
        random: () => 0.1,
        ...changes,
      });
      running.push(engine);
      return engine;
    },
    async startSetUp(changes = {}) {
      const engine = world.start(changes);
      await engine.deeds.setTally({ host: "127.0.0.1", port: tally.port });
      expect(await engine.deeds.setServer(server.url)).toEqual({ ok: true, value: undefined });
      return engine;
    },
    async close() {
      await Promise.all(running.map((engine) => engine.close()));
      await tally.close();
      await server.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
  return world;
}

/** Waits until the view is so, and answers it. */
export async function until(engine: RunningEngine, holds: (view: AgentView) => boolean): Promise<AgentView> {
  for (let turn = 0; turn < 600; turn++) {
    if (holds(engine.view())) return engine.view();
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
  throw new Error(`it never came to that: ${JSON.stringify(engine.view(), null, 1)}`);
}

function now(): string {
  return new Date().toISOString();
}
