import type { Database } from "@cfa/db/client";
import { companyIdentity, companyIds, createCompany } from "@cfa/db/queries/companies";
import { setMember } from "@cfa/db/queries/members";

import { DEMO_PEOPLE } from "./auth/demo-people.ts";
import { ensurePerson, type SignInDeps } from "./auth/people.ts";

export type CompanyWanted = { name: string; tallyGuid?: string | null; isDemo: boolean };

/**
 * Finds a company by Tally's GUID, or by its name while it has none, and makes it when it is missing. Safe to repeat.
 * For an installation of few companies (the demo, one PC): it looks at each.
 */
export async function ensureCompany(db: Database, wanted: CompanyWanted): Promise<{ companyId: string }> {
  const { name, isDemo, tallyGuid = null } = wanted;
  const known: Identity[] = [];
  for (const companyId of await companyIds(db, { isDemo })) {
    const identity = await companyIdentity(db, companyId);
    if (identity) known.push({ companyId, ...identity });
  }
  const bound = tallyGuid === null ? undefined : known.find((company) => company.tally_guid === tallyGuid);
  const named = known.find(
    (company) => company.name === name && (tallyGuid === null || company.tally_guid === null),
  );
  const found = bound ?? named;
  return { companyId: found?.companyId ?? (await createCompany(db, { name, tallyGuid, isDemo })) };
}

type Identity = { companyId: string; name: string; tally_guid: string | null };

/** Makes the demo's owner and accountant, and members of these companies. Safe to repeat. */
export async function ensureDemoMembers(deps: SignInDeps, companyIds: readonly string[]): Promise<void> {
  for (const role of ["owner", "accountant"] as const) {
    const { id } = await ensurePerson(deps, DEMO_PEOPLE[role]);
    for (const companyId of companyIds) await setMember(deps.db, { companyId, userId: id, role });
  }
}
