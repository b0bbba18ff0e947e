import { existsSync } from "node:fs";
import { join } from "node:path";

import { ok, type Result } from "@cfa/values/result";

import { openConfig, outboxFolder, writeConfig, type Carried, type Config } from "../config.ts";
import { OUTBOX_FILE } from "../outbox/disk.ts";
import type { CompanyView, Progress, TallyCompany, Trouble } from "./agent-view.ts";
import type { Core } from "./core.ts";
import { readHistory, type History } from "./run-history.ts";
import { isPausedAt } from "./settings-file.ts";
import { keepSince, troubleOf } from "./troubles.ts";
import { FIRST_TURN, type Turn } from "./turn.ts";

/** A company at work: what is known of it between two looks. */
export type CompanyState = {
  carried: Carried;
  keyEnding: string;
  history: History;
  turn: Turn;
  /** A person asked for it: it goes first, and in a pause too. */
  isAsked: boolean;
  /** Ends what is under way. */
  work: AbortController | undefined;
  progress: Progress | null;
  trouble: Trouble | null;
};

export type Companies = ReturnType<typeof createCompanies>;

/** The companies of the agent's settings, which other processes may change between two looks. */
export function createCompanies(core: Core, first: Config) {
  const all = new Map<string, CompanyState>();
  let config = first;
  const take = (fresh: Config): void => {
    config = fresh;
    const guids = new Set(fresh.companies.map(({ companyGuid }) => companyGuid));
    for (const [guid, { work }] of all)
      if (!guids.has(guid)) {
        work?.abort();
        all.delete(guid);
      }
    for (const carried of fresh.companies) readIn(carried, { all, core });
    core.changed();
  };
  take(first);
  return {
    config: () => config,
    list: () => [...all.values()],
    find: (guid: string) => all.get(guid),
    /** Reads the settings again; settings that cannot be read leave what was known. */
    refresh(): Result<void, string> {
      const fresh = openConfig(core.options.folder, core.keys);
      if (!fresh.ok) return fresh;
      take(fresh.value.companies.length === 0 ? { ...fresh.value, agentId: config.agentId } : fresh.value);
      return ok(undefined);
    },
    /** It has a new key: whatever was wrong with the earlier one is over, and it is looked at at once. */
    renew(guid: string): void {
      const state = all.get(guid);
      if (state !== undefined) Object.assign(state, { turn: FIRST_TURN, trouble: null });
      core.changed();
    },
    /** Takes down what the companies are called in Tally now. */
    rename(open: readonly Pick<TallyCompany, "guid" | "name">[]): void {
      const names = new Map(open.map(({ guid, name }) => [guid, name]));
      const isNew = config.companies.some((each) => (names.get(each.companyGuid) ?? each.name) !== each.name);
      if (!isNew) return;
      const companies = config.companies.map((each) => {
        const name = names.get(each.companyGuid) ?? each.name;
        return name === undefined ? each : { ...each, name };
      });
      writeConfig(core.options.folder, { ...config, companies });
      take({ ...config, companies });
    },
    view: (): CompanyView[] => [...all.values()].map((state) => viewOf(state, core)),
  };
}

/** Whether it was never read, so that a person is asked before it is. */
export function isNew({ history, carried }: CompanyState, folder: string): boolean {
  if (history.lastSyncAt !== null || history.runs.length > 0) return false;
  return !existsSync(join(outboxFolder(folder, carried.companyGuid), OUTBOX_FILE));
}

function readIn(carried: Carried, { all, core }: { all: Map<string, CompanyState>; core: Core }): void {
  const guid = carried.companyGuid;
  const before = all.get(guid);
  const key = core.keys.read(guid);
  const keyEnding = key.ok ? key.value.slice(-4) : "";
  const state = before ?? {
    carried,
    keyEnding,
    history: readHistory(outboxFolder(core.options.folder, guid)),
    turn: FIRST_TURN,
    isAsked: false,
    work: undefined,
    progress: null,
    trouble: null,
  };
  const isOther =
    before !== undefined && (before.keyEnding !== keyEnding || before.carried.server !== carried.server);
  Object.assign(state, { carried, keyEnding });
  // Another key, or another server, is a new beginning.
  if (isOther) Object.assign(state, { turn: FIRST_TURN, trouble: null });
  if (!key.ok) state.trouble = keepSince(state.trouble, troubleOf(key.error, core.now()));
  all.set(guid, state);
}

function viewOf(state: CompanyState, core: Core): CompanyView {
  const { carried, keyEnding, history, progress, trouble, turn, work } = state;
  const { options, settings, now } = core;
  const isPaused = isPausedAt(settings.value(), now());
  const isUnread = isNew(state, options.folder);
  const waits = isUnread && options.startsFirstRead !== true && !state.isAsked;
  const next =
    trouble === null
      ? Math.max(turn.dueAt, turn.fullAt + settings.value().syncHours * 3_600_000)
      : turn.dueAt;
  return {
    guid: carried.companyGuid,
    name: carried.name ?? carried.companyGuid,
    server: carried.server,
    keyEnding,
    state: stateOf({ isWorking: work !== undefined || state.isAsked, trouble, isPaused, isUnread }),
    progress,
    lastSyncAt: history.lastSyncAt,
    nextAt: isPaused || waits || turn.dueAt === 0 ? null : new Date(next).toISOString(),
    tieOut: history.tieOut,
    setAside: history.setAside,
    runs: history.runs,
    trouble,
  };
}

function stateOf(how: {
  isWorking: boolean;
  trouble: Trouble | null;
  isPaused: boolean;
  isUnread: boolean;
}): CompanyView["state"] {
  if (how.isWorking) return "working";
  if (how.isPaused) return "paused"; // what is wrong shows in the trouble beside it
  if (how.trouble !== null) return "trouble";
  return how.isUnread ? "new" : "idle";
}
