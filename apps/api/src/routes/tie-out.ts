import { readCompany } from "@cfa/db/queries/snapshot";

import type { Services } from "../context.ts";
import type { guarded } from "../guard.ts";
import { readTiedLedger } from "../present/tie-out/narrow.ts";
import { readTiedLedgers, readTiedMonths, readTiedParties, readTieOut } from "../present/tie-out/rows.ts";
import { uuidOf } from "../uuid-of.ts";
import { isLineNo, isName, isUuid, readCursor } from "./cursor.ts";

/** Our totals against Tally's, narrowed: ledgers, months, parties and their bills. */
export function tieOutRoutes({ db }: Services, { routes, member }: ReturnType<typeof guarded>) {
  const { tieOut } = routes;
  return {
    summary: tieOut.summary
      .use(member)
      .handler(({ context: { scope } }) => readCompany(db, scope.companyId, readTieOut)),

    ledgers: tieOut.ledgers.use(member).handler(({ context: { scope }, input }) => {
      const { which, limit } = input;
      const place = readCursor(input.cursor, which === "all" ? [isName, isUuid] : [isLineNo]);
      return readCompany(db, scope.companyId, (snapshot) =>
        readTiedLedgers(snapshot, { which, limit, place }),
      );
    }),

    months: tieOut.months.use(member).handler(({ context: { scope }, input }) => {
      const asked = { limit: input.limit, place: readCursor(input.cursor, [isLineNo]) };
      return readCompany(db, scope.companyId, (snapshot) => readTiedMonths(snapshot, asked));
    }),

    parties: tieOut.parties.use(member).handler(({ context: { scope }, input }) => {
      const asked = { limit: input.limit, place: readCursor(input.cursor, [isLineNo]) };
      return readCompany(db, scope.companyId, (snapshot) => readTiedParties(snapshot, asked));
    }),

    ledger: tieOut.ledger.use(member).handler(({ context: { scope }, input }) => {
      const ledgerId = uuidOf("ledger", input.ledgerId);
      return readCompany(db, scope.companyId, (snapshot) => readTiedLedger(snapshot, ledgerId));
    }),
  };
}
