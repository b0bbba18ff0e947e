import type { Cell } from "@cfa/contract/assistant-answer";
import { formatDay, localDateAt, type LocalDate } from "@cfa/values/local-date";
import { formatRupees, paiseFromJson } from "@cfa/values/money";
import { formatPercent } from "@cfa/values/percent";

import { fill } from "./words.ts";
import type { AnswerWords } from "./words-en.ts";

/** A cell as text, in the words of a language. */
export function writeCell(cell: Cell, words: AnswerWords): string {
  switch (cell.kind) {
    case "money": {
      const sum = formatRupees(paiseFromJson(cell.value));
      return cell.side === null ? sum : `${sum} ${words.say[cell.side]}`;
    }
    case "count":
      return String(cell.value);
    case "days":
      return fill(words.say.days, { count: String(cell.value) });
    case "percent":
      return formatPercent(cell.value);
    case "day":
      return formatDay(cell.value as LocalDate);
    case "moment":
      return writeMoment(cell.value);
    case "text":
      return plainLine(cell.value);
    case "party":
    case "bill":
    case "voucher":
    case "ledger":
      return plainLine(cell.name);
    case "code":
      return cell.text;
    case "none":
      return "–";
  }
}

/** A text of the books as a line that changes nothing around it: without breaks, control characters and marks that turn the direction of what follows. */
export function plainLine(text: string): string {
  return text.replace(/[\p{Cc}\u2028\u2029\u200e\u200f\u202a-\u202e\u2066-\u2069]+/gu, " ");
}

const ZONE_MILLIS = 330 * 60_000;

/** Day and minute in India. */
function writeMoment(moment: string): string {
  const at = new Date(moment);
  const minute = new Date(at.getTime() + ZONE_MILLIS).toISOString().slice(11, 16);
  return `${formatDay(localDateAt(at))} ${minute}`;
}
