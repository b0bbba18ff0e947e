import type { Engine } from "../engine/agent-view.ts";

/** The engine as windows see it, and how many of them are open. */
export type OpenWindows = {
  readonly count: () => number;
  readonly watch: Engine["watch"];
};

/** Counts who watches; each hears of every change that any of `watches` tells of. */
export function countOpenWindows(watches: readonly Engine["watch"][]): OpenWindows {
  const open = new Set<symbol>();
  return {
    count: () => open.size,
    watch(changed) {
      const window = Symbol("window");
      open.add(window);
      const leaves = watches.map((watch) => watch(changed));
      return () => {
        open.delete(window);
        for (const leave of leaves) leave();
      };
    },
  };
}
