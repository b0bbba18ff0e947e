import { setImmediate } from "node:timers/promises";

import type { SyncFailure } from "../outcome.ts";
import { isNew, type CompanyState } from "./companies.ts";
import type { Core } from "./core.ts";
import { isPausedAt } from "./settings-file.ts";
import { takeTurn, type TurnParts } from "./take-turn.ts";
import { isDue } from "./turn.ts";

/** The one worker: looks at Tally and at each company when it is due, one after the other. */
export type Loop = {
  /** Something changed: looks at once for what is due now. */
  readonly kick: () => void;
  /** Tally and every company are due, after a short while of chance so that many agents do not march in step. */
  readonly wake: () => void;
  readonly isReading: () => boolean;
  /** Ends when the engine ends. */
  readonly done: Promise<void>;
};

type LoopParts = TurnParts & {
  /** What lies ready to be taken in before anything is looked at, such as keys in .env. */
  readonly takeIn: () => Promise<void>;
};

/** A timer that sleeps over a sleeping PC is noticed by then. */
const LONGEST_REST_MS = 30_000;
/** A Tally that does not answer is looked for so often: a refused connection costs nothing. */
const AGAIN_MS = 20_000;
const WAKE_JITTER_MS = 10_000;

type Shared = { tallyDueAt: number; reading: boolean; heldUntil: number; wasPaused: boolean };

/** Starts the loop. */
export function startLoop(parts: LoopParts): Loop {
  const { core } = parts;
  const shared: Shared = { tallyDueAt: 0, reading: false, heldUntil: 0, wasPaused: false };
  const bell = createBell(core);
  return {
    kick: bell.ring,
    wake() {
      const wait = Math.round((core.options.random ?? Math.random)() * WAKE_JITTER_MS);
      shared.heldUntil = Date.parse(core.now()) + wait;
      shared.tallyDueAt = 0;
      for (const state of parts.companies.list()) state.turn = { ...state.turn, dueAt: 1 };
      bell.ring();
    },
    isReading: () => shared.reading,
    done: goOn(parts, shared, bell),
  };
}

async function goOn(parts: LoopParts, shared: Shared, bell: Bell): Promise<void> {
  const { core } = parts;
  await setImmediate(); // whoever starts it has to hold it first
  while (!core.ending.aborted) {
    try {
      await once(parts, shared, bell);
    } catch (error) {
      // A full disk or worse: told once more at the next look, and nobody else is stopped by it.
      core.broke(error);
      await bell.rest(LONGEST_REST_MS);
    }
  }
}

async function once(parts: LoopParts, shared: Shared, bell: Bell): Promise<void> {
  const { core, companies } = parts;
  const at = Date.parse(core.now());
  const isPaused = isPausedAt(core.settings.value(), core.now());
  if (shared.wasPaused && !isPaused) core.changed(); // a pause that ended by itself shows in the view
  shared.wasPaused = isPaused;
  const isHeld = !isDue(shared.heldUntil, at, WAKE_JITTER_MS);
  const { pollMs } = parts.pace();
  if (!isPaused && !isHeld && isDue(shared.tallyDueAt, at, pollMs)) await lookAtTally(parts, shared);
  if (core.ending.aborted) return;
  const state = nextOf(companies.list(), { at, isPaused: isPaused || isHeld, pollMs, core });
  if (state === undefined) {
    await bell.rest(restUntil(parts, shared, isPaused) - Date.parse(core.now()));
    return;
  }
  shared.reading = true;
  try {
    await takeTurn(state, parts);
  } finally {
    shared.reading = false;
  }
}

async function lookAtTally(parts: LoopParts, shared: Shared): Promise<void> {
  const { core, desk, companies, takeIn, pace } = parts;
  const before = desk.view(() => false).state;
  const read = companies.refresh();
  if (!read.ok) core.say(read.error);
  await desk.check();
  const { state, companies: open } = desk.view(() => false);
  const { pollMs } = pace();
  shared.tallyDueAt = Date.parse(core.now()) + (state === "answering" ? pollMs : Math.min(pollMs, AGAIN_MS));
  // Those that only waited for Tally need not wait out their turn.
  if (state === "answering" && before !== "answering") for (const each of companies.list()) dueAgain(each);
  try {
    if (state === "answering") companies.rename(open);
    await takeIn();
  } catch (error) {
    core.broke(error); // a disk that takes no writes: the companies tell of it themselves
  }
}

const WAITED_FOR_TALLY = new Set<SyncFailure["code"]>(["tally-closed", "busy", "not-tally", "no-company"]);

function dueAgain(state: CompanyState): void {
  if (WAITED_FOR_TALLY.has(state.turn.lastCode ?? "")) state.turn = { ...state.turn, dueAt: 1 };
}

/** Who goes next: first what a person asked for, then whoever has waited longest. */
function nextOf(
  all: readonly CompanyState[],
  { at, isPaused, pollMs, core }: { at: number; isPaused: boolean; pollMs: number; core: Core },
): CompanyState | undefined {
  const asked = all.find(({ isAsked }) => isAsked);
  if (asked !== undefined || isPaused) return asked;
  return all
    .filter((state) => isDue(state.turn.dueAt, at, pollMs) && mayGo(state, core))
    .toSorted((a, b) => a.turn.dueAt - b.turn.dueAt)[0];
}

function mayGo(state: CompanyState, { options }: Core): boolean {
  return options.startsFirstRead === true || !isNew(state, options.folder);
}

function restUntil({ core, companies }: LoopParts, shared: Shared, isPaused: boolean): number {
  const now = Date.parse(core.now());
  const until = core.settings.value().pause?.until;
  if (isPaused) return typeof until === "string" ? Date.parse(until) : now + LONGEST_REST_MS;
  const dues = companies
    .list()
    .filter((state) => mayGo(state, core))
    .map(({ turn }) => turn.dueAt);
  const next = Math.min(shared.tallyDueAt, ...dues);
  return Math.max(next, shared.heldUntil);
}

type Bell = { readonly ring: () => void; readonly rest: (ms: number) => Promise<void> };

/** Rests until it is rung, the time is over or the engine ends; rung while nobody rests, the next rest is none. */
function createBell({ ending }: Core): Bell {
  let isRung = false;
  let wake: (() => void) | undefined;
  const ring = (): void => {
    isRung = true;
    wake?.();
  };
  ending.addEventListener("abort", ring, { once: true });
  return {
    ring,
    async rest(ms) {
      if (!isRung && ms > 0) {
        await new Promise<void>((resolve) => {
          const timer = setTimeout(resolve, Math.min(ms, LONGEST_REST_MS));
          wake = () => {
            clearTimeout(timer);
            resolve();
          };
        });
      }
      isRung = false;
      wake = undefined;
    },
  };
}
