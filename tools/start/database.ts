import { join } from "node:path";

import { openDatabase, type Database } from "@cfa/db/client";
import { EmbeddedPostgresError, startEmbeddedPostgres } from "@cfa/db/embedded/embedded-postgres";
import { isDatabaseUnavailable } from "@cfa/db/failure";
import { migrate } from "@cfa/db/migrate";
import { checkRunningLogin } from "@cfa/db/roles";

import { StartProblem } from "./problem.ts";

export type StartDatabase = { readonly db: Database; readonly stop: () => Promise<void> };

/**
 * The database of this start, migrated: the one that DATABASE_URL names, else an embedded PostgreSQL in the data folder.
 * Throws `StartProblem` with one line.
 */
export async function openStartDatabase(folder: string, say: (line: string) => void): Promise<StartDatabase> {
  const runUrl = process.env["DATABASE_URL"];
  if (runUrl !== undefined && runUrl !== "") {
    return openMigrated(
      { runUrl, ownerUrl: process.env["DATABASE_OWNER_URL"] ?? "" },
      async () => undefined,
      say,
    );
  }
  const embedded = await startEmbedded(folder, say);
  try {
    return await openMigrated(embedded, () => embedded.stop(), say);
  } catch (error) {
    await embedded.stop();
    throw error;
  }
}

async function startEmbedded(folder: string, say: (line: string) => void) {
  try {
    return await startEmbeddedPostgres({
      dataDir: join(folder, "postgres"),
      progress: (line) => say(`Database: ${line}…`),
    });
  } catch (error) {
    if (error instanceof EmbeddedPostgresError) throw new StartProblem(error.message);
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
        await db.close();
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
