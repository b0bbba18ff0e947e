import type { VNode } from "preact";

const PATHS = {
  check: "M5 12.5l4.5 4.5L19 7.5",
  alert: "M12 4L2.8 20h18.4L12 4zM12 10v4.5M12 17.2v.1",
  clock: "M12 3a9 9 0 100 18 9 9 0 000-18zM12 7.5V12l3 2",
  pause: "M9 6v12M15 6v12",
  sync: "M20 7v4h-4M4 17v-4h4M18.6 11A7 7 0 006.3 8.3M5.4 13a7 7 0 0012.3 2.7",
  dot: "M12 8a4 4 0 100 8 4 4 0 000-8z",
} as const;

export type IconName = keyof typeof PATHS;

/** A sign beside words that say the same, so that readers of the screen are told once. */
export function Icon({ name }: { name: IconName }): VNode {
  return (
    <svg class={`icon icon-${name}`} viewBox="0 0 24 24" width="22" height="22" aria-hidden="true">
      <path d={PATHS[name]} />
    </svg>
  );
}
