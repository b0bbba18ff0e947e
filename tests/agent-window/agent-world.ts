import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { createEngine } from "@cfa/agent/engine/create-engine";
import type { Engine } from "@cfa/agent/engine/agent-view";
import { FILE_PROTECTION } from "@cfa/agent/keys/file-protection";
import { startPageServer, type PageServer } from "@cfa/agent/page-server/start-page-server";

import { buildPage } from "../../apps/agent/page/build.ts";

/** An agent as it runs on a PC, but for the system around it: the real engine, the real server of the window, and the page. */
export type RealAgent = {
  readonly engine: Engine;
  /** Opens the window: each address is good once. */
  address(): string;
  /** Ends the agent as the PC does, and starts it again on the same data. */
  restart(): Promise<void>;
  close(): Promise<void>;
};

export async function startAgent(): Promise<RealAgent> {
  const folder = mkdtempSync(join(tmpdir(), "cfa-window-"));
  const files = await buildPage();
  const start = async (): Promise<{ engine: Engine; pages: PageServer }> => {
    const engine = createEngine({
      folder,
      protection: FILE_PROTECTION,
      now: () => new Date().toISOString(),
      machine: "ACCOUNTS-PC",
      user: "Ramesh",
      tallyPauseMs: 0,
    });
    const pages = await startPageServer({
      engine,
      files,
      folder,
      version: engine.view().version,
      now: () => new Date(),
      onQuit: () => undefined,
      onShow: () => undefined,
    });
    return { engine, pages };
  };
  let running = await start();
  const end = async (): Promise<void> => {
    await running.pages.close();
    await running.engine.close();
  };
  return {
    get engine() {
      return running.engine;
    },
    address: () => running.pages.ticketAddress(),
    async restart() {
      await end();
      running = await start();
    },
    async close() {
      await end();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
