import { cloneDatabase, type TestDatabase } from "@cfa/testkit/test-database";

import { ensureCompany } from "./demo.ts";
import { approvedOffer, NOON, type OfferChanges, type PayOffer } from "./test-offer.ts";
import { writeCorrectionBooks } from "./test-correction-books.ts";
import { sentNudge, type NudgeChanges, type SentNudge } from "./test-nudge-page.ts";
import { startTestServer, type TestServer } from "./test-server.ts";

export type PayPageTest = {
  readonly database: TestDatabase;
  readonly server: TestServer;
  readonly jobs: { name: string; data: object }[];
  /** What the server's clock shows from now on. */
  setNow(now: Date): void;
  /** An approved offer of a company of its own, on the books of test-correction-books.ts. */
  offer(changes?: OfferChanges & { seller?: string }): Promise<PayOffer>;
  /** A message that went out to a customer of a company of its own, on the same books. */
  nudge(changes?: NudgeChanges & { seller?: string }): Promise<SentNudge>;
  close(): Promise<void>;
};

/** The real server at noon on 15 April 2026, for what customers do with its offers. */
export async function startPayPage(): Promise<PayPageTest> {
  const database = await cloneDatabase();
  let now = NOON;
  const jobs: { name: string; data: object }[] = [];
  const server = await startTestServer(database, {
    deps: {
      now: () => now,
      enqueue: (_, name, data) => {
        jobs.push({ name, data });
        return Promise.resolve();
      },
    },
  });
  let made = 0;
  const company = async (seller: string | undefined): Promise<string> => {
    const name = `Asha Traders ${++made}`;
    const { companyId } = await ensureCompany(database.db, { name, isDemo: true });
    if (seller !== undefined) {
      await database.asOwner("update company set name = $2 where company_id = $1", [companyId, seller]);
    }
    await writeCorrectionBooks(database.db, companyId);
    return companyId;
  };
  return {
    database,
    server,
    jobs,
    setNow: (moment) => void (now = moment),
    offer: async ({ seller, ...changes } = {}) => approvedOffer(database, await company(seller), changes),
    nudge: async ({ seller, ...changes } = {}) => sentNudge(database, await company(seller), changes),
    async close() {
      await server.close();
      await database.close();
    },
  };
}
