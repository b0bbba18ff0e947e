import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import { gunzipSync } from "node:zlib";

import type { LedgerRecord, QuarantineRecord, VoucherRecord } from "@cfa/contract/records";
import {
  Batch,
  FinishRun,
  Heartbeat,
  HEARTBEAT_PATH,
  OpenRun,
  RUN_PATH,
  SYNC_PATH,
  Trouble,
  TROUBLE_PATH,
  type AgentUpdate,
  type Marks,
  type Wants,
} from "@cfa/contract/sync";

/*
 * A server of the sync protocol in memory, for the agent's own tests: it checks every body by the contract, keeps the newest of
 * each object, and refuses what a test tells it to.
 */

export type Reply = [status: number, body: object];

export type Refusal = { readonly status: number; readonly code: string; readonly message?: string };

export type TakenRun = { readonly open: OpenRun; readonly batches: Batch[]; readonly finish: FinishRun };

/** What one company's books at the server are, and what was said about it. */
export type TestServer = {
  readonly url: string;
  readonly vouchers: Map<string, VoucherRecord>;
  readonly ledgers: Map<string, LedgerRecord>;
  readonly quarantined: QuarantineRecord[];
  /** Runs that were taken in, oldest first. */
  readonly runs: TakenRun[];
  readonly heartbeats: Heartbeat[];
  readonly troubles: Trouble[];
  known: Marks | null;
  wants: Wants | undefined;
  /** Runs that were finished are still being worked on. */
  isWorking: boolean;
  /** Answers a refusal for what should not be taken. */
  refuse: (call: { path: string; batch?: Batch }) => Refusal | undefined;
  /** Answers other paths, such as those of pairing. */
  also: (call: { path: string; json: unknown }) => Reply | undefined;
  /** Headers of every answer. */
  headers: Record<string, string>;
  /** What agents are told of a newer one. */
  update: AgentUpdate | undefined;
  /** Ends the lease of the run that is open, as another agent's run does. */
  overtake(): void;
  close(): Promise<void>;
};

type OpenedRun = {
  open: OpenRun;
  lease: number;
  batches: Map<number, { batch: Batch; hash: string }>;
  isApplied: boolean;
};

/** Starts a server on a free port of 127.0.0.1. */
export async function startTestServer(): Promise<TestServer> {
  const opened = new Map<string, OpenedRun>();
  let lease = 0;
  const http = createServer((request, response) => {
    const taking: Taking = { server, opened, lease: () => lease, nextLease: () => ++lease };
    answer(request, taking)
      .catch((failure: unknown): Reply => [
        500,
        error({ status: 500, code: "internal", message: String(failure).slice(0, 500) }),
      ])
      .then(([status, body]) =>
        response
          .writeHead(status, { "content-type": "application/json", ...server.headers })
          .end(JSON.stringify(body)),
      )
      .catch(() => response.destroy());
  });
  await new Promise<void>((resolve) => {
    http.listen(0, "127.0.0.1", resolve);
  });
  const server: TestServer = {
    url: `http://127.0.0.1:${(http.address() as AddressInfo).port}`,
    vouchers: new Map(),
    ledgers: new Map(),
    quarantined: [],
    runs: [],
    heartbeats: [],
    troubles: [],
    known: null,
    wants: undefined,
    isWorking: false,
    refuse: () => undefined,
    also: () => undefined,
    headers: {},
    update: undefined,
    overtake: () => void lease++,
    close: () =>
      new Promise<void>((resolve) => {
        http.close(() => resolve());
        http.closeAllConnections();
      }),
  };
  return server;
}

type Taking = {
  readonly server: TestServer;
  readonly opened: Map<string, OpenedRun>;
  readonly lease: () => number;
  readonly nextLease: () => number;
};

async function answer(request: IncomingMessage, taking: Taking): Promise<Reply> {
  const { server, opened } = taking;
  const path = request.url ?? "";
  const json = await jsonOf(request);
  const other = server.also({ path, json });
  if (other !== undefined) return other;
  const batch = path === SYNC_PATH ? Batch.parse(json) : undefined;
  const refusal = server.refuse({ path, ...(batch === undefined ? {} : { batch }) });
  if (refusal !== undefined) return [refusal.status, error(refusal)];
  if (path === RUN_PATH) return openRun(OpenRun.parse(json), taking);
  if (path === HEARTBEAT_PATH) return beat(Heartbeat.parse(json), server);
  if (path === TROUBLE_PATH) {
    server.troubles.push(Trouble.parse(json));
    return [200, { serverTime: "" }];
  }
  const run = opened.get(batch?.runId ?? path.slice(RUN_PATH.length + 1).split("/")[0] ?? "");
  if (run === undefined) return [404, error({ status: 404, code: "not-found" })];
  if (request.method === "GET") return [200, stateOf(run, server)];
  if (run.lease !== taking.lease()) return [409, error({ status: 409, code: "stale-lease" })];
  if (batch !== undefined) return take(batch, String(request.headers["x-cfa-sha256"]), run);
  return finish(FinishRun.parse(json), run, server);
}

function openRun(open: OpenRun, { server, opened, nextLease }: Taking): Reply {
  const run = opened.get(open.runId) ?? { open, lease: nextLease(), batches: new Map(), isApplied: false };
  opened.set(open.runId, run);
  const { lease } = run;
  return [
    200,
    {
      runId: open.runId,
      lease,
      nextExpected: nextOf(run),
      known: server.known,
      update: server.update,
      serverTime: "",
    },
  ];
}

function beat(heartbeat: Heartbeat, server: TestServer): Reply {
  server.heartbeats.push(heartbeat);
  const current = JSON.stringify(heartbeat.marks) === JSON.stringify(server.known);
  return [200, { current, known: server.known, wants: server.wants, update: server.update, serverTime: "" }];
}

function take(batch: Batch, hash: string, run: OpenedRun): Reply {
  const before = run.batches.get(batch.sequence);
  if (before !== undefined && before.hash !== hash)
    return [409, error({ status: 409, code: "batch-changed" })];
  run.batches.set(batch.sequence, { batch, hash });
  return [
    200,
    { accepted: batch.count, unchanged: 0, quarantined: [], nextExpected: nextOf(run), serverTime: "" },
  ];
}

function finish(body: FinishRun, run: OpenedRun, server: TestServer): Reply {
  const missing = Array.from({ length: body.batches }, (_, at) => at + 1).filter(
    (at) => !run.batches.has(at),
  );
  if (missing.length > 0) return [409, error({ status: 409, code: "incomplete" })];
  if (!run.isApplied) apply(server, run, body);
  run.isApplied = true;
  return [200, stateOf(run, server)];
}

/** The newest version of everything; what a full run or a still sweep does not show is gone. */
function apply(server: TestServer, run: OpenedRun, finish: FinishRun): void {
  const batches = [...run.batches].toSorted(([a], [b]) => a - b).map(([, { batch }]) => batch);
  const seen = new Set<string>();
  if (run.open.kind === "full") server.quarantined.length = 0;
  for (const { records } of batches) {
    for (const voucher of records.vouchers ?? []) {
      seen.add(voucher.guid);
      server.vouchers.set(voucher.guid, voucher);
    }
    for (const ledger of records.ledgers ?? []) server.ledgers.set(ledger.guid, ledger);
    for (const { guid } of records.present ?? []) seen.add(guid);
    for (const aside of records.quarantined ?? []) {
      server.quarantined.push(aside);
      if (aside.guid !== undefined) seen.add(aside.guid);
    }
  }
  const months = finish.swept?.isStill === true ? finish.swept.months : [];
  for (const [guid, { date }] of server.vouchers) {
    const isCovered = run.open.kind === "full" || months.includes(date.slice(0, 7));
    if (isCovered && !seen.has(guid)) server.vouchers.delete(guid);
  }
  server.known = finish.marks;
  server.runs.push({ open: run.open, batches, finish });
}

function stateOf(run: OpenedRun, { isWorking }: TestServer): object {
  return {
    runId: run.open.runId,
    state: !run.isApplied ? "open" : isWorking ? "queued" : "applied",
    received: run.batches.size,
    missing: [],
    records: [...run.batches.values()].reduce((sum, { batch }) => sum + batch.count, 0),
    quarantined: 0,
    tieOut: "unknown",
    message: null,
  };
}

function nextOf(run: OpenedRun): number {
  let next = 1;
  while (run.batches.has(next)) next++;
  return next;
}

function error({ code, message }: Refusal): object {
  return { code, message: message ?? `refused: ${code}`, requestId: "test" };
}

async function jsonOf(request: IncomingMessage): Promise<unknown> {
  const pieces: Buffer[] = [];
  for await (const piece of request) pieces.push(piece as Buffer);
  const bytes = Buffer.concat(pieces);
  if (bytes.length === 0) return undefined;
  return JSON.parse(
    (request.headers["content-encoding"] === "gzip" ? gunzipSync(bytes) : bytes).toString("utf8"),
  );
}
