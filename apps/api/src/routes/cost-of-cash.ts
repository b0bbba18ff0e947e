import type { CostOfCash } from "@cfa/contract/settings";
import { inCompany } from "@cfa/db/company-scope";
import { addAuditEntry } from "@cfa/db/queries/absences";
import { lockSettings } from "@cfa/db/queries/settings/company-setting";
import { sayCostOfCash, takeBackCostOfCash } from "@cfa/db/queries/settings/cost-of-cash";
import { readCompany } from "@cfa/db/queries/snapshot";

import type { Services } from "../context.ts";
import { ApiFailure } from "../errors.ts";
import type { guarded } from "../guard.ts";
import { readCostOfCash } from "../present/settings/cost-of-cash.ts";
import { asOfDay } from "./as-of.ts";
import { askedDay } from "./asked-day.ts";

/** What borrowed money costs a company: read, said from a day on, taken back. */
export function costOfCashRoutes({ db }: Services, { routes, member }: ReturnType<typeof guarded>) {
  const { settings } = routes;
  return {
    costOfCash: settings.costOfCash
      .use(member)
      .handler(({ context: { scope }, input }) =>
        readCompany(db, scope.companyId, (snapshot) => readCostOfCash(snapshot, asOfDay(scope, input.asOf))),
      ),

    sayCostOfCash: settings.sayCostOfCash.use(member).handler(({ context: { scope }, input }) => {
      const { hundredths } = input;
      const from = askedDay("validFrom", input.validFrom);
      return inCompany(db, scope.companyId, async (tx) => {
        await lockSettings(tx);
        const before = await readCostOfCash(tx, from);
        if (before.origin === "said" && before.validFrom === from && before.hundredths === hundredths) {
          return readCostOfCash(tx, scope.today);
        }
        await sayCostOfCash(tx, { hundredths, from, at: scope.now, user: scope.user });
        const detail = { before: rateIn(before), after: { costOfCash: hundredths, validFrom: from } };
        await addAuditEntry(tx, { user: scope.user, action: "change-cost-of-cash", detail });
        return readCostOfCash(tx, scope.today);
      });
    }),

    takeBackCostOfCash: settings.takeBackCostOfCash.use(member).handler(({ context: { scope }, input }) => {
      const { saidNo } = input;
      return inCompany(db, scope.companyId, async (tx) => {
        await lockSettings(tx);
        const before = await readCostOfCash(tx, scope.today);
        if (!(await takeBackCostOfCash(tx, { saidNo, at: scope.now, user: scope.user }))) {
          throw new ApiFailure("not-found");
        }
        const after = await readCostOfCash(tx, scope.today);
        const detail = { before: rateIn(before), after: rateIn(after) };
        await addAuditEntry(tx, { user: scope.user, action: "change-cost-of-cash-taken-back", detail });
        return after;
      });
    }),
  };
}

function rateIn({ hundredths, validFrom }: CostOfCash): object {
  return { costOfCash: hundredths, validFrom };
}
