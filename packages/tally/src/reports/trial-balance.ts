import type { TallyBalance } from "@cfa/contract/sync";
import { fail, ok, type Result } from "@cfa/values/result";

import { readAmount } from "../parse/amount.ts";
import { readText } from "../parse/words.ts";

/**
 * Puts Tally's trial balance together from its flat siblings: a DSPACCNAME, then the DSPACCINFO that belongs to
 * it (A4). Closing balances with Tally's sign: what stands in the debit column is negative. Rows that are no
 * ledger, such as "Opening Stock", are given as they came.
 */
export function createTrialBalanceReader(): {
  cell(name: string, texts: ReadonlyMap<string, string>): void;
  result(): Result<TallyBalance[], string>;
} {
  const rows: TallyBalance[] = [];
  let ledger: string | undefined;
  let problem: string | undefined;

  return {
    cell(name, texts) {
      if (name === "DSPACCNAME") {
        ledger = readText(texts.get("DSPDISPNAME") ?? texts.get("DSPACCNAME"));
      } else if (name === "DSPACCINFO" && ledger !== undefined) {
        const closing = closingOf(texts);
        if (closing.ok) rows.push({ ledger, closing: closing.value });
        else problem ??= `${ledger}: ${closing.error}`;
        ledger = undefined;
      }
    },
    result: () => (problem === undefined ? ok(rows) : fail(problem)),
  };
}

function closingOf(texts: ReadonlyMap<string, string>): Result<string, string> {
  const debit = readAmount(texts.get("DSPCLDRAMTA") ?? texts.get("DSPCLDRAMT") ?? "");
  const credit = readAmount(texts.get("DSPCLCRAMTA") ?? texts.get("DSPCLCRAMT") ?? "");
  const single = readAmount(texts.get("DSPCLAMTA") ?? texts.get("DSPCLAMT") ?? "");
  if (!debit.ok) return debit;
  if (!credit.ok) return credit;
  if (!single.ok) return single;
  return ok((size(credit.value.paise) - size(debit.value.paise) + BigInt(single.value.paise)).toString());
}

function size(paise: string): bigint {
  return BigInt(paise.replace("-", ""));
}
