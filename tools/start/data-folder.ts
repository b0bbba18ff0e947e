import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";

import { removeEmbeddedPostgres } from "@cfa/db/embedded/embedded-postgres";

import { commandOf } from "./command-of.ts";
import { StartProblem } from "./problem.ts";

const MARK = "cfa-data.json";
const LOCK = "start.pid";
const ENDING = " ending";
/** A start that was just told to end may not have noticed yet. */
const NOTICE_MS = 2_000;
const END_MS = 60_000;

export type DataFolder = {
  /** Tells another start that it is worth waiting for this one's end. */
  readonly ending: () => void;
  readonly release: () => void;
};

/**
 * Makes the data folder ready and takes it for this process. `fresh` empties it first, but only if it is one of ours.
 * Throws `StartProblem` when the folder is not ours, cannot be written or is in use by another start.
 */
export async function takeDataFolder(
  folder: string,
  options: { fresh: boolean; say: (line: string) => void },
): Promise<DataFolder> {
  const lock = join(folder, LOCK);
  try {
    refuseForeign(folder);
    await waitForEarlier(folder, options.say);
    if (options.fresh && existsSync(folder)) await empty(folder);
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, MARK), JSON.stringify({ product: "CFA", version: 1 }));
    rmSync(lock, { force: true });
    writeFileSync(lock, String(process.pid), { flag: "wx" });
  } catch (error) {
    if (error instanceof StartProblem) throw error;
    throw new StartProblem(`The data folder ${folder} cannot be used: ${(error as Error).message}`);
  }
  return {
    ending: () => writeFileSync(lock, `${process.pid}${ENDING}`),
    release: () => rmSync(lock, { force: true }),
  };
}

function refuseForeign(folder: string): void {
  const stat = statSync(folder, { throwIfNoEntry: false });
  if (stat === undefined) return;
  if (!stat.isDirectory()) throw new StartProblem(`${folder} is a file: give a folder with --data.`);
  if (!existsSync(join(folder, MARK)) && readdirSync(folder).length > 0) {
    throw new StartProblem(`${folder} holds something else: give an empty or new folder with --data.`);
  }
}

/** A start that is on its way out is waited for; one that runs refuses us. */
async function waitForEarlier(folder: string, say: (line: string) => void): Promise<void> {
  const begun = Date.now();
  for (let told = false; ;) {
    const holder = holderOf(folder);
    if (holder === undefined) return;
    const waited = Date.now() - begun;
    if (waited > (holder.isEnding ? END_MS : NOTICE_MS)) {
      throw new StartProblem(
        `CFA runs already on ${folder} (process ${holder.pid}): end it or give another --data.`,
      );
    }
    if (!told && holder.isEnding) say("Waiting for the earlier start to end…");
    told ||= holder.isEnding;
    await sleep(100);
  }
}

/** The living start that holds the folder; a dead one's lock counts for nothing, even if its number was given again. */
function holderOf(folder: string): { pid: number; isEnding: boolean } | undefined {
  const lock = join(folder, LOCK);
  if (!existsSync(lock)) return undefined;
  const text = readFileSync(lock, "utf8");
  const pid = Number.parseInt(text, 10);
  if (!(pid > 0) || pid === process.pid || !commandOf(pid).includes("tools/start/main.ts")) return undefined;
  return { pid, isEnding: text.endsWith(ENDING) };
}

/** Also ends and removes a database that lies elsewhere or outlived a killed start. */
async function empty(folder: string): Promise<void> {
  await removeEmbeddedPostgres(join(folder, "postgres"));
  for (const name of readdirSync(folder)) rmSync(join(folder, name), { recursive: true });
}
