import { parseLocalDate } from "@cfa/values/local-date";

import { plainText } from "../pay-page/answer-form.ts";
import { DISPUTE_CAUSES } from "../pay-page/forms.ts";
import type { NudgeAnswer, NudgeOutcome } from "./answer.ts";

const REFERENCE = /^[A-Z0-9]{6,22}$/;

/** An answer out of a form that was sent, or why it says nothing that can be taken. */
export function readNudgeAnswer(
  kind: NudgeAnswer["kind"],
  form: Readonly<Record<string, unknown>>,
): NudgeAnswer | NudgeOutcome {
  const text = (name: string): string => (typeof form[name] === "string" ? form[name] : "");
  const day = parseLocalDate(text("day"));
  switch (kind) {
    case "promised":
      return day.ok ? { kind, day: day.value } : "bad-day";
    case "disputed": {
      const cause = DISPUTE_CAUSES.find((one) => one === text("cause"));
      const bill = text("bill");
      if (cause === undefined || bill === "") return "bad-bill";
      return { kind, bill, cause, text: plainText(text("text")) };
    }
    case "paid": {
      const reference = text("reference")
        .replaceAll(/[\s-]+/g, "")
        .toUpperCase();
      if (reference !== "" && !REFERENCE.test(reference)) return "bad-paid";
      if (text("day") !== "" && !day.ok) return "bad-paid";
      if (text("bill") === "") return "bad-bill";
      return {
        kind,
        bill: text("bill"),
        reference: reference === "" ? null : reference,
        day: day.ok ? day.value : null,
      };
    }
  }
}
