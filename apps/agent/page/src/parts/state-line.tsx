import type { ComponentChildren, VNode } from "preact";

import { Icon, type IconName } from "./icon.tsx";

export type Well = "good" | "working" | "waiting" | "bad" | "paused";

const ICONS: Record<Well, IconName> = {
  good: "check",
  working: "sync",
  waiting: "dot",
  bad: "alert",
  paused: "pause",
};

type StateLineProps = {
  readonly well: Well;
  readonly title: string;
  /** The state in a word, for those who do not see the sign. */
  readonly spoken?: string;
  readonly children?: ComponentChildren;
};

/** A state: its sign, what it is the state of, and what is known. */
export function StateLine({ well, title, spoken, children }: StateLineProps): VNode {
  return (
    <div class={`state ${well}`}>
      <span class="state-sign">
        <Icon name={ICONS[well]} />
      </span>
      <div class="state-text">
        <p class="strong">
          {title}
          {spoken !== undefined && <span class="unseen">: {spoken}</span>}
        </p>
        {children}
      </div>
    </div>
  );
}
