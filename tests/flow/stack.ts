import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { openOutbox, type Outbox } from "@cfa/agent/outbox/outbox";
import { createServerLink, type ServerLink } from "@cfa/agent/server-link";
import type { SyncFailure, SyncOptions, SyncOutcome } from "@cfa/agent/outcome";
import { syncOnce } from "@cfa/agent/sync";
import type { AgentReleaseSettings } from "@cfa/api/agent-releases/settings";
import type { ModelSettings } from "@cfa/api/assistant/model/settings";
import type { GoogleSettings } from "@cfa/api/auth/google";
import type { SignInCode } from "@cfa/api/auth/send-code";
import { issueApiKey } from "@cfa/api/auth/api-key";
import { ensureCompany, ensureDemoMembers } from "@cfa/api/demo";
import { createLogger } from "@cfa/api/log";
import { signInDeps, startTestServer, type TestServer } from "@cfa/api/test-server";
import { openQueue } from "@cfa/db/queue";
import { createTallyClient, type TallyClient } from "@cfa/tally/client";
import { freePort } from "@cfa/testkit/free-port";
import { secretsIn } from "@cfa/testkit/secret-scan";
import { cloneDatabase, type TestDatabase } from "@cfa/testkit/test-database";
import { idOut } from "@cfa/values/ids";
import type { Result } from "@cfa/values/result";
import type { GatewaySettings } from "@cfa/worker/tasks/tend-gateway";
import { startWorker } from "@cfa/worker/worker";

/** Server, worker and database of a test's own, as `npm start` puts them together. */
export type Stack = {
  readonly database: TestDatabase;
  readonly server: TestServer;
  /** Makes a company with a key; the demo's owner and accountant belong to it. */
  addCompany(company: { name: string; tallyGuid: string }): Promise<StackCompany>;
  close(): Promise<void>;
};

export type StackCompany = {
  /** The UUID inside, and the id outside. */
  readonly uuid: string;
  readonly id: string;
  readonly key: string;
  readonly link: ServerLink;
};

export type StackOptions = {
  /** The database; one cloned for the test when left out. It is closed with the stack. */
  database?: TestDatabase;
  /** The built app, for a browser. */
  webDir?: string;
  /** Google as a way in; the settings may need the address under which people come. */
  google?: (publicUrl: string) => Promise<GoogleSettings>;
  /** Where codes for mail addresses are shown: without it, mail is no way in. */
  printCode?: (code: SignInCode) => void;
  /** The clock of server and worker; the system's when left out. */
  now?: () => Date;
  /** The worker learns from what was synced; others have nothing to wait for beside their own. */
  learns?: boolean;
  /** What companies' secrets are sealed with, and where their gateway is; without it none can be kept. */
  gateway?: GatewaySettings;
  /** Customers are written to, by letters alone: no carrier is reached. */
  nudges?: boolean;
  /** The language model that the assistant may ask; without it, none. */
  model?: ModelSettings;
  /** Where releases of the agent lie; without it none are given out. */
  agentReleases?: AgentReleaseSettings;
};

/** Starts server and worker on a database cloned for the test. */
export async function startStack(options: StackOptions = {}): Promise<Stack> {
  const database = options.database ?? (await cloneDatabase());
  const queue = await openQueue(database.db);
  // A browser names the page's origin, so the server must know its own port beforehand.
  const port = options.webDir === undefined ? 0 : await freePort();
  const publicUrl = `http://127.0.0.1:${port}`;
  const { printCode, gateway } = options;
  const clock = options.now === undefined ? {} : { now: options.now };
  const google = (await options.google?.(publicUrl)) ?? null;
  const server = await startTestServer(database, {
    port,
    deps: { enqueue: queue.enqueue, ...clock, ...(printCode === undefined ? {} : { printCode }) },
    config: {
      publicUrl,
      webDir: options.webDir ?? null,
      google,
      masterKeys: gateway?.masterKeys ?? null,
      model: options.model ?? null,
      agentReleases: options.agentReleases ?? null,
    },
  });
  const log = createLogger({ level: "silent" });
  const worker = await startWorker({
    db: database.db,
    log,
    ...clock,
    ...(options.learns === true ? {} : { learning: null }),
    ...(gateway === undefined ? {} : { gateway }),
    ...(options.nudges === true ? { nudges: { publicUrl, channels: null } } : {}),
  });
  return {
    database,
    server,
    async addCompany(company) {
      const { companyId } = await ensureCompany(database.db, { ...company, isDemo: true });
      await ensureDemoMembers(signInDeps(database.db), [companyId]);
      const key = await issueApiKey(database.db, companyId);
      return {
        uuid: companyId,
        id: idOut("company", companyId),
        key,
        link: createServerLink({ server: server.url, key }),
      };
    },
    async close() {
      await worker.stop();
      await server.close();
      await queue.close();
      await database.close();
      const leaked = [...secretsIn(server.logLines), ...secretsIn(server.addresses)];
      if (leaked.length > 0) throw new Error(`in the log or in an address: ${leaked.join("; ")}`);
    },
  };
}

/** An agent with an outbox folder of its own, so that it can be killed and started again. */
export type TestAgent = {
  readonly folder: string;
  readonly said: string[];
  /** One sync with a new process's memory: only the outbox remains from earlier ones. */
  sync(parts?: {
    tally?: TallyClient;
    outbox?: (outbox: Outbox) => Outbox;
    link?: ServerLink;
    /** Which installation it is, and what time it is there. */
    as?: Partial<Pick<SyncOptions, "agentId" | "now" | "waiting">>;
  }): Promise<Result<SyncOutcome, SyncFailure>>;
  remove(): void;
};

export function createAgent(options: { tallyPort: number; company: StackCompany; guid: string }): TestAgent {
  const folder = mkdtempSync(join(tmpdir(), "cfa-agent-"));
  const said: string[] = [];
  return {
    folder,
    said,
    async sync(parts = {}) {
      const outbox = openOutbox(folder);
      try {
        return await syncOnce({
          tally: parts.tally ?? createTallyClient({ host: "127.0.0.1", port: options.tallyPort, pauseMs: 0 }),
          outbox: parts.outbox?.(outbox) ?? outbox,
          link: parts.link ?? options.company.link,
          companyGuid: options.guid,
          say: (line) => said.push(line),
          now: () => new Date().toISOString(),
          attempts: 2,
          ...parts.as,
        });
      } finally {
        outbox.close();
      }
    },
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}
