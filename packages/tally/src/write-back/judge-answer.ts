import type { DraftOutcome, ImportCounters } from "@cfa/contract/draft-voucher";

import type { ImportAnswer } from "./read-answer.ts";

/** What an answer to the import of one voucher claims. Even a good one is only a claim until the voucher is read back. */
export type AnswerVerdict =
  | { readonly claims: "created" }
  | { readonly claims: "failed"; readonly code: FailedCode; readonly words?: string };

type FailedCode = Exclude<DraftOutcome["code"], "written" | "found">;

/** Tally's own words for what it did not like, by what they mean. */
const MEANINGS: readonly (readonly [RegExp, FailedCode])[] = [
  [/voucher date is missing|date .*(out of|beyond|not within|invalid)|financial year/i, "date-refused"],
  [/totals? do(es)? not match|debit.* credit.* (match|tally|equal)/i, "totals-differ"],
  [/voucher ?type.*(does not exist|not found|missing)|could not find voucher ?type/i, "voucher-type-missing"],
  [/ledger.*(does not exist|not found|missing)|could not find ledger/i, "ledger-missing"],
];

/**
 * The rule of A4: created must be exactly what was sent, errors and exceptions nothing, and no word of complaint beside them.
 * "0 errors, 124 exceptions" is a real answer, and "1 altered" is another voucher than a new one.
 */
export function judgeAnswer(answer: ImportAnswer): AnswerVerdict {
  const { counters, lineErrors } = answer;
  const words = lineErrors.length === 0 ? undefined : lineErrors.join(" ").slice(0, 2_000);
  const failed = (code: FailedCode): AnswerVerdict => ({
    claims: "failed",
    code,
    ...(words === undefined ? {} : { words }),
  });
  if (words !== undefined)
    return failed(MEANINGS.find(([pattern]) => pattern.test(words))?.[1] ?? "tally-refused");
  if (counters === undefined || counters.errors > 0) return failed("tally-refused");
  if (counters.exceptions > 0) return failed("exceptions");
  if (counters.altered > 0 || counters.combined > 0) return failed("altered");
  return isOneCreated(counters) ? { claims: "created" } : failed("nothing-created");
}

function isOneCreated(counters: ImportCounters): boolean {
  const { created, deleted, ignored, cancelled } = counters;
  return created === 1 && deleted + ignored + cancelled === 0;
}
