import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";

import { WindowFile } from "@cfa/agent/page-server/page-protocol";

import type { Started, WindowsPc } from "./windows-pc.ts";

export const EXE = "cfa-agent.exe";
const LOOK_MS = 100;
const LIMIT_MS = 90_000;

/** Where the setup puts things. */
export function installed(pc: WindowsPc): {
  readonly folder: string;
  readonly data: string;
  readonly windowFile: string;
  /** Runs the uninstaller to its end: it copies itself elsewhere and goes on there. */
  readonly uninstall: (...options: string[]) => Promise<void>;
} {
  const folder = join(pc.appData, "Programs", "CFA Agent");
  const data = join(pc.appData, "CFA Agent");
  return {
    folder,
    data,
    windowFile: join(data, "window.json"),
    async uninstall(...options) {
      await pc.run(join(folder, "uninstall.exe"), ["/S", ...options]);
      const deadline = Date.now() + LIMIT_MS;
      while (existsSync(folder) && Date.now() < deadline) await sleep(LOOK_MS);
    },
  };
}

/** An agent at work, as its window.json tells. */
export type AtWork = WindowFile;

/** Does what starts an agent, and waits until one of this version is at work that was not before. */
export async function runsAs(
  pc: WindowsPc,
  version: string,
  starts: () => Started,
  windowFile = installed(pc).windowFile,
): Promise<AtWork> {
  const before = readWindowFile(windowFile)?.pid;
  const started = starts();
  let code: number | null = 0;
  void started.ended.then((ended) => (code = ended.code));
  const deadline = Date.now() + LIMIT_MS;
  for (;;) {
    const now = readWindowFile(windowFile);
    if (now !== undefined && now.version === version && now.pid !== before) return now;
    if (code !== 0 || Date.now() > deadline)
      throw new Error(
        `no agent ${version} is at work: ${JSON.stringify(now)} ${started.said()} ${logIn(dirname(windowFile))}`,
      );
    await sleep(LOOK_MS);
  }
}

/** The last of what an agent wrote down of itself. */
function logIn(data: string): string {
  try {
    return readFileSync(join(data, "logs", "agent.log"), "utf8")
      .split("\n")
      .slice(-12)
      .join("\n");
  } catch {
    return "It wrote no log.";
  }
}

function readWindowFile(path: string): AtWork | undefined {
  try {
    return WindowFile.parse(JSON.parse(readFileSync(path, "utf8")));
  } catch {
    return undefined;
  }
}
