import { TypedQuery } from "@cfa/contract/assistant-query";
import { fail, ok, type Result } from "@cfa/values/result";
import { z } from "zod";

import type { NamedKind } from "./named.ts";
import type { Handles } from "./handles.ts";

const MOST_NAMED = 20;
const handle = (kind: NamedKind) => z.string().regex(new RegExp(`^${kind}-\\d{1,4}$`));
const handles = (kind: NamedKind) => z.array(handle(kind)).max(MOST_NAMED).default([]);

/** A query as a language model asks it: things by the handles that it was given. Strict: whatever else stands in it is an error. */
export const ModelQuery = TypedQuery.omit({
  parties: true,
  withoutParties: true,
  ledgers: true,
  withoutLedgers: true,
  billId: true,
  voucherId: true,
})
  .extend({
    parties: handles("party").describe("handles from find_names; none: all"),
    withoutParties: handles("party"),
    ledgers: handles("ledger"),
    withoutLedgers: handles("ledger"),
    bill: handle("bill").nullable().default(null),
    voucher: handle("voucher").nullable().default(null),
  })
  .strict();
export type ModelQuery = z.infer<typeof ModelQuery>;

/** The query with our ids in the place of handles; a handle that was never given out fails it. */
export function typedQueryOf(query: ModelQuery, known: Handles): Result<TypedQuery, string> {
  const { parties, withoutParties, ledgers, withoutLedgers, bill, voucher, ...rest } = query;
  const unknown: string[] = [];
  const idOf = (given: string, kind: NamedKind): string => {
    const id = known.find(given, kind)?.id;
    if (id === undefined) unknown.push(given);
    return id ?? "";
  };
  const typed = {
    ...rest,
    parties: parties.map((given) => idOf(given, "party")),
    withoutParties: withoutParties.map((given) => idOf(given, "party")),
    ledgers: ledgers.map((given) => idOf(given, "ledger")),
    withoutLedgers: withoutLedgers.map((given) => idOf(given, "ledger")),
    billId: bill === null ? null : idOf(bill, "bill"),
    voucherId: voucher === null ? null : idOf(voucher, "voucher"),
  };
  if (unknown.length > 0) return fail(`unknown handles: ${unknown.join(", ")}; ask find_names first`);
  return ok(typed);
}
