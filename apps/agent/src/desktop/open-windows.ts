import type { Engine } from "../engine/agent-view.ts";

/** The engine as windows see it, and how many of them are open. */
export type OpenWindows = {
  readonly count: () => number;
  readonly watch: Engine["watch"];
};

/** Counts who watches. */
export function countOpenWindows(watch: Engine["watch"]): OpenWindows {
  const open = new Set<symbol>();
  return {
    count: () => open.size,
    watch(changed) {
      const window = Symbol("window");
      open.add(window);
      const leave = watch(changed);
      return () => {
        open.delete(window);
        leave();
      };
    },
  };
}
