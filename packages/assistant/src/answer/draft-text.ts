import type { AnswerResult, Cell } from "@cfa/contract/assistant-answer";

import { dayText } from "./title.ts";
import { answerWords, fill, type AnswerLanguage } from "./words.ts";
import { writeCell } from "./write-cell.ts";

/** The text of a reminder that a person may send: the bills of a draft's result, their sum, and money of the customer's that no bill has taken. */
export function draftText(
  result: AnswerResult,
  { party, language }: { party: string; language: AnswerLanguage },
): string {
  const words = answerWords(language);
  const { say } = words;
  const day = dayText(result.asOf ?? "");
  if (result.rows.length === 0) return fill(say.draftNone, { party, day });
  const write = (cell: Cell | undefined) => (cell === undefined ? "" : writeCell(cell, words));
  const figure = (name: string) => result.figures.find((each) => each.name === name)?.cell;
  const isOverdue = !isZero(figure("overdue"));
  const unapplied = figure("unapplied");
  return [
    fill(say.draftDear, { party }),
    fill(isOverdue ? say.draftOverdue : say.draftOpen, { day }),
    ...result.rows.map(([bill, money, due]) =>
      fill(say.draftBill, { bill: write(bill), money: write(money), due: write(due) }),
    ),
    fill(say.draftTotal, { money: write(figure("total")) }),
    ...(isZero(unapplied) ? [] : [fill(say.draftUnapplied, { money: write(unapplied) })]),
    say.draftClose,
  ].join("\n");
}

function isZero(cell: Cell | undefined): boolean {
  return cell?.kind !== "money" || BigInt(cell.value) === 0n;
}
