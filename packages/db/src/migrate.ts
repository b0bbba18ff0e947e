import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

import { Client } from "pg";

import { ensureLibrarySchemas } from "./library-schemas.ts";
import { ensureRoles } from "./roles.ts";

const FOLDER = fileURLToPath(new URL("../migrations", import.meta.url));
const LOCK = 0x0cfa_0001;
const OLDEST_SERVER = 160_000;

export type MigrateOptions = {
  /** A login that may make roles and own tables. It must reach the server directly, not through a pooler. */
  ownerUrl: string;
  /** The running login, made here when it is missing. */
  runUrl: string;
  /** For tests of the runner. */
  folder?: string;
};

/**
 * Brings a database to this program's version: roles, numbered migrations, the schemas of libraries. One process at
 * a time; each migration is one transaction with its checks. Answers the names of what was applied.
 * Throws an error with one plain sentence when it refuses.
 */
export async function migrate(options: MigrateOptions): Promise<string[]> {
  const owner = new Client({ connectionString: options.ownerUrl, application_name: "cfa-migrate" });
  await owner.connect();
  try {
    await refuseOldServer(owner);
    await owner.query("select pg_advisory_lock($1)", [LOCK]);
    await ensureRoles(owner, options.runUrl);
    await owner.query(
      `do $$ begin execute format('grant create on database %I to cfa_owner', current_database()); end $$`,
    );
    await owner.query("grant usage, create on schema public to cfa_owner");
    await owner.query("set role cfa_owner");
    const applied = await applyMigrations(owner, options.folder ?? FOLDER);
    await ensureLibrarySchemas(owner);
    return applied;
  } finally {
    await owner.end();
  }
}

async function refuseOldServer(owner: Client): Promise<void> {
  const { rows } = await owner.query<{ number: number; name: string }>(
    "select current_setting('server_version_num')::int as number, current_setting('server_version') as name",
  );
  const version = rows[0];
  if (version === undefined || version.number >= OLDEST_SERVER) return;
  throw new Error(`the database server is PostgreSQL ${version.name}; 16 or newer is needed`);
}

async function applyMigrations(owner: Client, folder: string): Promise<string[]> {
  await owner.query(`
    create table if not exists migration (
      name text primary key,
      sha256 text not null,
      applied_at timestamptz not null default now()
    )`);
  const done = await owner.query<{ name: string; sha256: string }>("select name, sha256 from migration");
  const known = new Map(done.rows.map((row) => [row.name, row.sha256]));
  const names = migrationNames(folder);
  const unknown = [...known.keys()].find((name) => !names.includes(name));
  if (unknown !== undefined) {
    throw new Error(`the database is newer than this program: it has the migration "${unknown}"`);
  }
  const applied: string[] = [];
  for (const name of names) {
    const up = readSql(join(folder, name, "up.sql"));
    const sha256 = createHash("sha256").update(up).digest("hex");
    const before = known.get(name);
    if (before !== undefined && before !== sha256) {
      throw new Error(`the migration "${name}" was changed after this database had applied it`);
    }
    if (before !== undefined) continue;
    await applyOne(owner, { name, folder, up, sha256 });
    applied.push(name);
  }
  return applied;
}

async function applyOne(
  owner: Client,
  migration: { name: string; folder: string; up: string; sha256: string },
): Promise<void> {
  const { folder, name } = migration;
  const checks = [join(folder, "check.sql"), join(folder, name, "check.sql")]; // the one for all, and its own
  await owner.query("begin");
  try {
    await owner.query(migration.up);
    for (const checkFile of checks.filter((file) => existsSync(file))) {
      const check = await owner.query(readSql(checkFile));
      if (check.rows.length > 0) {
        throw new Error(`its check found ${JSON.stringify(check.rows.slice(0, 5))}`);
      }
    }
    await owner.query("insert into migration (name, sha256) values ($1, $2)", [name, migration.sha256]);
    await owner.query("commit");
  } catch (error) {
    await owner.query("rollback");
    const reason = error instanceof Error ? error.message : String(error);
    throw new Error(`migration "${name}": ${reason}`, { cause: error });
  }
}

/** Folder names such as "0001-facts-and-books", in order. */
function migrationNames(folder: string): string[] {
  const names = readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && /^\d{4}-[a-z0-9-]+$/.test(entry.name))
    .map((entry) => entry.name);
  return names.toSorted();
}

/** The text with plain line ends, so that a checkout on Windows has the same hash. */
function readSql(file: string): string {
  return readFileSync(file, "utf8").replaceAll("\r\n", "\n");
}
