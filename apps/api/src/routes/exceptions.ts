import { ExceptionKind } from "@cfa/contract/exceptions";
import { readCompany } from "@cfa/db/queries/snapshot";

import type { Services } from "../context.ts";
import { readCounts, readQueue, showItems } from "../exceptions/read-queue.ts";
import type { guarded } from "../guard.ts";
import { uuidIfAny } from "../uuid-of.ts";
import { asOfDay } from "./as-of.ts";
import { isName, isPaise, pageOf, readCursor, type Fits } from "./cursor.ts";

const isKind: Fits = (text) => ExceptionKind.safeParse(text).success;

/** The exceptions queue: what a person should look at, largest first, and how much there is of each kind. */
export function exceptionRoutes({ db }: Services, { routes, member }: ReturnType<typeof guarded>) {
  const { exceptions } = routes;
  return {
    list: exceptions.list.use(member).handler(({ context: { scope }, input }) => {
      const { limit } = input;
      const asOf = asOfDay(scope, input.asOf);
      const place = readCursor(input.cursor, [isPaise, isKind, isName]);
      const after = place && { amount: place[0] ?? "", kind: place[1] ?? "", id: place[2] ?? "" };
      const wanted = { asOf, kind: input.kind ?? null, ledgerId: uuidIfAny("party", input.partyId) };
      return readCompany(db, scope.companyId, async (snapshot) => {
        const items = await readQueue(snapshot, { ...wanted, limit: limit + 1, after });
        const page = pageOf(items, {
          limit,
          placeOf: (item) => [item.amount.toString(), item.kind, item.id],
        });
        return { asOf, ...page, rows: await showItems(snapshot, page.rows, asOf) };
      });
    }),

    counts: exceptions.counts.use(member).handler(({ context: { scope }, input }) => {
      const asOf = asOfDay(scope, input.asOf);
      return readCompany(db, scope.companyId, async (snapshot) => ({
        asOf,
        kinds: await readCounts(snapshot, asOf),
      }));
    }),
  };
}
