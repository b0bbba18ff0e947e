import type { Measure } from "@cfa/contract/assistant-kinds";
import { latestLearning } from "@cfa/db/queries/insights/learned";
import type { CompanySnapshot } from "@cfa/db/queries/snapshot";
import { paiseFromJson } from "@cfa/values/money";

import { readSides } from "../present/side.ts";
import type { Asking } from "./asked.ts";
import { examplesOf } from "./built-in.ts";

/** Questions that today's books suggest: of what is overdue where something is, of what will come where that was learned, and of how business goes. */
export async function suggestedQuestions(snapshot: CompanySnapshot, asking: Asking): Promise<string[]> {
  const { receivable, payable } = await readSides(snapshot, asking.today);
  const learned = await latestLearning(snapshot, { side: "receivable" });
  const asks: readonly (readonly [Measure, boolean])[] = [
    ["overdue-receivable", paiseFromJson(receivable.overdue) > 0n],
    ["bills-due", paiseFromJson(receivable.outstanding) > 0n],
    ["payables-due", paiseFromJson(payable.outstanding) > 0n],
    ["expected-receipts", learned !== undefined],
    ["payment-class", learned !== undefined],
    ["cash-forecast", true],
    ["sales", true],
  ];
  return examplesOf(
    asks.filter(([, isAsked]) => isAsked).map(([measure]) => measure),
    asking,
  );
}
