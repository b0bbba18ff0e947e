import { parseLocalDate } from "@cfa/values/local-date";

import type { Answer } from "./answer.ts";
import { DISPUTE_CAUSES, LONGEST_TEXT } from "./forms.ts";

/** What a form says, by the names of its fields. */
export type Fields = Readonly<Record<string, unknown>>;

/** An answer out of a form that was sent; null where it says nothing that can be taken. */
export function readAnswer(kind: Answer["kind"], form: Fields): Answer | null {
  switch (kind) {
    case "accepted": {
      const step = textOf(form, "step");
      return /^\d$/.test(step) ? { kind, step: Number(step) } : null;
    }
    case "promised": {
      const day = parseLocalDate(textOf(form, "day"));
      return day.ok ? { kind, day: day.value } : null;
    }
    case "disputed": {
      const said = readDispute(form);
      return said && { kind, ...said };
    }
  }
}

/** What is wrong with a bill, and in whose words; null where no cause is named. */
export function readDispute(form: Fields): { cause: (typeof DISPUTE_CAUSES)[number]; text: string } | null {
  const cause = DISPUTE_CAUSES.find((one) => one === textOf(form, "cause"));
  return cause === undefined ? null : { cause, text: plainText(textOf(form, "text")) };
}

/** A text of a form; empty where it has none of that name. */
export function textOf(form: Fields, name: string): string {
  const text = form[name];
  return typeof text === "string" ? text : "";
}

/** Somebody's words as one line that hides nothing: no control characters, no marks that turn its direction (joiners belong to Hindi), not too long. */
function plainText(text: string): string {
  const seen = text
    .toWellFormed()
    .replaceAll(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, " ")
    .replaceAll(/(?![\u200C\u200D])[\p{Cf}\p{Co}]/gu, "");
  return Array.from(seen.replaceAll(/ +/g, " ").trim()).slice(0, LONGEST_TEXT).join("");
}
