import { useEffect, useRef, useState } from "preact/hooks";

import type { TallyView } from "../../../src/engine/agent-view.ts";
import { useAgent } from "../agent-context.tsx";

const LOOK_EVERY_MILLIS = 3_000;

/**
 * Tally's view, asked for anew while somebody looks on, as a person may be opening Tally or a company just now; the answer before
 * stands while a new one is awaited. `quietOnce` ends that where there is nothing more to wait for.
 */
export function useLiveTally(quietOnce: (tally: TallyView) => boolean = () => false): TallyView {
  const { view, link } = useAgent();
  const { tally, settings } = view;
  const [settled, setSettled] = useState(tally);
  const isQuiet = useRef(false);
  // While paused Tally is asked nothing.
  isQuiet.current = tally.state === "checking" || settings.isPaused || quietOnce(tally);
  useEffect(() => {
    if (tally.state !== "checking") setSettled(tally);
  }, [tally]);
  useEffect(() => {
    const look = (): void => {
      if (!document.hidden && !isQuiet.current) void link.ask({ deed: "checkTally" });
    };
    look();
    const timer = setInterval(look, LOOK_EVERY_MILLIS);
    return () => clearInterval(timer);
  }, []);
  return settled.state === "unknown" ? tally : settled;
}
