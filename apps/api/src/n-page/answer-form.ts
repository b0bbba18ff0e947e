import { parseLocalDate } from "@cfa/values/local-date";

import { readDispute, textOf, type Fields } from "../pay-page/answer-form.ts";
import type { NudgeAnswer, NudgeOutcome } from "./answer.ts";

const REFERENCE = /^[A-Z0-9]{6,22}$/;

/** An answer out of a form that was sent, or why it says nothing that can be taken. */
export function readNudgeAnswer(kind: NudgeAnswer["kind"], form: Fields): NudgeAnswer | NudgeOutcome {
  const text = (name: string): string => textOf(form, name);
  const day = parseLocalDate(text("day"));
  switch (kind) {
    case "promised":
      return day.ok ? { kind, day: day.value } : "bad-day";
    case "disputed": {
      const said = readDispute(form);
      const bill = text("bill");
      return said === null || bill === "" ? "bad-bill" : { kind, bill, ...said };
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
