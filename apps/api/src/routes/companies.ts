import { companiesOf, type Membership } from "@cfa/db/queries/members";
import { quarantineItems } from "@cfa/db/queries/quarantine";
import { readCompany } from "@cfa/db/queries/snapshot";
import type { CompanySummary } from "@cfa/contract/reads";
import { idOut } from "@cfa/values/ids";

import type { Services } from "../context.ts";
import { ApiFailure } from "../errors.ts";
import type { guarded } from "../guard.ts";
import { readSides } from "../present/side.ts";
import { readFreshness } from "../present/freshness.ts";
import { asOfDay } from "./as-of.ts";
import { isMicros, isUuid, pageOf, readCursor } from "./cursor.ts";

/** The company's own pages: home, freshness, quarantine. */
export function companyRoutes({ db }: Services, { routes, member }: ReturnType<typeof guarded>) {
  const { companies } = routes;
  return {
    list: companies.list.handler(async ({ context }) => {
      if (!context.user) throw new ApiFailure("not-signed-in");
      return { companies: (await companiesOf(db, context.user.id)).map(presentCompany) };
    }),

    home: companies.home.use(member).handler(({ context: { scope }, input }) => {
      const asOf = asOfDay(scope, input.asOf);
      return readCompany(db, scope.companyId, async (snapshot) => {
        const freshness = await readFreshness(snapshot, scope.now);
        const sides = await readSides(snapshot, asOf);
        return { company: presentCompany(scope), asOf, freshness, ...sides };
      });
    }),

    freshness: companies.freshness
      .use(member)
      .handler(({ context: { scope } }) =>
        readCompany(db, scope.companyId, (snapshot) => readFreshness(snapshot, scope.now)),
      ),

    quarantine: companies.quarantine.use(member).handler(({ context: { scope }, input }) => {
      const place = readCursor(input.cursor, [isMicros, isUuid]);
      const after = place && { seenAtMicros: place[0] ?? "", quarantineId: place[1] ?? "" };
      return readCompany(db, scope.companyId, async (snapshot) => {
        const items = await quarantineItems(snapshot, { limit: input.limit + 1, after });
        const page = pageOf(items, {
          limit: input.limit,
          placeOf: (item) => [item.seenAtMicros.toString(), item.quarantineId],
        });
        return { ...page, rows: page.rows.map((item) => ({ ...item, seenAt: item.seenAt.toISOString() })) };
      });
    }),
  };
}

function presentCompany(membership: Membership): CompanySummary {
  const { companyId, name, role, isDemo } = membership;
  return { companyId: idOut("company", companyId), name, role, isDemo };
}
