import { readCompany } from "@cfa/db/queries/snapshot";
import { idIn } from "@cfa/values/ids";

import type { Services } from "../context.ts";
import { ApiFailure } from "../errors.ts";
import type { guarded } from "../guard.ts";
import { readTdsBills } from "../present/tds-bills.ts";
import { readTdsReceivable } from "../present/tds-receivable.ts";
import { asOfDay } from "./as-of.ts";
import { isLineNo, readCursor } from "./cursor.ts";

/** Tax that customers keep back. */
export function tdsRoutes({ db }: Services, { routes, member }: ReturnType<typeof guarded>) {
  const { tds } = routes;
  return {
    receivable: tds.receivable.use(member).handler(({ context: { scope }, input }) => {
      const wanted = { asOf: asOfDay(scope, input.asOf), limit: input.limit, offset: offsetOf(input.cursor) };
      return readCompany(db, scope.companyId, (snapshot) => readTdsReceivable(snapshot, wanted));
    }),

    bills: tds.bills.use(member).handler(({ context: { scope }, input }) => {
      const party = input.partyId === undefined ? null : idIn("party", input.partyId);
      if (party?.ok === false) throw new ApiFailure("not-found");
      const wanted = {
        asOf: asOfDay(scope, input.asOf),
        ledgerId: party === null ? null : party.value,
        year: input.year ?? null,
        limit: input.limit,
        offset: offsetOf(input.cursor),
      };
      return readCompany(db, scope.companyId, (snapshot) => readTdsBills(snapshot, wanted));
    }),
  };
}

/** These lists are worked out whole at each read and go on by the number of rows shown. */
function offsetOf(cursor: string | undefined): number {
  return Number(readCursor(cursor, [isLineNo])?.[0] ?? "0");
}
