import type { DayBookState } from "@cfa/contract/ledgers";
import { readCompany } from "@cfa/db/queries/snapshot";
import type { VoucherState } from "@cfa/db/tables/vouchers";
import type { z } from "zod";

import type { Services } from "../context.ts";
import type { guarded } from "../guard.ts";
import { readDayBook } from "../present/ledgers/day-book.ts";
import { readStatement } from "../present/ledgers/statement.ts";
import { readLedgerBalances, readTrialBalance } from "../present/ledgers/trial-balance.ts";
import { ledgerUuidOf } from "../uuid-of.ts";
import { asOfDay } from "./as-of.ts";
import { isDay, isLineNo, isName, isUuid, readCursor } from "./cursor.ts";
import { periodOf } from "./period.ts";
import { wordsOf } from "./words.ts";

/** Reads by ledger: trial balance, statement, day book. */
export function ledgerRoutes({ db }: Services, { routes, member }: ReturnType<typeof guarded>) {
  const { ledgers } = routes;
  return {
    trialBalance: ledgers.trialBalance.use(member).handler(({ context: { scope }, input }) => {
      const asOf = asOfDay(scope, input.asOf);
      return readCompany(db, scope.companyId, (snapshot) => readTrialBalance(snapshot, asOf));
    }),

    balances: ledgers.balances.use(member).handler(({ context: { scope }, input }) => {
      const { group, zero, limit } = input;
      const asOf = asOfDay(scope, input.asOf);
      const place = readCursor(input.cursor, [isName, isUuid]);
      const after = place && { nameKey: place[0] ?? "", ledgerId: place[1] ?? "" };
      const wanted = { asOf, group, words: wordsOf(input.search), zero, limit, after };
      return readCompany(db, scope.companyId, (snapshot) => readLedgerBalances(snapshot, wanted));
    }),

    statement: ledgers.statement.use(member).handler(({ context: { scope }, input }) => {
      const period = periodOf(scope, input);
      const ledgerId = ledgerUuidOf(input.ledgerId);
      const place = readCursor(input.cursor, [isDay, isName, isLineNo]);
      const after = place && {
        date: place[0] ?? "",
        voucherGuid: place[1] ?? "",
        lineNo: Number(place[2]),
      };
      return readCompany(db, scope.companyId, (snapshot) =>
        readStatement(snapshot, { ledgerId, period, limit: input.limit, after }),
      );
    }),

    dayBook: ledgers.dayBook.use(member).handler(({ context: { scope }, input }) => {
      const period = periodOf(scope, input, (to) => to);
      const place = readCursor(input.cursor, [isDay, isName]);
      const after = place && { date: place[0] ?? "", voucherGuid: place[1] ?? "" };
      const wanted = {
        period,
        kind: input.kind ?? null,
        states: statesOf(input.state),
        limit: input.limit,
        after,
      };
      return readCompany(db, scope.companyId, (snapshot) => readDayBook(snapshot, wanted));
    }),
  };
}

function statesOf(state: z.infer<typeof DayBookState>): VoucherState[] {
  return state === "counting" ? ["posted", "post-dated"] : [state];
}
