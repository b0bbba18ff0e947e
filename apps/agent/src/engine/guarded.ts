import { fail, type Result } from "@cfa/values/result";

import { diskTrouble } from "../outbox/disk.ts";
import type { AgentDeeds, Trouble } from "./agent-view.ts";
import type { Core } from "./core.ts";
import { troubleOf } from "./troubles.ts";

type Deeds = Omit<AgentDeeds, "diagnostics">;
type Deed = (what: never) => Promise<Result<void, Trouble>>;

/** The same deeds, of which none throws: a disk that takes nothing, or a fault of ours, is a trouble that the window shows. */
export function guarded(deeds: Deeds, core: Core): Deeds {
  const safe = Object.entries(deeds).map(([name, deed]) => [name, guardedOne(deed as Deed, core)]);
  return Object.fromEntries(safe) as Deeds;
}

function guardedOne(deed: Deed, core: Core): Deed {
  return async (what) => {
    try {
      return await deed(what);
    } catch (error) {
      core.broke(error);
      const trouble = diskTrouble(error, core.options.folder);
      const broken = {
        code: "agent-broken",
        message: "The agent could not do this.",
        side: "agent",
      } as const;
      return fail(troubleOf(trouble === undefined ? broken : { ...trouble, side: "agent" }, core.now()));
    }
  };
}
