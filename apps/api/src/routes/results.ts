import { readCompany } from "@cfa/db/queries/snapshot";

import type { Services } from "../context.ts";
import type { guarded } from "../guard.ts";
import { readProfitAndLoss, readResultLedgers } from "../present/ledgers/profit-and-loss.ts";
import { readTaxLedgers } from "../present/ledgers/tax-ledgers.ts";
import { readTrade, readTradeVouchers } from "../present/ledgers/trade.ts";
import { uuidIfAny } from "../uuid-of.ts";
import { isDay, isName, isPaise, pageOf, readCursor } from "./cursor.ts";
import { periodOf } from "./period.ts";

/** What periods came to: profit and loss, taxes, sales and purchases. */
export function resultRoutes({ db }: Services, { routes, member }: ReturnType<typeof guarded>) {
  const { results } = routes;
  return {
    profitAndLoss: results.profitAndLoss.use(member).handler(({ context: { scope }, input }) => {
      const period = periodOf(scope, input);
      return readCompany(db, scope.companyId, (snapshot) => readProfitAndLoss(snapshot, period));
    }),

    profitAndLossLedgers: results.profitAndLossLedgers
      .use(member)
      .handler(({ context: { scope }, input }) => {
        const period = periodOf(scope, input);
        const { limit } = input;
        const [name = "", ledgerId = ""] = readCursor(input.cursor, [isName, isName]) ?? [];
        return readCompany(db, scope.companyId, async (snapshot) => {
          const all = await readResultLedgers(snapshot, period, input.group);
          const begin = all.findIndex((row) => row.nameKey === name && row.ledgerId === ledgerId) + 1;
          const page = pageOf(all.slice(begin, begin + limit + 1), {
            limit,
            placeOf: (row) => [row.nameKey, row.ledgerId],
          });
          return { period, ...page };
        });
      }),

    taxLedgers: results.taxLedgers.use(member).handler(({ context: { scope }, input }) => {
      const period = periodOf(scope, input);
      const after = readCursor(input.cursor, [isName])?.[0] ?? null;
      return readCompany(db, scope.companyId, (snapshot) =>
        readTaxLedgers(snapshot, { period, limit: input.limit, after }),
      );
    }),

    trade: results.trade.use(member).handler(({ context: { scope }, input }) => {
      const period = periodOf(scope, input);
      const { side, by, limit } = input;
      const place = readCursor(input.cursor, [isPaise, isName, isName]);
      const after = place && { net: BigInt(place[0] ?? "0"), name: place[1] ?? "", ledgerId: place[2] ?? "" };
      return readCompany(db, scope.companyId, (snapshot) =>
        readTrade(snapshot, { period, side, by, limit, after }),
      );
    }),

    tradeVouchers: results.tradeVouchers.use(member).handler(({ context: { scope }, input }) => {
      const period = periodOf(scope, input);
      const { side, limit } = input;
      const place = readCursor(input.cursor, [isDay, isName]);
      const after = place && { date: place[0] ?? "", voucherGuid: place[1] ?? "" };
      const partyId = uuidIfAny("party", input.partyId);
      const ledgerId = uuidIfAny("ledger", input.ledgerId);
      return readCompany(db, scope.companyId, (snapshot) =>
        readTradeVouchers(snapshot, { period, side, partyId, ledgerId, limit, after }),
      );
    }),
  };
}
