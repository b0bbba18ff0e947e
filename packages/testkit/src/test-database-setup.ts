import { chmodSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import type { TestProject } from "vitest/node";

import { startEmbeddedPostgres } from "@cfa/db/embedded/embedded-postgres";
import { stopStrayServer } from "@cfa/db/embedded/stray-server";
import { migrate } from "@cfa/db/migrate";

declare module "vitest" {
  export interface ProvidedContext {
    postgres: { ownerUrl: string; runUrl: string };
  }
}

const PREFIX = "cfa-test-";

/**
 * One PostgreSQL for the whole test run, with one migrated database that test files clone. It lives in a temporary
 * folder and goes with it; what a killed earlier run left there is removed first.
 */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  await sweep();
  const folder = mkdtempSync(join(tmpdir(), `${PREFIX}${process.pid}-`));
  chmodSync(folder, 0o755); // when root runs the tests, the server is nobody and must get in
  const postgres = await startEmbeddedPostgres({ dataDir: folder, durable: false });
  await migrate(postgres);
  project.provide("postgres", { ownerUrl: postgres.ownerUrl, runUrl: postgres.runUrl });
  return async () => {
    await postgres.stop();
    rmSync(folder, { recursive: true, force: true });
  };
}

async function sweep(): Promise<void> {
  for (const name of readdirSync(tmpdir())) {
    const pid = /^cfa-test-(\d+)-/.exec(name)?.[1];
    if (pid === undefined || isAlive(Number(pid))) continue;
    const folder = join(tmpdir(), name);
    await stopStrayServer(join(folder, "cluster"));
    rmSync(folder, { recursive: true, force: true });
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}
