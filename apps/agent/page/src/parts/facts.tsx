import type { VNode } from "preact";

/** What is longer has a line of its own. */
const SHORT = 18;

/** Names and what stands behind each. */
export function Facts({ facts }: { facts: readonly (readonly [string, string])[] }): VNode {
  return (
    <dl class="facts">
      {facts.map(([name, value]) => (
        <div key={name} class={value.length > SHORT ? "long" : undefined}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
