import type { Cell } from "@cfa/contract/assistant-answer";
import { plainQuery } from "@cfa/contract/assistant-plain";
import type { Measure } from "@cfa/contract/assistant-kinds";
import type { TypedQuery } from "@cfa/contract/assistant-query";

import type { AssistantWords } from "../../locale/assistant/en";
import type { Question } from "../../queries/use-assistant";

/* Questions that are pressed and mean one thing exactly, by its id and not by its name. */

/** What to ask to see what a cell names, where no page of the app shows it; null: it names no such thing. */
export function questionBehind(cell: Cell, words: AssistantWords["exact"]): Question | null {
  if (cell.kind === "voucher") return exact(words.voucher(cell.name), "voucher", { voucherId: cell.value });
  if (cell.kind === "ledger")
    return exact(words.ledger(cell.name), "ledger-statement", { ledgers: [cell.value] });
  return null;
}

/** What can be asked of one party, by the sides on which it trades. */
export function questionsOfParty(
  { partyId, name, sides }: { partyId: string; name: string; sides: readonly ("receivable" | "payable")[] },
  words: AssistantWords["exact"],
): Question[] {
  const of = { parties: [partyId] };
  return [
    ...sides.flatMap((side) =>
      side === "receivable"
        ? [
            exact(words.owes(name), "receivable", of),
            exact(words.lastPaid(name), "last-receipt", of),
            exact(words.daysToPay(name), "days-to-pay", of),
            exact(words.sold(name), "sales", of),
          ]
        : [
            exact(words.isOwed(name), "payable", of),
            exact(words.lastPaidTo(name), "last-payment", of),
            exact(words.bought(name), "purchases", of),
          ],
    ),
    exact(words.ledger(name), "ledger-statement", of),
  ];
}

function exact(text: string, measure: Measure, query: Partial<TypedQuery>): Question {
  return { text, choice: { queries: [{ ...plainQuery(measure), ...query }], calculation: null } };
}
