import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { createTallyClient } from "@cfa/tally/client";
import { startFakeTally, type FakeTally } from "@cfa/testkit/fake-tally/fake-tally";
import { makeSampleCompany } from "@cfa/testkit/sample-company/make-sample-company";
import { guidOf } from "@cfa/testkit/sample-company/tally-books";
import type { Result } from "@cfa/values/result";

import { openOutbox, type Outbox } from "./outbox/outbox.ts";
import type { SyncFailure, SyncOptions, SyncOutcome } from "./outcome.ts";
import { createServerLink } from "./server-link.ts";
import { syncOnce } from "./sync.ts";
import { startTestServer, type TestServer } from "./test-server.ts";

export const sample = makeSampleCompany({ size: "S" });

/** A fake Tally with the sample company, a server in memory, and an agent between them with an outbox on disk. */
export type World = {
  readonly tally: FakeTally;
  readonly server: TestServer;
  readonly folder: string;
  readonly said: string[];
  /** The moment it is; tests move it. */
  now: Date;
  /** One sync with a new process's memory: only the outbox remains from earlier ones. */
  sync(changes?: Partial<SyncOptions>): Promise<Result<SyncOutcome, SyncFailure>>;
  /** Looks into the outbox between two syncs. */
  look<T>(into: (outbox: Outbox) => T): T;
  close(): Promise<void>;
};

export type WorldOptions = {
  readonly timeoutMs?: number;
  readonly standing?: { readonly wholeBooks?: boolean };
};

/** Makes a world of its own for a test. */
export async function makeWorld(options: WorldOptions = {}): Promise<World> {
  const tally = await startFakeTally({
    companies: [sample],
    company: options.standing ?? { wholeBooks: true },
  });
  const server = await startTestServer();
  const folder = mkdtempSync(join(tmpdir(), "cfa-agent-"));
  const said: string[] = [];
  const world: World = {
    tally,
    server,
    folder,
    said,
    now: new Date("2026-10-01T06:00:00Z"),
    async sync(changes = {}) {
      const outbox = openOutbox(folder, () => world.now);
      try {
        return await syncOnce({
          tally: createTallyClient({
            host: "127.0.0.1",
            port: tally.port,
            pauseMs: 0,
            timeoutMs: options.timeoutMs ?? 20_000,
          }),
          outbox,
          link: createServerLink({ server: server.url, key: "cfa_live_test" }),
          companyGuid: sample.guid,
          say: (line) => said.push(line),
          now: () => world.now.toISOString(),
          waiting: { random: () => 0.5, sleep: () => Promise.resolve() },
          patienceMs: 1_000,
          agentId: "agent-1",
          attempts: 4,
          ...changes,
        });
      } finally {
        outbox.close();
      }
    },
    look(into) {
      const outbox = openOutbox(folder);
      try {
        return into(outbox);
      } finally {
        outbox.close();
      }
    },
    async close() {
      await tally.close();
      await server.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
  return world;
}

/** GUID and AlterId of every voucher that Tally holds now, sorted. */
export function inTally(tally: FakeTally): string[] {
  const keyboard = tally.company();
  const state = keyboard.state();
  const vouchers = keyboard.vouchers({ from: sample.booksFrom, to: "2099-12-31" as never });
  return [...vouchers].map((voucher) => `${guidOf(state, voucher.masterId)} ${voucher.alterId}`).toSorted();
}

/** The same of what the server holds. */
export function atServer(server: TestServer): string[] {
  return [...server.vouchers.values()].map(({ guid, alterId }) => `${guid} ${alterId}`).toSorted();
}

/** Whether every voucher at the server sums to zero: of a half-read voucher the lines would not. */
export function areBalanced(server: TestServer): boolean {
  return [...server.vouchers.values()].every(
    ({ entries }) => entries.reduce((sum, { amount }) => sum + BigInt(amount), 0n) === 0n,
  );
}
