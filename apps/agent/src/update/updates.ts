import { fail, ok, type Result } from "@cfa/values/result";

import type { Trouble, UpdateView } from "../engine/agent-view.ts";

import { openDisk, type Disk } from "./disk.ts";
import type { Fetched } from "./fetch-update.ts";
import type { Launched } from "./launched.ts";
import { bundleFolder } from "./stored-bundles.ts";
import { updateTrouble } from "./troubles.ts";
import { releaseKeys } from "./verify.ts";

type Done = Promise<Result<void, Trouble>>;

/** The agent's own renewal, as the engine shows it. */
export type Updates = {
  readonly view: () => UpdateView;
  /** Calls back after each change; answers how to end that. */
  readonly watch: (changed: () => void) => () => void;
  /** Looks now, unless a look is under way: then that one's answer is waited for. */
  readonly look: () => Done;
  /** The server said that there is a newer one, or that it takes nothing more from this one: that is looked into soon. */
  readonly told: () => void;
  /** Starts the agent anew; with what is ready, it is the newer one. */
  readonly restart: () => Done;
  /** Ends the schedule and a look under way; what came of a download is gone on with. */
  readonly close: () => void;
};

export type UpdatesOptions = {
  /** undefined: the agent runs from its source, and is not renewed. */
  readonly launched: Launched | undefined;
  /** Origin of the server that is asked: of the first company paired, else the one that is set; null: none yet. */
  readonly server: () => string | null;
  readonly agentId: string;
  /** Ends the engine and what else is to be ended before the process does. */
  readonly beforeRestart: () => Promise<void>;
  /** Where nobody sits by, what is ready is taken in a quiet hour. */
  readonly quietly?: { readonly isIdle: () => boolean; readonly restart: () => void };
  readonly now: () => string;
  readonly say?: (line: string) => void;
  /** 0 to 1: agents that start at one hour do not all ask at one minute. */
  readonly chance?: () => number;
  readonly disk?: Disk;
  /** Does something after a time; answers how to leave it. */
  readonly later?: (act: () => void, millis: number) => () => void;
};

const MINUTE = 60_000;
const FIRST_LOOK = { least: MINUTE, more: 4 * MINUTE };
const NEXT_LOOK = { least: 360 * MINUTE, more: 60 * MINUTE };
const AFTER_FAILURE = { least: 30 * MINUTE, more: 30 * MINUTE };
/** What the server says with every heartbeat leads to a look no more often than that. */
const TOLD_LOOK = { least: 0, more: 2 * MINUTE };
const TOLD_REST_MILLIS = 60 * MINUTE;

/** An agent that was just started is not started anew: whatever is wrong with a bundle, it costs two starts a day at most. */
const QUIET_AFTER_MILLIS = 12 * 60 * MINUTE;
const QUIET_AGAIN_MILLIS = 30 * MINUTE;

const CURRENT: UpdateView = { state: "current", version: null, trouble: null };

/** Looks for newer agents, by a schedule of its own and when asked. Nothing is loaded for it before the first look. */
export function createUpdates(options: UpdatesOptions): Updates {
  const { launched, now, say = () => undefined, chance = Math.random, later = byTimer } = options;
  const watchers = new Set<() => void>();
  const ending = new AbortController();
  let view = CURRENT;
  let looking: Done | undefined;
  let leave: (() => void) | undefined;
  let lookedAt = Number.NEGATIVE_INFINITY;

  const show = (next: UpdateView): void => {
    const isSame = next.state === view.state && next.version === view.version;
    view = isSame && next.trouble?.code === view.trouble?.code ? view : next;
    for (const changed of watchers) changed();
  };
  const schedule = ({ least, more }: { least: number; more: number }): void => {
    leave?.();
    if (launched === undefined || ending.signal.aborted) return;
    leave = later(() => void lookOnce(), least + chance() * more);
  };
  const lookAtServer = async (): Done => {
    const server = options.server();
    if (launched === undefined) return fail(updateTrouble("update-not-here", { now: now() }));
    if (server === null) return ok(undefined);
    lookedAt = performance.now();
    const began = (version: string): void => show({ state: "fetching", version, trouble: null });
    const fetched = await fetchSafely({ ...options, launched, server, began, signal: ending.signal });
    if (ending.signal.aborted) return ok(undefined);
    const next = viewAfter(fetched, now());
    if (next.state !== view.state || next.version !== view.version) say(lineOf(next));
    show(next);
    schedule(fetched.ok ? NEXT_LOOK : AFTER_FAILURE);
    return fetched.ok ? ok(undefined) : fetched;
  };
  const lookOnce = (): Done => {
    looking ??= lookAtServer().finally(() => {
      looking = undefined;
    });
    return looking;
  };
  schedule(FIRST_LOOK);
  const endQuiet = takeQuietly(options, () => view.state === "ready");
  return {
    view: () => view,
    watch: (changed) => {
      watchers.add(changed);
      return () => watchers.delete(changed);
    },
    look: lookOnce,
    told: () => {
      if (performance.now() - lookedAt < TOLD_REST_MILLIS) return;
      lookedAt = performance.now();
      schedule(TOLD_LOOK);
    },
    restart: async () => {
      if (launched === undefined) return fail(updateTrouble("update-not-here", { now: now() }));
      await options.beforeRestart();
      return launched.restart();
    },
    close: () => {
      leave?.();
      endQuiet();
      ending.abort();
    },
  };
}

/** Starts anew once something is ready and nothing is under way. Answers how to end that. */
function takeQuietly(
  { launched, quietly, later = byTimer }: UpdatesOptions,
  isReady: () => boolean,
): () => void {
  if (launched === undefined || quietly === undefined) return () => undefined;
  let leave: () => void;
  const wait = (millis: number): void => {
    leave = later(() => {
      if (isReady() && quietly.isIdle()) quietly.restart();
      else wait(QUIET_AGAIN_MILLIS);
    }, millis);
  };
  wait(QUIET_AFTER_MILLIS);
  return () => leave();
}

function byTimer(act: () => void, millis: number): () => void {
  const timer = setTimeout(act, millis).unref();
  return () => clearTimeout(timer);
}

/** What is shown after a look. */
function viewAfter(fetched: Result<Fetched, Trouble>, now: string): UpdateView {
  if (!fetched.ok) return { state: "failed", version: null, trouble: fetched.error };
  switch (fetched.value.state) {
    case "none":
    case "current":
      return CURRENT;
    case "ready":
      return { state: "ready", version: fetched.value.version, trouble: null };
    case "needs-setup": {
      const trouble = updateTrouble("update-needs-setup", { now });
      return { state: "available", version: fetched.value.version, trouble };
    }
  }
}

function lineOf({ state, version, trouble }: UpdateView): string {
  return ["update:", state, version, trouble?.message].filter(Boolean).join(" ");
}

type Fetching = Omit<UpdatesOptions, "server"> & {
  launched: Launched;
  server: string;
  began: (version: string) => void;
  signal: AbortSignal;
};

/** Nothing that goes wrong with an update may end the agent: it is what would bring the cure. */
async function fetchSafely({ launched, disk, ...options }: Fetching): Promise<Result<Fetched, Trouble>> {
  const { launcher, version: running, dataFolder, keys } = launched;
  const { server, agentId, now, began, signal } = options;
  try {
    const { fetchUpdate } = await import("./fetch-update.ts");
    return await fetchUpdate({
      server,
      disk: disk ?? openDisk(),
      folder: bundleFolder(dataFolder),
      keys: releaseKeys(keys),
      launcher,
      running,
      agentId,
      now,
      began,
      signal,
    });
  } catch (error) {
    return fail(updateTrouble("disk-error", { now: now(), detail: String(error) }));
  }
}
