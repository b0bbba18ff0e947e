import { PgBoss } from "pg-boss";

import { listen } from "./listen.ts";
import { scopedPool, type Database, type Role, type Tx } from "./client.ts";

/** The jobs there are and what each is told. A job names its company; business data stays behind the wall. */
export type Jobs = {
  "apply-run": { companyId: string; runId: string };
  "read-upload": { companyId: string; uploadId: string };
  "expire-upload": { companyId: string; uploadId: string };
  "remove-absent": { companyId: string; confirmId: string };
  "apply-corrections": { companyId: string; ledgerIds: string[] };
  "learn-payments": { companyId: string };
  "learn-again": { companyId: string };
  "forecast-cash": { companyId: string };
  "propose-offers": { companyId: string };
  "plan-nudges": { companyId: string };
  "plan-asked": { companyId: string; askId: string };
  "send-test": { companyId: string; testId: string };
  "send-nudges": { companyId: string };
  "send-nudges-again": { companyId: string; minute: number };
  "ask-attempts": { companyId: string };
  "take-channel-events": { companyId: string };
  "take-channel-events-again": { companyId: string; minute: number };
  "tell-members": { companyId: string };
  "tell-members-again": { companyId: string; minute: number };
  "prune-nudges": { companyId: string };
  "tend-gateway": { companyId: string };
  "tend-gateway-again": { companyId: string };
  "export-company": { companyId: string; exportId: string };
  "expire-export": { companyId: string; exportId: string };
  "remove-company": { companyId: string };
};

const LEARNING = {
  policy: "short", // many changes, one learning
  retryLimit: 2,
  retryDelay: 30,
  retryBackoff: true,
  retryDelayMax: 300,
  expireInSeconds: 900,
  heartbeatSeconds: 20,
} as const;

const BY_HAND = {
  policy: "short",
  notify: true, // a person waits for the answer
  retryLimit: 10,
  retryDelay: 5,
  retryBackoff: true,
  retryDelayMax: 300,
  expireInSeconds: 300,
  heartbeatSeconds: 20,
} as const;

/**
 * How each queue behaves. `short`: a second job with the same key is not queued while the first still waits. `notify`: a worker hears of a job at
 * once, where its connection can; else it finds it when it looks next.
 */
export const QUEUES = {
  "apply-run": {
    policy: "short",
    notify: true,
    retryLimit: 4,
    retryDelay: 2,
    retryBackoff: true,
    retryDelayMax: 60,
    expireInSeconds: 1_800,
    heartbeatSeconds: 20, // how soon a job of a killed worker is taken up again
  },
  "read-upload": {
    policy: "short",
    retryLimit: 2,
    retryDelay: 2,
    retryBackoff: true,
    retryDelayMax: 30,
    expireInSeconds: 3_600,
    heartbeatSeconds: 20,
  },
  "expire-upload": {
    policy: "short",
    retryLimit: 10,
    retryDelay: 60,
    retryBackoff: true,
    expireInSeconds: 300,
  },
  "remove-absent": {
    policy: "short",
    retryLimit: 4,
    retryDelay: 2,
    retryBackoff: true,
    retryDelayMax: 60,
    expireInSeconds: 1_800,
    heartbeatSeconds: 20,
  },
  "apply-corrections": {
    policy: "short",
    notify: true,
    retryLimit: 4,
    retryDelay: 2,
    retryBackoff: true,
    retryDelayMax: 60,
    expireInSeconds: 1_800,
    heartbeatSeconds: 20,
  },
  "learn-payments": LEARNING,
  "learn-again": {
    policy: "short",
    retryLimit: 10,
    retryDelay: 60,
    retryBackoff: true,
    expireInSeconds: 60,
  },
  "forecast-cash": LEARNING,
  "propose-offers": LEARNING,
  "plan-nudges": LEARNING,
  "send-test": BY_HAND,
  "plan-asked": BY_HAND,
  "send-nudges": {
    policy: "short",
    notify: true,
    retryLimit: 10,
    retryDelay: 5,
    retryBackoff: true,
    retryDelayMax: 300,
    expireInSeconds: 900,
    heartbeatSeconds: 20,
  },
  "ask-attempts": {
    policy: "short",
    retryLimit: 10,
    retryDelay: 60,
    retryBackoff: true,
    expireInSeconds: 300,
    heartbeatSeconds: 20,
  },
  "take-channel-events": {
    policy: "short",
    notify: true, // a customer who wants no more messages gets none
    retryLimit: 10,
    retryDelay: 5,
    retryBackoff: true,
    retryDelayMax: 300,
    expireInSeconds: 900,
    heartbeatSeconds: 20,
  },
  "take-channel-events-again": {
    policy: "short",
    retryLimit: 10,
    retryDelay: 5,
    retryBackoff: true,
    expireInSeconds: 60,
  },
  "send-nudges-again": {
    policy: "short",
    retryLimit: 10,
    retryDelay: 5,
    retryBackoff: true,
    expireInSeconds: 60,
  },
  "tell-members": {
    policy: "short",
    retryLimit: 10,
    retryDelay: 5,
    retryBackoff: true,
    retryDelayMax: 300,
    expireInSeconds: 900,
    heartbeatSeconds: 20,
  },
  "tell-members-again": {
    policy: "short",
    retryLimit: 10,
    retryDelay: 60,
    retryBackoff: true,
    expireInSeconds: 60,
  },
  "prune-nudges": {
    policy: "short",
    retryLimit: 2,
    retryDelay: 300,
    expireInSeconds: 900,
    heartbeatSeconds: 20,
  },
  "tend-gateway": {
    policy: "short",
    retryLimit: 10,
    retryDelay: 5,
    retryBackoff: true,
    retryDelayMax: 300,
    expireInSeconds: 900,
    heartbeatSeconds: 20,
  },
  "tend-gateway-again": {
    policy: "short",
    retryLimit: 10,
    retryDelay: 60,
    retryBackoff: true,
    expireInSeconds: 60,
  },
  "export-company": {
    policy: "short",
    retryLimit: 2,
    retryDelay: 5,
    retryBackoff: true,
    retryDelayMax: 60,
    expireInSeconds: 7_200,
    heartbeatSeconds: 20,
  },
  "expire-export": {
    policy: "short",
    retryLimit: 10,
    retryDelay: 60,
    retryBackoff: true,
    expireInSeconds: 300,
  },
  "remove-company": {
    policy: "short",
    retryLimit: 20, // a person was told that it is gone
    retryDelay: 5,
    retryBackoff: true,
    retryDelayMax: 3_600,
    expireInSeconds: 7_200,
    heartbeatSeconds: 20,
  },
} as const satisfies Record<keyof Jobs, object>;

export const QUEUE_SCHEMA = "pgboss";

/**
 * Jobs that wait before they begin. An upload that was not committed, and a file of everything, go after a day and a bit. What was
 * learned as of a day is looked at again soon enough that the next day is not old. What is old is forgotten once a day.
 */
const STARTS_AFTER: Partial<Record<keyof Jobs, number>> = {
  "learn-again": 3 * 3_600,
  "prune-nudges": 24 * 3_600,
  "expire-upload": 25 * 3_600,
  "expire-export": 25 * 3_600,
};

/** Sends a job inside the transaction that causes it: both happen or neither. `afterSeconds`: it begins no sooner. */
export type Enqueue = <Name extends keyof Jobs>(
  tx: Tx,
  name: Name,
  data: Jobs[Name],
  options?: { afterSeconds?: number },
) => Promise<void>;

/** The sending end of the queue, for processes that only cause jobs. */
export async function openQueue(db: Database): Promise<{ enqueue: Enqueue; close(): Promise<void> }> {
  const boss = bossOn(db, "cfa_app");
  await boss.start();
  return { enqueue: enqueueWith(boss), close: () => boss.stop({ graceful: false, close: false }) };
}

/** How a started instance sends within the caller's transaction; one waiting job for a run or a confirmation, one group per company. */
export function enqueueWith(boss: PgBoss): Enqueue {
  return async (tx, name, data, { afterSeconds } = {}) => {
    const startAfter = afterSeconds ?? STARTS_AFTER[name];
    await boss.send(name, data, {
      singletonKey: keyOf(data),
      group: { id: data.companyId },
      ...(startAfter === undefined ? {} : { startAfter }),
      db: { executeSql: async (text, values) => ({ rows: await tx.run(text, values ?? []) }) },
    });
  };
}

/** What a job is about: a second one about the same is not queued while the first waits. */
function keyOf(data: Jobs[keyof Jobs]): string {
  if ("runId" in data) return data.runId;
  if ("ledgerIds" in data) return data.ledgerIds.toSorted().join(" ") || data.companyId;
  if ("uploadId" in data) return data.uploadId;
  if ("exportId" in data) return data.exportId;
  if ("askId" in data) return data.askId;
  if ("testId" in data) return data.testId;
  // One that waits for later is not in the way of one that is wanted sooner.
  if ("minute" in data) return `${data.companyId} ${data.minute}`;
  return "confirmId" in data ? data.confirmId : data.companyId;
}

/** An instance whose every statement runs in `role`. It never makes or changes the schema: migrations do. */
export function bossOn(
  db: Database,
  role: Role,
  options: { supervise?: boolean; listens?: boolean } = {},
): PgBoss {
  const pool = scopedPool(db, role);
  const boss = new PgBoss({
    schema: QUEUE_SCHEMA,
    migrate: false,
    createSchema: false,
    schedule: false,
    reindex: false, // needs the owner; autovacuum is enough at this size
    monitorVacuum: false,
    registerInstance: false,
    supervise: options.supervise ?? false,
    monitorIntervalSeconds: 5,
    superviseIntervalSeconds: 5, // or a killed worker's job is looked for once a minute only
    useListenNotify: options.listens ?? false,
    db: {
      executeSql: async (text, values) => {
        const client = await pool.connect();
        try {
          return await client.query<Record<string, unknown>>(text, values ?? []);
        } finally {
          client.release();
        }
      },
      listen: (channel, onNotification, onReconnect) => listen(db, channel, { onNotification, onReconnect }),
    },
  });
  boss.on("error", () => undefined); // replaced by the worker's own listener; without one a lost connection ends the process
  return boss;
}
