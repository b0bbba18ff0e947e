import type { VNode } from "preact";

type MeterProps = {
  readonly label: string;
  /** 0 to 1; undefined: nobody knows. */
  readonly share: number | undefined;
  readonly text: string;
};

/** How far something is. */
export function Meter({ label, share, text }: MeterProps): VNode {
  const percent = share === undefined ? undefined : Math.round(share * 100);
  return (
    <div
      class={percent === undefined ? "meter unsure" : "meter"}
      role="progressbar"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={percent}
      aria-valuetext={text}
    >
      <div class="meter-fill" style={{ width: `${percent ?? 100}%` }} />
    </div>
  );
}
