import { setTimeout as sleep } from "node:timers/promises";

import { fail, type Result } from "@cfa/values/result";

import { outboxFolder } from "../config.ts";
import type { RunProgress, SyncFailure, SyncOutcome } from "../outcome.ts";
import { outcomeLine, syncCompany } from "../sync-company.ts";
import type { Progress } from "./agent-view.ts";
import type { Companies, CompanyState } from "./companies.ts";
import type { Core } from "./core.ts";
import { afterSync, writeHistory } from "./run-history.ts";
import type { ServerNews } from "./server-news.ts";
import type { TallyDesk } from "./tally-desk.ts";
import { keepSince, troubleOf } from "./troubles.ts";
import { afterFailure, afterSuccess, isFullDue, waitsAfter, type Pace } from "./turn.ts";

/** What a look at a company needs beside the company. */
export type TurnParts = {
  readonly core: Core;
  readonly desk: TallyDesk;
  readonly companies: Companies;
  readonly news: ServerNews;
  readonly pace: () => Pace;
};

/** Other companies wait while one is waited for. */
const SERVER_PATIENCE_MS = 120_000;
const NONE: Progress = {
  phase: "reading",
  windowsDone: 0,
  windows: 0,
  month: null,
  records: 0,
  batchesSent: 0,
  batches: 0,
};

/** Looks at one company, syncs it where there is something to sync, and takes down what came of it. */
export async function takeTurn(state: CompanyState, parts: TurnParts): Promise<void> {
  const { core } = parts;
  const pace = parts.pace();
  const isFull = state.isAsked || isFullDue(state.turn, Date.parse(core.now()), pace);
  const wasAsked = state.isAsked;
  const waits = waitsAfter(state.turn, pace);
  const work = new AbortController();
  Object.assign(state, { work, isAsked: false, progress: wasAsked ? NONE : null });
  core.changed();
  const result = await syncQuietly(state, { ...parts, work: work.signal, isFull, waits });
  Object.assign(state, { work: undefined, progress: null });
  const at = Date.parse(core.now());
  if (result.ok) succeeded(state, result.value, { at, isFull, wasAsked, pace, core });
  else failed(state, result.error, { at, waitMs: waits(result.error.code), core });
  core.changed();
}

type SyncParts = TurnParts & {
  readonly work: AbortSignal;
  readonly isFull: boolean;
  readonly waits: (code: string) => number;
};

/** Whatever is thrown is a trouble of this company; the others go on. */
async function syncQuietly(state: CompanyState, parts: SyncParts): Promise<Result<SyncOutcome, SyncFailure>> {
  const { core, desk, companies, news, work, isFull, waits } = parts;
  const { options, keys, now } = core;
  const ending = AbortSignal.any([core.ending, work]);
  try {
    const result = await syncCompany(state.carried, {
      folder: options.folder,
      config: companies.config(),
      tally: desk.client(),
      write: desk.write(),
      keys,
      say: core.say,
      now,
      isFull,
      ending,
      waiting: {
        random: options.random ?? Math.random,
        sleep: (ms) => sleep(ms, undefined, { signal: ending }).catch(() => undefined),
      },
      serverPatienceMs: SERVER_PATIENCE_MS,
      nextTryAt: (code) => new Date(Date.parse(now()) + waits(code)).toISOString(),
      onUpdate: (update) => news.noteUpdate(update),
      progress(fresh) {
        state.progress = onwards(state.progress ?? NONE, fresh);
        core.changed();
      },
    });
    news.noteResult(state.carried.server, result);
    desk.note(result.ok || result.error.side !== "tally" ? undefined : result.error);
    return result;
  } catch (error) {
    core.broke(error);
    const message = `The agent broke on this company: ${error instanceof Error ? error.name : "unknown"}.`;
    return fail({ code: "agent-broken", message, side: "agent" });
  }
}

/** Sending knows nothing of windows: what was read stays as it was. */
function onwards(before: Progress, fresh: RunProgress): Progress {
  if (fresh.phase === "reading") return fresh;
  const { phase, batches, batchesSent } = fresh;
  return { ...before, phase, month: null, batches, batchesSent };
}

function succeeded(
  state: CompanyState,
  outcome: SyncOutcome,
  how: { at: number; isFull: boolean; wasAsked: boolean; pace: Pace; core: Core },
): void {
  const { at, isFull, wasAsked, pace, core } = how;
  if (outcome.kind === "synced") core.say(outcomeLine(outcome));
  else if (state.turn.lastCode !== undefined) core.say("All is well again.");
  state.turn = afterSuccess(state.turn, at, { isFull, pace });
  state.trouble = null;
  // Light looks that found nothing are no news.
  if (outcome.kind === "synced" || isFull || wasAsked)
    keep(state, { ok: true, value: outcome }, { at, core });
  else state.history = { ...state.history, lastSyncAt: new Date(at).toISOString() };
}

function failed(
  state: CompanyState,
  error: SyncFailure,
  { at, waitMs, core }: { at: number; waitMs: number; core: Core },
): void {
  if (error.code === "ended") return; // told to end: it goes on when it is its turn again
  const { code, message } = error;
  const trouble = troubleOf(error, new Date(at).toISOString());
  if (state.turn.lastCode !== code) core.say(`${message} ${error.fix ?? trouble.fix} [${code}]`);
  const isNews = state.turn.lastCode !== code;
  state.turn = afterFailure(state.turn, at, { code, waitMs });
  state.trouble = keepSince(state.trouble, trouble);
  if (isNews) keep(state, fail(error), { at, core });
}

/** A disk that is full takes no history either; the trouble itself says so. */
function keep(
  state: CompanyState,
  result: Result<SyncOutcome, SyncFailure>,
  { at, core }: { at: number; core: Core },
): void {
  state.history = afterSync(state.history, result, { at: new Date(at).toISOString() });
  try {
    writeHistory(outboxFolder(core.options.folder, state.carried.companyGuid), state.history);
  } catch {
    // it is written with the next one
  }
}
