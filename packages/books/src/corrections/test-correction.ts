import { day } from "@cfa/values/local-date";

import { nameKey } from "../name-key.ts";
import { paise } from "../test-party.ts";
import type { BillKey, Correction, CorrectionKind } from "./correction.ts";

/* Words for saying something of a party in a test. For tests only. */

/** "INV-1 2025-04-05": a customer's bill of the ledger "own", unless told otherwise. */
export function billKey(nameAndDay: string, ledgerGuid = "own"): BillKey {
  const [name = "", date = ""] = nameAndDay.split(" ");
  return { ledgerGuid, side: "receivable", nameKey: nameKey(name), date: day(date) };
}

/** A correction that holds, made of what matters in a test. */
export function correction(kind: CorrectionKind, more: Record<string, unknown>): Correction {
  return {
    kind,
    correctionId: `a ${kind}`,
    state: "active",
    ledgerGuid: "own",
    line: null,
    bill: null,
    fromDate: null,
    untilDate: null,
    value: {},
    base: {},
    ...more,
  } as unknown as Correction;
}

/** A line's money over bills: "INV-1 2025-04-05": rupees. */
export function rematch(
  voucherGuid: string,
  parts: Record<string, number>,
  more: Record<string, unknown> = {},
): Correction {
  return correction("rematch", {
    line: { voucherGuid, lineNo: 1 },
    value: {
      parts: Object.entries(parts).map(([bill, rupees]) => ({ bill: billKey(bill), amount: paise(rupees) })),
    },
    ...more,
  });
}
