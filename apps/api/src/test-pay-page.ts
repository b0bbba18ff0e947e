import { cloneDatabase, type TestDatabase } from "@cfa/testkit/test-database";

import { ensureCompany } from "./demo.ts";
import { approvedOffer, NOON, type OfferChanges, type PayOffer } from "./test-offer.ts";
import { writeCorrectionBooks } from "./test-correction-books.ts";
import { startTestServer, type TestServer } from "./test-server.ts";

export type PayPageTest = {
  readonly database: TestDatabase;
  readonly server: TestServer;
  readonly jobs: { name: string; data: object }[];
  /** What the server's clock shows from now on. */
  setNow(now: Date): void;
  /** An approved offer of a company of its own, on the books of test-correction-books.ts. */
  offer(changes?: OfferChanges & { seller?: string }): Promise<PayOffer>;
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
  return {
    database,
    server,
    jobs,
    setNow: (moment) => void (now = moment),
    async offer({ seller, ...changes } = {}) {
      const name = `Asha Traders ${++made}`;
      const { companyId } = await ensureCompany(database.db, { name, isDemo: true });
      if (seller !== undefined) {
        await database.asOwner("update company set name = $2 where company_id = $1", [companyId, seller]);
      }
      await writeCorrectionBooks(database.db, companyId);
      return approvedOffer(database, companyId, changes);
    },
    async close() {
      await server.close();
      await database.close();
    },
  };
}
