import { setTimeout as sleep } from "node:timers/promises";

import type { Os } from "../os/os.ts";
import { askOther } from "../page-server/ask-other.ts";

/** `first`: the folder is ours. `handed-over`: the agent at work there was asked instead. `unreachable`: there is one, and it does not answer. */
export type Claimed =
  | { readonly kind: "first"; readonly release: () => void }
  | { readonly kind: "handed-over"; readonly pid: number }
  | { readonly kind: "other-session" | "unreachable" };

/** Another that is starting has no window.json yet, one that is ending has none any more: both are waited for. */
const PATIENCE_MS = 8_000;
const PAUSE_MS = 200;

/**
 * Takes the folder for this process, or asks the agent at work there to show itself (a start at sign-in asks nothing). The same person
 * in another session is told so: what the other opens would be seen there.
 */
export async function claimOrHandOver(
  os: Pick<Os, "claimInstance" | "isInOtherSession" | "lendFront">,
  {
    folder,
    asks,
    patienceMs = PATIENCE_MS,
  }: { folder: string; asks: "show" | "nothing"; patienceMs?: number },
): Promise<Claimed> {
  const deadline = performance.now() + patienceMs;
  for (;;) {
    const release = os.claimInstance(folder);
    if (release !== undefined) return { kind: "first", release };
    if (asks === "nothing") return { kind: "unreachable" };
    os.lendFront();
    const other = await askOther({ folder, ask: "show" });
    if (other.kind === "answered") {
      return os.isInOtherSession(other.pid)
        ? { kind: "other-session" }
        : { kind: "handed-over", pid: other.pid };
    }
    if (performance.now() >= deadline) return { kind: "unreachable" };
    await sleep(PAUSE_MS);
  }
}
