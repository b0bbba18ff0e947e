import { ensureCompany, ensureDemoMembers } from "@cfa/api/demo";
import { createLogger } from "@cfa/api/log";
import type { Database } from "@cfa/db/client";

/** A company of that name and GUID in Tally, to which the demo's people belong; answers its id in the database. */
export async function demoCompany(
  { db, url }: { db: Database; url: string },
  { name, guid }: { name: string; guid: string },
): Promise<string> {
  const { companyId } = await ensureCompany(db, { name, tallyGuid: guid, isDemo: true });
  const config = { publicUrl: url, authSecret: "x".repeat(32), demo: true };
  await ensureDemoMembers({ db, config, log: createLogger({ level: "silent" }) }, [companyId]);
  return companyId;
}
