import type { CompanySettings } from "@cfa/contract/settings";
import type { CompanyTx } from "@cfa/db/company-scope";
import { inCompany } from "@cfa/db/company-scope";
import { addAuditEntry } from "@cfa/db/queries/absences";
import { companySetting, keepSetting, lockSettings } from "@cfa/db/queries/settings/company-setting";
import { readCompany } from "@cfa/db/queries/snapshot";

import type { Scope, Services } from "../context.ts";
import type { guarded } from "../guard.ts";
import { readCreditDaysEffect } from "../present/settings/credit-days-effect.ts";
import { presentSettings } from "../present/settings/settings.ts";

/** What a company chose for itself, and what another choice would move. */
export function settingRoutes({ db, enqueue }: Services, { routes, member }: ReturnType<typeof guarded>) {
  const { settings } = routes;
  return {
    read: settings.read
      .use(member)
      .handler(({ context: { scope } }) =>
        readCompany(db, scope.companyId, async (snapshot) => presentSettings(await companySetting(snapshot))),
      ),

    change: settings.change.use(member).handler(({ context: { scope }, input }) => {
      const { defaultCreditDays, ageingBy, ageingEdges, udyamClass, activity } = input;
      const after = { defaultCreditDays, ageingBy, ageingEdges, udyamClass, activity };
      return inCompany(db, scope.companyId, async (tx) => {
        const before = await changeSettings(tx, scope, after);
        // No ledger is named: the derivation itself finds that every party must be done anew.
        if (before.defaultCreditDays !== after.defaultCreditDays) {
          await enqueue(tx, "apply-corrections", { companyId: scope.companyId, ledgerIds: [] });
        }
        return presentSettings(await companySetting(tx));
      });
    }),

    creditDaysEffect: settings.creditDaysEffect
      .use(member)
      .handler(({ context: { scope }, input }) =>
        readCompany(db, scope.companyId, (snapshot) => readCreditDaysEffect(snapshot, scope, input.days)),
      ),
  };
}

/** Keeps the settings with an entry of what was and is; nothing where nothing changes. Answers what was. */
async function changeSettings(tx: CompanyTx, scope: Scope, after: CompanySettings): Promise<CompanySettings> {
  await lockSettings(tx);
  const { defaultCreditDays, ageingBy, ageingEdges, udyamClass, activity } = await companySetting(tx);
  const before = { defaultCreditDays, ageingBy, ageingEdges, udyamClass, activity };
  if (JSON.stringify(before) === JSON.stringify(after)) return before;
  await keepSetting(tx, after);
  await addAuditEntry(tx, { user: scope.user, action: "change-settings", detail: { before, after } });
  return before;
}
