import type { Result } from "@cfa/values/result";

import type { SyncFailure, SyncOutcome } from "../outcome.ts";
import { backOffMs, type Waiting } from "./back-off.ts";

export type RunLoop = {
  /** Companies by their GUIDs, synced one after the other. */
  readonly companies: readonly string[];
  readonly sync: (
    companyGuid: string,
    nextTryAt: (code: string) => string,
  ) => Promise<Result<SyncOutcome, SyncFailure>>;
  readonly pollMs: number;
  readonly waiting: Waiting;
  readonly now: () => string;
  readonly say: (line: string) => void;
  /** True once the agent has been told to end. */
  readonly isEnding: () => boolean;
};

type Turn = { dueAt: number; failures: number; lastCode: string | undefined };

/**
 * Looks at every company again and again until it is told to end: every `pollMs` while all is well or Tally is merely closed,
 * sooner and then less and less often after a failure. The same failure is said once.
 */
export async function runLoop(loop: RunLoop): Promise<void> {
  const turns = new Map<string, Turn>(
    loop.companies.map((guid) => [guid, { dueAt: 0, failures: 0, lastCode: undefined }]),
  );
  while (!loop.isEnding()) {
    for (const [guid, turn] of turns) {
      if (loop.isEnding() || turn.dueAt > Date.parse(loop.now())) continue;
      await takeTurn(guid, turn, loop);
    }
    const next = Math.min(...[...turns.values()].map(({ dueAt }) => dueAt)) - Date.parse(loop.now());
    if (!loop.isEnding()) await loop.waiting.sleep(Math.max(0, next));
  }
}

/** Failures that only a person, or time, ends: looked at again at the usual pace. */
const QUIET = new Set(["tally-closed", "company-closed", "no-company", "server-working"]);

async function takeTurn(guid: string, turn: Turn, loop: RunLoop): Promise<void> {
  const { pollMs, waiting, now, say } = loop;
  const retryMs = Math.min(pollMs, backOffMs(turn.failures + 1, waiting.random));
  const waitAfter = (code: string): number => (QUIET.has(code) ? pollMs : retryMs);
  const result = await loop.sync(guid, (code) => new Date(Date.parse(now()) + waitAfter(code)).toISOString());
  const at = Date.parse(now());
  if (result.ok) {
    if (turn.lastCode !== undefined && result.value.kind === "unchanged") say("All is well again.");
    Object.assign(turn, { dueAt: at + pollMs, failures: 0, lastCode: undefined } satisfies Turn);
    return;
  }
  const { code, message, fix } = result.error;
  if (turn.lastCode !== code) say([message, fix, `[${code}]`].filter((part) => part !== undefined).join(" "));
  Object.assign(turn, {
    dueAt: at + waitAfter(code),
    failures: turn.failures + 1,
    lastCode: code,
  } satisfies Turn);
}
