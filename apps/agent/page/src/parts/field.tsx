import { useId } from "preact/hooks";
import type { VNode } from "preact";

type FieldProps = {
  readonly label: string;
  readonly value: string;
  readonly onInput: (value: string) => void;
  readonly hint?: string | undefined;
  /** What is wrong with it. */
  readonly wrong?: string | undefined;
  /** `secret` is drawn as dots, and is no password: browsers offer to keep those. */
  readonly kind?: "text" | "secret" | "url";
  readonly look?: "code" | "narrow" | undefined;
  readonly inputMode?: "numeric" | "url" | "text";
};

/** One line to write in. The browser keeps nothing of it. */
export function Field({
  label,
  value,
  onInput,
  hint,
  wrong,
  kind = "text",
  look,
  inputMode,
}: FieldProps): VNode {
  const id = useId();
  const told = wrong ?? hint;
  return (
    <div class={`field ${look ?? ""}`}>
      <label for={id}>{label}</label>
      <input
        id={id}
        type="text"
        class={kind === "secret" ? "secret" : undefined}
        inputMode={inputMode ?? (kind === "url" ? "url" : "text")}
        value={value}
        autocomplete="off"
        autocapitalize={look === "code" ? "characters" : "off"}
        spellcheck={false}
        aria-invalid={wrong !== undefined}
        aria-describedby={told === undefined ? undefined : `${id}-told`}
        onInput={(event) => onInput(event.currentTarget.value)}
      />
      {told !== undefined && (
        <p
          id={`${id}-told`}
          class={wrong === undefined ? "hint" : "wrong"}
          role={wrong === undefined ? undefined : "alert"}
        >
          {told}
        </p>
      )}
    </div>
  );
}
