import { randomUUID } from "node:crypto";

import type { Records } from "@cfa/contract/records";
import { inCompany } from "@cfa/db/company-scope";
import { cloneDatabase, type TestDatabase } from "@cfa/testkit/test-database";

import { applyRun, type Applied } from "./apply-run.ts";
import { stageRun, type RunOptions } from "./small-books.ts";

/** A company in a database of a test's own, into which runs are taken as the worker does. */
export type TestCompany = {
  readonly companyId: string;
  readonly database: TestDatabase;
  take(batches: Records[], options?: RunOptions): Promise<{ runId: string; applied: Applied | null }>;
  rows(text: string, values?: unknown[]): Promise<Record<string, unknown>[]>;
};

/** Opens a database; `company` makes an empty company in it. */
export async function openTestCompanies(): Promise<{
  company(): Promise<TestCompany>;
  close(): Promise<void>;
}> {
  const database = await cloneDatabase();
  return {
    close: () => database.close(),
    async company() {
      const companyId = randomUUID();
      await inCompany(database.db, companyId, (tx) =>
        tx.run("insert into company (company_id, name) values ($1, 'Asha')", [companyId]),
      );
      return {
        companyId,
        database,
        async take(batches, options = {}) {
          const runId = await stageRun(database.db, companyId, { ...options, batches });
          const applied = await inCompany(database.db, companyId, (tx) => applyRun(tx, runId), {
            role: "job",
          });
          return { runId, applied };
        },
        rows: (text, values = []) => inCompany(database.db, companyId, (tx) => tx.run(text, values)),
      };
    },
  };
}
