import type pg from "pg";
import { PgBoss } from "pg-boss";

import { QUEUE_SCHEMA, QUEUES } from "./queue.ts";

/**
 * The schemas that libraries keep: `auth` (filled by the sign-in library as cfa_owner, used by cfa_authn) and
 * `pgboss` with its queues (sent to by cfa_app, worked by cfa_job). They hold no business data.
 * Called as cfa_owner, under the migration lock; safe to repeat.
 */
export async function ensureLibrarySchemas(owner: pg.Client): Promise<void> {
  await owner.query(AUTH_SCHEMA);
  await ensureQueues(owner);
  await owner.query(QUEUE_GRANTS);
}

const AUTH_SCHEMA = `
  create schema if not exists auth;
  grant usage on schema auth to cfa_authn;
  alter default privileges for role cfa_owner in schema auth
    grant select, insert, update, delete on tables to cfa_authn;
  alter default privileges for role cfa_owner in schema auth
    grant usage, select on sequences to cfa_authn;`;

const QUEUE_GRANTS = `
  grant usage on schema ${QUEUE_SCHEMA} to cfa_app, cfa_job;
  grant select on ${QUEUE_SCHEMA}.version, ${QUEUE_SCHEMA}.queue to cfa_app;
  grant select, insert on all tables in schema ${QUEUE_SCHEMA} to cfa_job;
  grant update, delete on all tables in schema ${QUEUE_SCHEMA} to cfa_job;
  grant select, insert on ${QUEUE_SCHEMA}.job, ${QUEUE_SCHEMA}.job_common to cfa_app;`;

async function ensureQueues(owner: pg.Client): Promise<void> {
  const boss = new PgBoss({
    schema: QUEUE_SCHEMA,
    supervise: false,
    schedule: false,
    registerInstance: false,
    db: {
      executeSql: async (text, values) => {
        const result = await owner.query(text, values);
        // A text of several statements answers with one result each; the last is the one that is read.
        return Array.isArray(result) ? ((result as pg.QueryResult[]).at(-1) ?? { rows: [] }) : result;
      },
    },
  });
  boss.on("error", () => undefined);
  await boss.start();
  try {
    const present = new Set((await boss.getQueues()).map((queue) => queue.name));
    for (const [name, settings] of Object.entries(QUEUES)) {
      if (!present.has(name)) await boss.createQueue(name, settings);
      else await boss.updateQueue(name, withoutPolicy(settings));
    }
  } finally {
    await boss.stop({ graceful: false, close: false });
  }
}

/** A queue's policy is fixed when it is made. */
function withoutPolicy<T extends { policy: unknown }>(settings: T): Omit<T, "policy"> {
  const { policy: _, ...rest } = settings;
  return rest;
}
