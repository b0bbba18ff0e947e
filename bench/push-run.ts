import { createHash, randomUUID } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { gzipSync } from "node:zlib";

import type { OutboxBatch } from "@cfa/agent/outbox/batches";
import type { ServerLink } from "@cfa/agent/server-link";
import type { Records } from "@cfa/contract/records";
import { PROTOCOL, type Batch, type TallyTotals } from "@cfa/contract/sync";

/* Records straight through the sync endpoint, as an agent would push them. For benchmarks. */

export type Pushed = { receiveSeconds: number; applySeconds: number };

export type Push = {
  kind: "full" | "changes";
  company: { guid: string; name: string; booksFrom: string };
  marks: { masters: number; vouchers: number };
  batches: Iterable<Records>;
  totals?: TallyTotals;
};

/** The state of a run is asked for so often that what is measured is at most a twentieth too long. */
const SHORTEST_WAIT_MS = 20;
const LONGEST_WAIT_MS = 500;

/** One run from opening to taken in. The next batch is made while one is on its way. */
export async function pushRun(link: ServerLink, push: Push): Promise<Pushed> {
  const runId = randomUUID();
  const started = performance.now();
  const opened = await link.openRun({
    protocol: PROTOCOL,
    runId,
    kind: push.kind,
    source: "agent",
    agent: { version: "bench", machine: "bench", id: "bench" },
    company: push.company,
  });
  if (!opened.ok) throw new Error(opened.error.message);
  let sequence = 0;
  let under: Promise<void> = Promise.resolve();
  for (const records of push.batches) {
    const json = JSON.stringify(batchOf(runId, ++sequence, { records, guid: push.company.guid }));
    const body = gzipSync(json, { level: 3 });
    const batch = { sequence, sha256: createHash("sha256").update(body).digest("hex"), body };
    await under;
    under = send(link, batch, opened.value.lease);
  }
  await under;
  const received = performance.now();
  const finished = await link.finishRun(runId, {
    lease: opened.value.lease,
    batches: sequence,
    marks: push.marks,
    readAt: new Date().toISOString(),
    ...(push.totals === undefined ? {} : { totals: push.totals }),
  });
  if (!finished.ok) throw new Error(finished.error.message);
  await taken(link, runId);
  const applied = performance.now();
  return { receiveSeconds: (received - started) / 1000, applySeconds: (applied - received) / 1000 };
}

/** Items in pages of so many. */
export function* pagesOf<T>(items: Iterable<T>, size: number): Generator<T[]> {
  let page: T[] = [];
  for (const item of items) {
    page.push(item);
    if (page.length < size) continue;
    yield page;
    page = [];
  }
  if (page.length > 0) yield page;
}

async function taken(link: ServerLink, runId: string): Promise<void> {
  const begun = performance.now();
  for (;;) {
    const state = await link.readRun(runId);
    if (state.ok && state.value.state === "failed") throw new Error(state.value.message ?? "failed");
    if (state.ok && state.value.state === "applied") return;
    await sleep(Math.min(LONGEST_WAIT_MS, Math.max(SHORTEST_WAIT_MS, (performance.now() - begun) / 20)));
  }
}

async function send(link: ServerLink, batch: OutboxBatch, lease: number): Promise<void> {
  const sent = await link.sendBatch(batch, lease);
  if (!sent.ok) throw new Error(sent.error.message);
}

function batchOf(
  runId: string,
  sequence: number,
  { records, guid }: { records: Records; guid: string },
): Batch {
  let debits = 0n;
  for (const voucher of records.vouchers ?? []) {
    for (const { amount } of voucher.entries) if (amount.startsWith("-")) debits -= BigInt(amount);
  }
  const count = Object.values(records).reduce((total, list) => total + (list?.length ?? 0), 0);
  return {
    protocol: PROTOCOL,
    runId,
    sequence,
    companyGuid: guid,
    alterIds: null,
    count,
    debits: debits.toString(),
    records,
  };
}
