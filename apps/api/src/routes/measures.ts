import { readCompany } from "@cfa/db/queries/snapshot";

import type { Services } from "../context.ts";
import type { guarded } from "../guard.ts";
import { ageingOn, readAgeing, readAgeingBills, readAgeingParties } from "../present/measures/ageing.ts";
import { readCollections } from "../present/measures/collections.ts";
import { readDaysOutstanding } from "../present/measures/days-outstanding.ts";
import { readHeldBack } from "../present/measures/held-back.ts";
import { readConcentration, readCreditUse, readDaysToPay } from "../present/measures/parties.ts";
import { uuidOf } from "../uuid-of.ts";
import { asOfDay } from "./as-of.ts";
import { isDay, isName, isPaise, isUuid, offsetOf, readCursor } from "./cursor.ts";
import { periodOf } from "./period.ts";
import { wordsOf } from "./words.ts";

/** Measures of what is owed and how it is paid. */
export function measureRoutes({ db }: Services, { routes, member }: ReturnType<typeof guarded>) {
  const { measures } = routes;
  return {
    ageing: measures.ageing.use(member).handler(({ context: { scope }, input }) => {
      const on = { side: input.side, asOf: asOfDay(scope, input.asOf) };
      return readCompany(db, scope.companyId, async (snapshot) =>
        readAgeing(snapshot, await ageingOn(snapshot, on, input)),
      );
    }),

    ageingParties: measures.ageingParties.use(member).handler(({ context: { scope }, input }) => {
      const { sort, limit } = input;
      const on = { side: input.side, asOf: asOfDay(scope, input.asOf) };
      const after = readCursor(input.cursor, [isPaise, isName, isUuid]);
      const wanted = { words: wordsOf(input.search), sort, limit, after };
      return readCompany(db, scope.companyId, async (snapshot) =>
        readAgeingParties(snapshot, await ageingOn(snapshot, on, input), wanted),
      );
    }),

    ageingBills: measures.ageingBills.use(member).handler(({ context: { scope }, input }) => {
      const { bucket, limit } = input;
      const on = { side: input.side, asOf: asOfDay(scope, input.asOf) };
      const after = readCursor(input.cursor, [isDay, isUuid]);
      return readCompany(db, scope.companyId, async (snapshot) =>
        readAgeingBills(snapshot, await ageingOn(snapshot, on, input), { bucket, limit, after }),
      );
    }),

    daysOutstanding: measures.daysOutstanding.use(member).handler(({ context: { scope }, input }) => {
      const on = { side: input.side, asOf: asOfDay(scope, input.asOf) };
      return readCompany(db, scope.companyId, (snapshot) => readDaysOutstanding(snapshot, on, input.months));
    }),

    concentration: measures.concentration.use(member).handler(({ context: { scope }, input }) => {
      const { of, top } = input;
      const on = { side: input.side, asOf: asOfDay(scope, input.asOf) };
      return readCompany(db, scope.companyId, (snapshot) => readConcentration(snapshot, on, { of, top }));
    }),

    creditUse: measures.creditUse.use(member).handler(({ context: { scope }, input }) => {
      const wanted = { asOf: asOfDay(scope, input.asOf), limit: input.limit, offset: offsetOf(input.cursor) };
      return readCompany(db, scope.companyId, (snapshot) => readCreditUse(snapshot, wanted));
    }),

    heldBack: measures.heldBack.use(member).handler(({ context: { scope }, input }) => {
      const wanted = { asOf: asOfDay(scope, input.asOf), limit: input.limit, offset: offsetOf(input.cursor) };
      return readCompany(db, scope.companyId, (snapshot) => readHeldBack(snapshot, wanted));
    }),

    daysToPay: measures.daysToPay.use(member).handler(({ context: { scope }, input }) => {
      const on = { side: input.side, asOf: asOfDay(scope, input.asOf) };
      const ledgerId = uuidOf("party", input.partyId);
      const wanted = { ledgerId, limit: input.limit, offset: offsetOf(input.cursor) };
      return readCompany(db, scope.companyId, (snapshot) => readDaysToPay(snapshot, on, wanted));
    }),

    collections: measures.collections.use(member).handler(({ context: { scope }, input }) => {
      const period = periodOf(scope, input);
      const wanted = { period, by: input.by, limit: input.limit, offset: offsetOf(input.cursor) };
      return readCompany(db, scope.companyId, (snapshot) => readCollections(snapshot, wanted));
    }),
  };
}
