import { parseLocalDate } from "@cfa/values/local-date";

import type { Answer } from "./answer.ts";
import { DISPUTE_CAUSES, LONGEST_TEXT } from "./forms.ts";

/** An answer out of a form that was sent; null where it says nothing that can be taken. */
export function readAnswer(kind: Answer["kind"], form: Readonly<Record<string, unknown>>): Answer | null {
  const text = (name: string): string => (typeof form[name] === "string" ? form[name] : "");
  switch (kind) {
    case "accepted": {
      const step = text("step");
      return /^\d$/.test(step) ? { kind, step: Number(step) } : null;
    }
    case "promised": {
      const day = parseLocalDate(text("day"));
      return day.ok ? { kind, day: day.value } : null;
    }
    case "disputed": {
      const cause = DISPUTE_CAUSES.find((one) => one === text("cause"));
      return cause === undefined ? null : { kind, cause, text: plainText(text("text")) };
    }
  }
}

/** Somebody's words as one line that hides nothing: no control characters, no marks that turn its direction (joiners belong to Hindi), not too long. */
export function plainText(text: string): string {
  const seen = text
    .toWellFormed()
    .replaceAll(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, " ")
    .replaceAll(/(?![\u200C\u200D])[\p{Cf}\p{Co}]/gu, "");
  return Array.from(seen.replaceAll(/ +/g, " ").trim()).slice(0, LONGEST_TEXT).join("");
}
