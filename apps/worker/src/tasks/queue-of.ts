import type { Database } from "@cfa/db/client";
import { inCompany } from "@cfa/db/company-scope";
import { holdCompany } from "@cfa/db/queries/insights/keep-learning";
import type { Enqueue, Jobs } from "@cfa/db/queue";

/** The jobs that need to be told of which company they are, and nothing else. */
type OfCompany = {
  [Name in keyof Jobs]: { companyId: string } extends Jobs[Name] ? Name : never;
}[keyof Jobs];

/** Queues a job about a company, in a transaction of its own; false: the company is gone. */
export function queueOf(
  { db, enqueue }: { readonly db: Database; readonly enqueue: Enqueue },
  name: OfCompany,
  { companyId, afterSeconds }: { companyId: string; afterSeconds?: number },
): Promise<boolean> {
  return inCompany(
    db,
    companyId,
    async (tx) => {
      const isThere = await holdCompany(tx);
      if (isThere) await enqueue(tx, name, { companyId }, afterSeconds === undefined ? {} : { afterSeconds });
      return isThere;
    },
    { role: "job" },
  );
}
