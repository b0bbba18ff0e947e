import { readCompany } from "@cfa/db/queries/snapshot";

import type { Services } from "../context.ts";
import type { guarded } from "../guard.ts";
import { readTdsBills } from "../present/tds-bills.ts";
import { readTdsReceivable } from "../present/tds-receivable.ts";
import { uuidIfAny } from "../uuid-of.ts";
import { asOfDay } from "./as-of.ts";
import { offsetOf } from "./cursor.ts";

/** Tax that customers keep back. */
export function tdsRoutes({ db }: Services, { routes, member }: ReturnType<typeof guarded>) {
  const { tds } = routes;
  return {
    receivable: tds.receivable.use(member).handler(({ context: { scope }, input }) => {
      const wanted = { asOf: asOfDay(scope, input.asOf), limit: input.limit, offset: offsetOf(input.cursor) };
      return readCompany(db, scope.companyId, (snapshot) => readTdsReceivable(snapshot, wanted));
    }),

    bills: tds.bills.use(member).handler(({ context: { scope }, input }) => {
      const wanted = {
        asOf: asOfDay(scope, input.asOf),
        ledgerId: uuidIfAny("party", input.partyId),
        year: input.year ?? null,
        limit: input.limit,
        offset: offsetOf(input.cursor),
      };
      return readCompany(db, scope.companyId, (snapshot) => readTdsBills(snapshot, wanted));
    }),
  };
}
