import type { CompanySettings } from "@cfa/contract/settings";
import type { CompanyTx } from "@cfa/db/company-scope";
import { inCompany } from "@cfa/db/company-scope";
import { addAuditEntry } from "@cfa/db/queries/absences";
import { companySetting, keepSetting, lockSettings } from "@cfa/db/queries/settings/company-setting";
import { keepProfile, partyProfile } from "@cfa/db/queries/settings/msme";
import { readCompany } from "@cfa/db/queries/snapshot";

import type { Scope, Services } from "../context.ts";
import { ApiFailure } from "../errors.ts";
import type { guarded } from "../guard.ts";
import { readMsmeClock } from "../present/settings/msme-clock.ts";
import { presentProfile, presentSettings } from "../present/settings/settings.ts";
import { uuidOf } from "../uuid-of.ts";
import { asOfDay } from "./as-of.ts";
import { offsetOf } from "./cursor.ts";

/** What a company chose for itself, and the clock of the law for micro and small enterprises. */
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

    msmeProfile: settings.msmeProfile.use(member).handler(({ context: { scope }, input }) =>
      readCompany(db, scope.companyId, async (snapshot) => {
        const profile = await partyProfile(snapshot, uuidOf("party", input.partyId));
        if (!profile) throw new ApiFailure("not-found");
        return presentProfile(profile);
      }),
    ),

    changeMsmeProfile: settings.changeMsmeProfile.use(member).handler(({ context: { scope }, input }) => {
      const { partyId, udyamClass, activity, hasWrittenTerms } = input;
      const after = { udyamClass, activity, hasWrittenTerms };
      return inCompany(db, scope.companyId, async (tx) => {
        await lockSettings(tx);
        const profile = await partyProfile(tx, uuidOf("party", partyId));
        if (!profile) throw new ApiFailure("not-found");
        const before = presentProfile(profile);
        await keepProfile(tx, profile.guid, after);
        const detail = { partyId, before, after };
        await addAuditEntry(tx, { user: scope.user, action: "change-msme-profile", detail });
        return after;
      });
    }),

    msme: settings.msme.use(member).handler(({ context: { scope }, input }) => {
      const { side, state, limit } = input;
      const on = { side, asOf: asOfDay(scope, input.asOf) };
      const offset = offsetOf(input.cursor);
      return readCompany(db, scope.companyId, (snapshot) =>
        readMsmeClock(snapshot, on, { state, limit, offset }),
      );
    }),
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
