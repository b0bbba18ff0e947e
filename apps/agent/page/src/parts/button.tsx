import type { ComponentChildren, VNode } from "preact";

type ButtonProps = {
  readonly children: ComponentChildren;
  readonly onClick?: () => void;
  readonly kind?: "main" | "plain" | "danger" | "quiet";
  readonly type?: "button" | "submit";
  readonly isBusy?: boolean;
  /** What a reader of the screen hears instead, where the words alone say too little. */
  readonly spoken?: string;
};

/** A button. While it is at work it stays where the focus is, and passes nothing on. */
export function Button({
  children,
  onClick,
  kind = "plain",
  type = "button",
  isBusy,
  spoken,
}: ButtonProps): VNode {
  return (
    <button
      class={`button ${kind}`}
      type={type}
      aria-disabled={isBusy === true}
      aria-label={spoken}
      onClick={(event) => {
        if (isBusy === true) event.preventDefault();
        else onClick?.();
      }}
    >
      {children}
    </button>
  );
}
