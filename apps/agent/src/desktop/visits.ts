import { setTimeout as sleep } from "node:timers/promises";

import { checkPc } from "../check-pc.ts";
import { openConfig, readConfig } from "../config.ts";
import { EXIT } from "../exit-codes.ts";
import { openKeyStore } from "../keys/key-store.ts";
import { isAlive } from "../lock.ts";
import type { Os, Protection } from "../os/os.ts";
import { askOther } from "../page-server/ask-other.ts";
import type { PageFiles } from "../page-server/answer.ts";
import { readWindowFile } from "../page-server/window-file.ts";
import { pair } from "../pair/pair-command.ts";
import { statusLines } from "../status.ts";
import type { DesktopFlags } from "./flags.ts";

/* Starts that ask something and end. They make no data folder where there is none, pairing and self-test aside. */

const LONGEST_END_MS = 10_000;
const LOOK_MS = 50;

type Visit = {
  readonly folder: string;
  readonly os: Pick<Os, "protection" | "claimInstance">;
  readonly protection: Protection;
  readonly tell: (line: string) => void;
};

/** Ends the agent at work in the folder and waits for its end. Well too where there is none. */
export async function quitOther({ folder, tell }: Pick<Visit, "folder" | "tell">): Promise<number> {
  const other = await askOther({ folder, ask: "quit" });
  if (!("pid" in other)) {
    tell("No agent is at work here.");
    return EXIT.well;
  }
  if (other.kind === "silent") {
    tell(`The agent (process ${other.pid}) does not answer.`);
    return EXIT.failure;
  }
  const deadline = performance.now() + LONGEST_END_MS;
  while (isAlive(other.pid) && performance.now() < deadline) await sleep(LOOK_MS);
  tell(isAlive(other.pid) ? `The agent (process ${other.pid}) is still ending.` : "The agent has ended.");
  return EXIT.well;
}

/** Who is at work, and how each company is. */
export function tellStatus({ folder, protection, tell }: Visit): number {
  const there = readWindowFile(folder);
  const isAtWork = there.ok && isAlive(there.value.pid);
  tell(isAtWork ? `At work: version ${there.value.version}, process ${there.value.pid}` : "Not at work");
  const config = readConfig(folder, openKeyStore(folder, protection));
  if (!config.ok) {
    tell(config.error);
    return EXIT.notPaired;
  }
  for (const line of statusLines(folder, config.value)) tell(line);
  return EXIT.well;
}

/** Takes the app's code. The agent at work, if there is one, finds the company at its next look at Tally. */
export async function pairByFlag(
  { folder, protection, tell }: Visit,
  pairing: NonNullable<DesktopFlags["pairing"]>,
): Promise<number> {
  const keys = openKeyStore(folder, protection);
  const paired = await pair({ data: folder, ...pairing }, { keys, say: tell });
  if (paired.ok) return EXIT.well;
  tell(`Not paired: ${paired.error}`);
  return EXIT.failure;
}

/** Tries what the agent needs of this machine, one line each. */
export async function selfTest(
  { folder, protection, tell }: Visit,
  pageFiles: () => Promise<PageFiles>,
): Promise<number> {
  const config = openConfig(folder, openKeyStore(folder, protection));
  if (!config.ok) {
    tell(`FAIL settings: ${config.error}`);
    return EXIT.unfit;
  }
  const { tally, companies } = config.value;
  const servers = [...new Set(companies.map(({ server }) => server))];
  let code: number = EXIT.well;
  for await (const check of checkPc({ folder, protection, tally, servers, now })) {
    tell(`${check.isOk ? "ok  " : "FAIL"} ${check.name}: ${check.line}`);
    if (!check.isOk) code = EXIT.unfit;
  }
  const files = await pageFiles();
  if (!files.has("index.html")) code = EXIT.unfit;
  tell(`${files.has("index.html") ? "ok  " : "FAIL"} window: ${files.size} files`);
  return code;
}

function now(): string {
  return new Date().toISOString();
}
