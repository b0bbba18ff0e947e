import type { Database } from "@cfa/db/client";
import { inCompany } from "@cfa/db/company-scope";
import { forgetBefore, KEPT_FOR_DAYS, type KeptForDays } from "@cfa/db/queries/nudges/prune";
import { statutoryRules } from "@cfa/db/queries/settings/statutory-rules";
import type { Jobs } from "@cfa/db/queue";
import { assert } from "@cfa/values/assert";
import { localDateAt } from "@cfa/values/local-date";
import { z } from "zod";

const Days = z.object({ days: z.number().int().positive() });
const DAY_MILLIS = 86_400_000;

/** The job that forgets, once a day, what is older than its dated rule says: webhooks, when customers answered, who looked at what. Safe to run twice. */
export async function pruneNudgesTask(
  { db, now }: { readonly db: Database; readonly now: Date },
  { companyId }: Jobs["prune-nudges"],
): Promise<void> {
  const rules = await inCompany(db, companyId, (tx) => statutoryRules(tx, Object.values(KEPT_FOR_DAYS)), {
    role: "job",
  });
  const today = localDateAt(now);
  for (const [table, name] of Object.entries(KEPT_FOR_DAYS) as [KeptForDays, string][]) {
    const rule = rules.findLast(({ rule: one, validFrom }) => one === name && validFrom <= today);
    assert(rule !== undefined, `it is known for how many days ${table} is kept`);
    const before = new Date(now.getTime() - Days.parse(rule.value).days * DAY_MILLIS);
    while (await inCompany(db, companyId, (tx) => forgetBefore(tx, table, before), { role: "job" }));
  }
}
