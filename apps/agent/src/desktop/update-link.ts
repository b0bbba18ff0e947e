import { ok } from "@cfa/values/result";

import type { AgentView, Engine } from "../engine/agent-view.ts";
import type { Updates as EngineUpdates } from "../engine/core.ts";
import type { Launched } from "../update/launched.ts";
import { createUpdates, type Updates } from "../update/updates.ts";
import type { Ending } from "./endings.ts";
import type { DesktopFlags } from "./flags.ts";

export type UpdateLink = {
  /** For the engine, which is made before whoever fetches newer agents: that one asks the engine for the server. */
  readonly forEngine: EngineUpdates;
  readonly begin: (engine: Pick<Engine, "view">) => void;
  readonly close: () => void;
};

export type Renewing = {
  readonly launched: Launched | undefined;
  readonly mode: DesktopFlags["mode"];
  readonly argv: readonly string[];
  readonly ending: Ending;
  readonly isWindowOpen: () => boolean;
  readonly now: () => string;
  readonly say: (line: string) => void;
};

/** The window hears that its wish is granted before its server ends. */
const ANSWER_FIRST_MS = 300;
const NOT_YET = { state: "current", version: null, trouble: null } as const;

/** Has newer agents fetched, and this process started anew by them: when a person asks, or by itself while nobody sits by. */
export function linkUpdates(how: Renewing): UpdateLink {
  const { launched, now, say } = how;
  const watchers = new Set<() => void>();
  let updates: Updates | undefined;
  return {
    forEngine: {
      view: () => updates?.view() ?? NOT_YET,
      watch(changed) {
        watchers.add(changed);
        return () => watchers.delete(changed);
      },
      told: () => updates?.told(),
      look: async () => updates?.look() ?? ok(undefined),
      async restart() {
        if (launched === undefined) return updates?.restart() ?? ok(undefined);
        setTimeout(() => startAnew(how, { isSeen: true }), ANSWER_FIRST_MS);
        return ok(undefined);
      },
    },
    begin({ view }) {
      const made = createUpdates({
        launched,
        server: () => view().server.origin,
        agentId: view().agentId,
        // Restarts lead through the one end of this process.
        beforeRestart: () => Promise.resolve(),
        quietly: {
          isIdle: () => !how.isWindowOpen() && !isBusy(view()),
          restart: () => startAnew(how, { isSeen: false }),
        },
        now,
        say,
      });
      updates = made;
      made.watch(() => {
        for (const changed of watchers) changed();
      });
    },
    close: () => updates?.close(),
  };
}

/** What a person asked for comes back with its window, and what happens by itself without. */
function startAnew({ launched, mode, argv, ending }: Renewing, { isSeen }: { isSeen: boolean }): void {
  const others = argv.filter((flag) => flag !== "--hidden" && flag !== "--show");
  const again = isSeen || mode === "headless" ? others : [...others, "--hidden"];
  // The service's host starts what has ended; by itself it would be there twice.
  const last = mode === "service" ? undefined : (): void => launched?.restart(again);
  ending.end(0, "it starts anew", last);
}

function isBusy({ companies, pairing }: AgentView): boolean {
  return companies.some(({ state }) => state === "working") || pairing !== null;
}
