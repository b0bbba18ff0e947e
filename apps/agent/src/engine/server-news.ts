import type { AgentUpdate } from "@cfa/contract/sync";
import type { Result } from "@cfa/values/result";

import type { SyncFailure } from "../outcome.ts";
import type { AgentView, Trouble, UpdateView } from "./agent-view.ts";
import type { Core } from "./core.ts";
import { keepSince, troubleOf } from "./troubles.ts";

type ServerState = Pick<AgentView["server"], "state" | "trouble">;

/** What was last heard of the server, and through it of newer agents. */
export type ServerNews = {
  readonly server: () => ServerState;
  readonly update: () => UpdateView;
  readonly noteResult: (origin: string, result: Result<unknown, SyncFailure>) => void;
  readonly noteLook: (failure: SyncFailure | undefined) => void;
  readonly noteUpdate: (update: AgentUpdate | undefined) => void;
};

const CURRENT: UpdateView = { state: "current", version: null, trouble: null };
/** The server was reached, and will not have this agent or its key. */
const REFUSALS = new Set(["bad-key", "not-allowed", "unsupported-protocol", "agent-too-old", "odd-answer"]);
const UNREACHED = new Set(["no-answer", "unavailable", "http-502", "http-503", "http-504"]);

/** See ServerNews. */
export function createServerNews(core: Core): ServerNews {
  let server: ServerState = { state: "unknown", trouble: null };
  let told = CURRENT;
  let tooOld: Trouble | null = null;
  const see = (failure: SyncFailure | undefined): void => {
    server = stateOf(failure, server, core.now());
    core.changed();
  };
  return {
    server: () => server,
    update() {
      const own = core.options.updates?.view();
      // A newer one that is here or on its way is the cure for what the server says.
      if (own?.state === "ready" || own?.state === "fetching") return own;
      if (tooOld !== null) return { state: "too-old", version: own?.version ?? null, trouble: tooOld };
      return own === undefined || (own.state === "current" && told.state !== "current") ? told : own;
    },
    noteResult(_origin, result) {
      if (result.ok) {
        tooOld = null;
        see(undefined);
      } else if (result.error.side === "server") {
        if (result.error.code === "agent-too-old") {
          tooOld = troubleOf(result.error, core.now());
          core.options.updates?.told();
        }
        see(result.error);
      }
    },
    noteLook: see,
    noteUpdate(update) {
      const trouble =
        update === undefined
          ? null
          : keepSince(told.trouble, {
              code: "agent-old",
              message: update.message,
              fix: update.fix,
              since: core.now(),
            });
      if (update !== undefined) core.options.updates?.told();
      told = update === undefined ? CURRENT : { state: "available", version: update.version, trouble };
      core.changed();
    },
  };
}

function stateOf(failure: SyncFailure | undefined, before: ServerState, now: string): ServerState {
  if (failure === undefined) return { state: "reached", trouble: null };
  const trouble = keepSince(before.trouble, troubleOf(failure, now));
  if (UNREACHED.has(failure.code)) return { state: "unreachable", trouble };
  if (REFUSALS.has(failure.code)) return { state: "refused", trouble };
  return { state: "reached", trouble: null };
}
