import { randomBytes } from "node:crypto";

import { Client } from "pg";

import { openDatabase, type Database } from "@cfa/db/client";

/** A migrated database of a test's own. */
export type TestDatabase = {
  /** What the product uses: the running login. */
  db: Database;
  runUrl: string;
  /** The login that migrates. It sees everything: for looking behind the wall, never for the code under test. */
  ownerUrl: string;
  /** Runs SQL as that login. */
  asOwner<Row extends object = Record<string, unknown>>(text: string, values?: unknown[]): Promise<Row[]>;
  close(): Promise<void>;
};

/** Where a migrated database is that nobody is connected to. */
export type Template = { ownerUrl: string; runUrl: string };

/** Clones a migrated database. Whoever asks closes it. */
export async function cloneTemplate({ ownerUrl, runUrl }: Template): Promise<TestDatabase> {
  const name = `t_${randomBytes(6).toString("hex")}`;
  await administer(ownerUrl, async (admin) => {
    await createFromTemplate(admin, { name, template: new URL(ownerUrl).pathname.slice(1) });
  });
  const urls = { ownerUrl: withDatabase(ownerUrl, name), runUrl: withDatabase(runUrl, name) };
  const db = openDatabase({ url: urls.runUrl, poolSize: 5 });
  const owner = new Client({ connectionString: urls.ownerUrl });
  await owner.connect();
  return {
    ...urls,
    db,
    asOwner: async <Row extends object>(text: string, values: unknown[] = []) =>
      (await owner.query(text, values)).rows as Row[],
    close: async () => {
      await db.close();
      await owner.end();
      await administer(ownerUrl, async (admin) => {
        await admin.query(`drop database ${name} with (force)`);
      });
    },
  };
}

/** Another file may be cloning at this moment: the template lets one in at a time. */
async function createFromTemplate(admin: Client, names: { name: string; template: string }): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    try {
      await admin.query(`create database ${names.name} template ${names.template} strategy file_copy`);
      return;
    } catch (error) {
      const isBusy = error instanceof Error && "code" in error && error.code === "55006";
      if (!isBusy || attempt === 20) throw error;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }
}

async function administer(ownerUrl: string, work: (admin: Client) => Promise<void>): Promise<void> {
  const admin = new Client({ connectionString: withDatabase(ownerUrl, "postgres") });
  await admin.connect();
  try {
    await work(admin);
  } finally {
    await admin.end();
  }
}

function withDatabase(url: string, database: string): string {
  const changed = new URL(url);
  changed.pathname = `/${database}`;
  return changed.toString();
}
