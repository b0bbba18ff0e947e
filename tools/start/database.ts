import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";

import { openDatabase, type Database } from "@cfa/db/client";
import { EmbeddedPostgresError, startEmbeddedPostgres } from "@cfa/db/embedded/embedded-postgres";
import { isDatabaseUnavailable } from "@cfa/db/failure";
import { migrate } from "@cfa/db/migrate";
import { checkRunningLogin } from "@cfa/db/roles";

import { StartProblem } from "./problem.ts";

const GUARD = fileURLToPath(new URL("guard-database.ts", import.meta.url));
/** A connection that still works is not waited for longer: the server ends it. */
const CLOSE_MS = 2_000;

export type StartDatabase = { readonly db: Database; readonly stop: () => Promise<void> };

/**
 * The database of this start, migrated: the one that DATABASE_URL names, else an embedded PostgreSQL in the data folder.
 * Throws `StartProblem` with one line.
 */
export async function openStartDatabase(folder: string, say: (line: string) => void): Promise<StartDatabase> {
  const runUrl = process.env["DATABASE_URL"];
  if (runUrl !== undefined && runUrl !== "") {
    const ownerUrl = process.env["DATABASE_OWNER_URL"] ?? "";
    refuseOtherAddress("DATABASE_URL", runUrl);
    if (ownerUrl !== "") refuseOtherAddress("DATABASE_OWNER_URL", ownerUrl);
    say("Database: the one that DATABASE_URL names");
    return openMigrated({ runUrl, ownerUrl }, async () => undefined, say);
  }
  const embedded = await startEmbedded(folder, say);
  try {
    return await openMigrated(embedded, () => embedded.stop(), say);
  } catch (error) {
    await embedded.stop();
    throw error;
  }
}

function refuseOtherAddress(name: string, url: string): void {
  if (URL.canParse(url) && /^postgres(ql)?:$/.test(new URL(url).protocol)) return;
  throw new StartProblem(
    `${name} is no address of a PostgreSQL: postgres://USER:PASSWORD@HOST:5432/DATABASE`,
  );
}

async function startEmbedded(folder: string, say: (line: string) => void) {
  try {
    const server = await startEmbeddedPostgres({
      dataDir: join(folder, "postgres"),
      progress: (line) => say(`Database: ${line}…`),
    });
    const guard = spawn(process.execPath, [GUARD, join(server.place, "cluster")], {
      stdio: ["pipe", "ignore", "ignore"],
      detached: true,
    });
    guard.unref();
    const stop = async (): Promise<void> => {
      await server.stop();
      if (guard.exitCode !== null || guard.pid === undefined) return;
      guard.kill();
      await once(guard, "exit");
    };
    return { ...server, stop };
  } catch (error) {
    if (error instanceof EmbeddedPostgresError) {
      const isDamaged = error.message.startsWith("PostgreSQL did not start");
      const hint = " If its files are damaged, restore the data folder, or start with --fresh to begin anew.";
      throw new StartProblem(`${error.message}${isDamaged ? hint : ""}`);
    }
    throw error;
  }
}

async function openMigrated(
  urls: { runUrl: string; ownerUrl: string },
  stopServer: () => Promise<void>,
  say: (line: string) => void,
): Promise<StartDatabase> {
  const { runUrl, ownerUrl } = urls;
  try {
    if (ownerUrl !== "") {
      const applied = await migrate({ ownerUrl, runUrl });
      if (applied.length > 0) say(`Database: brought up to date (${applied.join(", ")}).`);
    }
    const db = openDatabase({ url: runUrl, poolSize: 20 });
    const checked = await checkRunningLogin(db);
    if (!checked.ok) {
      await db.close();
      throw new StartProblem(checked.error);
    }
    return {
      db,
      stop: async () => {
        await Promise.race([db.close(), sleep(CLOSE_MS)]);
        await stopServer();
      },
    };
  } catch (error) {
    if (error instanceof StartProblem) throw error;
    throw new StartProblem(databaseProblem(error as Error, ownerUrl === ""));
  }
}

function databaseProblem(error: Error, isUnmigrated: boolean): string {
  if (isDatabaseUnavailable(error)) {
    return `The database at DATABASE_URL does not answer (${error.message || (error as NodeJS.ErrnoException).code}): is it running, and is the address right?`;
  }
  const hint = isUnmigrated ? " Set DATABASE_OWNER_URL once, so that the database can be migrated." : "";
  return `The database cannot be used: ${error.message}.${hint}`;
}
