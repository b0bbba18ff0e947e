import { randomUUID } from "node:crypto";

import type { Database } from "../client.ts";
import { asAuthn, inCompany } from "../company-scope.ts";

/** Ids of all companies, or of those with one name. Of use where an installation holds few: the demo, a single PC. */
export async function companyIds(db: Database, wanted: { isDemo: boolean }): Promise<string[]> {
  const rows = await asAuthn(db, ({ query }) =>
    query
      .selectFrom("company")
      .select("company_id")
      .where("is_demo", "=", wanted.isDemo)
      .orderBy("company_id")
      .execute(),
  );
  return rows.map((row) => row.company_id);
}

/** Name and Tally's GUID of a company; the GUID is null until it is bound to a set of books. */
export function companyIdentity(
  db: Database,
  companyId: string,
): Promise<{ name: string; tally_guid: string | null } | undefined> {
  return inCompany(db, companyId, ({ query }) =>
    query
      .selectFrom("company")
      .select(["name", "tally_guid"])
      .where("company_id", "=", companyId)
      .executeTakeFirst(),
  );
}

/** Makes a company and answers its id. */
export async function createCompany(
  db: Database,
  company: { name: string; tallyGuid: string | null; isDemo: boolean },
): Promise<string> {
  const companyId = randomUUID();
  await inCompany(db, companyId, ({ query }) =>
    query
      .insertInto("company")
      .values({
        company_id: companyId,
        name: company.name,
        tally_guid: company.tallyGuid,
        is_demo: company.isDemo,
      })
      .execute(),
  );
  return companyId;
}
