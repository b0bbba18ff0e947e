import type { CompanyProfile } from "@cfa/contract/company-profile";
import { inCompany } from "@cfa/db/company-scope";
import { addAuditEntry } from "@cfa/db/queries/absences";
import {
  companyProfile,
  keepProfile,
  registerCompany,
  type CompanyProfile as Stored,
} from "@cfa/db/queries/company-profile";
import { lockSettings } from "@cfa/db/queries/settings/company-setting";
import { readCompany } from "@cfa/db/queries/snapshot";
import { idOut } from "@cfa/values/ids";

import { countWithin, type Limit } from "../auth/limit.ts";
import type { Scope, Services } from "../context.ts";
import { ApiFailure } from "../errors.ts";
import type { guarded } from "../guard.ts";

const REGISTRATIONS: Limit = { name: "register", most: 20, windowMillis: 3_600_000 };

/** Registering a company, and what people say of it. */
export function profileRoutes({ db, now }: Services, { routes, member }: ReturnType<typeof guarded>) {
  const { companies } = routes;
  return {
    register: companies.register.handler(async ({ context: { user, log }, input }) => {
      if (!user) throw new ApiFailure("not-signed-in");
      await countWithin(REGISTRATIONS, user.id, { db, now: now() });
      const companyId = await registerCompany(db, { ...input, owner: user });
      log.info({ event: "company-registered", userId: user.id, companyId }, "company");
      const role = "owner" as const;
      return presentProfile({ companyId, role, isDemo: false }, { ...input, isNamedByTally: false });
    }),

    profile: companies.profile
      .use(member)
      .handler(({ context: { scope } }) =>
        readCompany(db, scope.companyId, async (snapshot) =>
          presentProfile(scope, await companyProfile(snapshot)),
        ),
      ),

    changeProfile: companies.changeProfile.use(member).handler(({ context: { scope }, input }) =>
      inCompany(db, scope.companyId, async (tx) => {
        await lockSettings(tx);
        const { isNamedByTally, ...before } = await companyProfile(tx);
        const after = {
          name: input.name ?? before.name,
          gstin: input.gstin === undefined ? before.gstin : input.gstin,
          financialYearFrom: input.financialYearFrom ?? before.financialYearFrom,
          language: input.language ?? before.language,
        };
        if (isNamedByTally && after.name !== before.name) {
          const message =
            "The company is called as in Tally. Change its name there; the next sync brings it.";
          throw new ApiFailure("conflict", { field: "name", message });
        }
        if (JSON.stringify(before) !== JSON.stringify(after)) {
          await keepProfile(tx, after);
          const detail = { before, after };
          await addAuditEntry(tx, { user: scope.user, action: "company.changed", detail });
        }
        return presentProfile(scope, { ...after, isNamedByTally });
      }),
    ),
  };
}

function presentProfile(
  { companyId, role, isDemo }: Pick<Scope, "companyId" | "role" | "isDemo">,
  stored: Stored,
): CompanyProfile {
  return { companyId: idOut("company", companyId), role, isDemo, ...stored };
}
