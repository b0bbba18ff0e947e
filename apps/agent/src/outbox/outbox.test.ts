import { mkdtempSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";

import { afterEach, beforeEach, expect, test } from "vitest";

import { openOutbox } from "./outbox.ts";
import { OutboxDamaged } from "./seal.ts";

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "outbox-"));
});

afterEach(() => rmSync(folder, { recursive: true }));

const RUN = {
  kind: "full",
  source: "agent",
  company: { guid: "c0ffee", name: "Sharma & Sons" },
  marks: { masters: 266, vouchers: 50 },
  readAt: "2026-09-30T10:00:00.000Z",
} as const;

test("what was written is there after the agent has been killed and started again", async () => {
  const before = openOutbox(folder);
  before.beginRun(RUN);
  const { runId } = before.currentRun()!;
  await before.whole(async () => {
    before.addBatch(runId, before.nextSequence(runId), Buffer.from("first"));
    before.saveCursor(runId, { through: "groups" });
  });
  // No close: a kill does not say goodbye.
  const after = openOutbox(folder);
  expect(after.currentRun()).toMatchObject({ ...RUN, runId, extracted: false });
  expect(after.cursor(runId)).toEqual({ through: "groups" });
  expect(Buffer.from(after.nextBatch(runId)!.body).toString()).toBe("first");
  expect(after.nextSequence(runId)).toBe(2);
  before.close();
  after.close();
});

test("a window that fails in the middle leaves nothing behind", async () => {
  const outbox = openOutbox(folder);
  outbox.beginRun(RUN);
  const { runId } = outbox.currentRun()!;
  const work = outbox.whole(async () => {
    outbox.addBatch(runId, 1, Buffer.from("half a month"));
    throw new Error("Tally was closed");
  });
  await expect(work).rejects.toThrow("Tally was closed");
  expect(outbox.nextBatch(runId)).toBeUndefined();
  expect(outbox.nextSequence(runId)).toBe(1);
  outbox.close();
});

test("nothing of a window is sent before all of it is written", async () => {
  const outbox = openOutbox(folder);
  outbox.beginRun(RUN);
  const { runId } = outbox.currentRun()!;
  outbox.addBatch(runId, 1, Buffer.from("groups"));
  await outbox.whole(async () => {
    outbox.addBatch(runId, 2, Buffer.from("half of April"));
    expect(outbox.nextBatch(runId)?.sequence).toBe(1);
    outbox.acknowledge(runId, 1);
    expect(outbox.nextBatch(runId)).toBeUndefined();
  });
  expect(outbox.nextBatch(runId)?.sequence).toBe(2);
  outbox.close();
});

test("batches go in order, each until it is acknowledged, and once more when the server misses it", () => {
  const outbox = openOutbox(folder);
  outbox.beginRun(RUN);
  const { runId } = outbox.currentRun()!;
  outbox.addBatch(runId, 1, Buffer.from("one"));
  outbox.addBatch(runId, 2, Buffer.from("two"));
  expect(outbox.nextBatch(runId)?.sequence).toBe(1);
  outbox.acknowledge(runId, 1);
  expect(outbox.nextBatch(runId)?.sequence).toBe(2);
  outbox.acknowledge(runId, 2);
  expect(outbox.nextBatch(runId)).toBeUndefined();
  outbox.sendAgain(runId, 1);
  expect(outbox.nextBatch(runId)?.sequence).toBe(1);
  expect(outbox.progress(runId)).toEqual({ batches: 2, acknowledged: 1 });
  outbox.endRun(runId);
  expect(outbox.currentRun()).toBeUndefined();
  expect(outbox.progress(runId)).toEqual({ batches: 0, acknowledged: 0 });
  outbox.close();
});

test("bytes that changed on the disk are noticed before they are sent", () => {
  const outbox = openOutbox(folder);
  outbox.beginRun(RUN);
  const { runId } = outbox.currentRun()!;
  outbox.addBatch(runId, 1, Buffer.from("₹1,000"));
  const meddler = new DatabaseSync(join(folder, "outbox.sqlite"));
  meddler.prepare("update batch set body = ?").run(Buffer.from("₹9,000"));
  meddler.close();
  expect(() => outbox.nextBatch(runId)).toThrow(OutboxDamaged);
  outbox.close();
});

test("only this user may read what waits to be sent", () => {
  openOutbox(folder).close();
  expect(statSync(join(folder, "outbox.sqlite")).mode & 0o777).toBe(0o600);
});
