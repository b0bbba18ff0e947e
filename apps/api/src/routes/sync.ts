import { randomUUID } from "node:crypto";

import {
  HEARTBEAT_PATH,
  KEY_PATH,
  LEASE_HEADER,
  RUN_PATH,
  SYNC_PATH,
  TROUBLE_PATH,
} from "@cfa/contract/sync";
import type { Database } from "@cfa/db/client";
import type { KnownKey } from "@cfa/db/queries/api-keys";
import type { Enqueue } from "@cfa/db/queue";
import type { HttpBindings } from "@hono/node-server";
import { Hono, type Context } from "hono";

import { requireKey, withKey } from "../auth/agent-key.ts";
import { ApiFailure, toFailure } from "../errors.ts";
import { fetchNewKey } from "../keys/fetch-new-key.ts";
import { failureResponse, noteFailure } from "../http/refuse.ts";
import { identityOf } from "../http/request-identity.ts";
import type { Logger } from "../log.ts";
import { admitAgent, type AdmitDeps } from "../sync/admit-agent.ts";
import { finishRun, readFinishRun, runState } from "../sync/finish-run.ts";
import { readHeartbeat, readTrouble, takeHeartbeat, takeTrouble } from "../sync/heartbeat.ts";
import { openRunFor, readOpenRun } from "../sync/open-run.ts";
import { readBatch } from "../sync/read-batch.ts";
import { readBatchBody, readJsonBody } from "../sync/read-body.ts";
import { takeBatch } from "../sync/take-batch.ts";

export type SyncDeps = AdmitDeps & {
  readonly db: Database;
  readonly log: Logger;
  readonly enqueue: Enqueue;
  /** The only clock; the system's when left out. */
  readonly now?: () => Date;
};

/** The agent's routes, as packages/contract/src/sync.ts describes them. A company's API key opens these and no others. */
export function syncRoutes(deps: SyncDeps): Hono {
  const app = new Hono();
  const serverTime = (): string => (deps.now?.() ?? new Date()).toISOString();
  app.onError((error, c) => {
    const failure = toFailure(error);
    noteFailure(logOf(c, deps), failure);
    return failureResponse(failure, identityIn(c)?.requestId ?? randomUUID());
  });
  app.post(RUN_PATH, async (c) => {
    const key = await requireKey(c, deps);
    const json = await readJsonBody(c.req.raw);
    const update = await admitAgent(c, deps, { key, json });
    const run = readOpenRun(json);
    const opened = await withKey(key, deps, (tx) => openRunFor(tx, run, key.keyId));
    note(c, deps, { key, runId: run.runId, kind: run.kind, agent: run.agent.version, lease: opened.lease });
    return c.json({ ...opened, ...(update === undefined ? {} : { update }), serverTime: serverTime() });
  });
  app.post(SYNC_PATH, async (c) => {
    const key = await requireKey(c, deps);
    const lease = readLease(c.req.header(LEASE_HEADER));
    const body = await readBatchBody(c.req.raw);
    const read = readBatch(body.json);
    const { runId, sequence, count } = read.batch;
    const taken = await withKey(key, deps, (tx) => takeBatch(tx, read, { body, lease }));
    note(c, deps, { key, runId, sequence, count, quarantined: taken.quarantined.length });
    return c.json({ ...taken, serverTime: serverTime() });
  });
  app.post(`${RUN_PATH}/:run/finish`, async (c) => {
    const key = await requireKey(c, deps);
    const finish = readFinishRun(await readJsonBody(c.req.raw));
    const runId = c.req.param("run");
    const state = await withKey(key, deps, (tx) => finishRun(tx, runId, { finish, enqueue: deps.enqueue }));
    note(c, deps, { key, runId, batches: finish.batches, state: state.state });
    return c.json(state);
  });
  app.get(`${RUN_PATH}/:run`, async (c) => {
    const key = await requireKey(c, deps);
    return c.json(await withKey(key, deps, (tx) => runState(tx, c.req.param("run"))));
  });
  app.post(HEARTBEAT_PATH, async (c) => {
    const key = await requireKey(c, deps);
    const json = await readJsonBody(c.req.raw);
    const update = await admitAgent(c, deps, { key, json });
    const beat = readHeartbeat(json);
    const taken = await withKey(key, deps, (tx) => takeHeartbeat(tx, beat, key.keyId), { isQuiet: true });
    note(c, deps, { key, current: taken.current });
    return c.json({ ...taken, ...(update === undefined ? {} : { update }), serverTime: serverTime() });
  });
  app.post(TROUBLE_PATH, async (c) => {
    const key = await requireKey(c, deps);
    const json = await readJsonBody(c.req.raw);
    await admitAgent(c, deps, { key, json });
    const trouble = readTrouble(json);
    await withKey(key, deps, (tx) => takeTrouble(tx, trouble, key.keyId), { isQuiet: true });
    note(c, deps, { key, trouble: trouble.code });
    return c.json({ serverTime: serverTime() });
  });
  app.post(KEY_PATH, async (c) => {
    const key = await requireKey(c, deps);
    const fetched = await withKey(key, deps, (tx) => fetchNewKey(tx, key.keyId));
    note(c, deps, { key, newKeyId: fetched.keyId });
    return c.json({ key: fetched.key });
  });
  return app;
}

function readLease(text: string | undefined): number {
  if (text !== undefined && /^[1-9]\d{0,14}$/.test(text)) return Number(text);
  throw new ApiFailure("bad-request", { message: `The header ${LEASE_HEADER} must name the run's lease.` });
}

/** One line for each use of a key: which company and run, how much; nothing from the books. */
function note(
  c: Context,
  deps: SyncDeps,
  { key, ...facts }: { key: KnownKey; [fact: string]: unknown },
): void {
  logOf(c, deps).info({ companyId: key.companyId, keyId: key.keyId, ...facts }, "sync");
}

function logOf(c: Context, deps: SyncDeps): Logger {
  return identityIn(c)?.log ?? deps.log;
}

/** Absent when the routes are called without the server around them. */
function identityIn(c: Context): ReturnType<typeof identityOf> {
  return identityOf((c.env as Partial<HttpBindings> | undefined)?.incoming);
}
