import type { ChildProcess } from "node:child_process";

import { startTestServer, type TestServer } from "@cfa/api/test-server";
import { inCompany } from "@cfa/db/company-scope";
import { openQueue } from "@cfa/db/queue";
import { readMasterKeys } from "@cfa/db/sealing";
import { shippedTemplate } from "@cfa/nudges/templates/shipped";
import { hookTokenOf, makeDueNudges, TEMPLATE, TEN, type Mixture } from "@cfa/testkit/due-nudges";
import type { ProviderMishap } from "@cfa/testkit/fake-provider";
import { startFakeTwilio, twilioHook, type FakeSms, type FakeTwilio } from "@cfa/testkit/fake-twilio";
import {
  startFakeWhatsApp,
  whatsAppHook,
  type FakeWhatsApp,
  type FakeWhatsAppMessage,
} from "@cfa/testkit/fake-whatsapp";
import { cloneDatabase, type TestDatabase } from "@cfa/testkit/test-database";
import { endWorkerProcess, startWorkerProcess } from "@cfa/testkit/worker-process";

/*
 * Companies whose reminders are all due at ten, two workers that are processes of their own, WhatsApp and Twilio on loopback, and the server that their webhooks go to.
 * Time goes on when it is told to, for the queue too.
 */

const MASTER_KEY = Buffer.alloc(32, 7).toString("base64"); // the test server's
const PUBLIC_URL = "https://app.asha.in";

/** What befalls so many calls in a hundred; the others are slow. */
const MISHAPS: readonly (readonly [ProviderMishap, number])[] = [
  ["very-slow", 45],
  ["429", 8],
  ["500", 4],
  ["502-html", 2],
  ["cut", 4],
  ["taken-500", 6],
  ["taken-cut", 7],
  ["taken-not-json", 3],
  ["taken-hangs", 1],
];
/** Customers of whom the way that is tried first knows nothing. */
const REFUSED_SHARE = 0.1;
/** Messages of which webhooks tell. */
const TOLD_SHARE = 0.4;
const HOOKS_WITHIN_MILLIS = 2_000;

/** A message as a provider took it. `told`: a webhook has said that it was delivered. */
export type Taken = { readonly way: "whatsapp" | "sms"; told: boolean };

export type TwoWorkers = {
  readonly database: TestDatabase;
  /** What was taken, by the telephone number that it was for. */
  readonly taken: ReadonlyMap<string, Taken[]>;
  /** How often a worker was killed. */
  kills(): number;
  /** Starts what does not run, with the clock as it stands. */
  start(): Promise<void>;
  /** How many calls providers have taken and let wait for their answer. */
  held(): number;
  /** Kills one of them as it stands. */
  kill(which: number): Promise<void>;
  /** Kills both, and has so many minutes gone by when they are started again. */
  pass(minutes: number): Promise<void>;
  /** Has what waits in the queue for later begin now. */
  hurry(): Promise<void>;
  /** What their clocks show. */
  now(): Date;
  /** Waits until every webhook that is on its way has been handed over. */
  hooksToldOf(): Promise<void>;
  close(): Promise<void>;
};

/** Makes the companies; the workers are still to be started. */
export async function openTwoWorkers(
  chance: () => number,
  { companies, mixture }: { companies: number; mixture: Mixture },
): Promise<TwoWorkers> {
  const database = await cloneDatabase();
  const [whatsapp, twilio, queue] = [
    await startFakeWhatsApp(),
    await startFakeTwilio(),
    await openQueue(database.db),
  ];
  let [start, shown] = [Date.now(), TEN.getTime()];
  const now = (): Date => new Date(shown + Date.now() - start);
  const server = await startTestServer(database, {
    config: { publicUrl: PUBLIC_URL },
    deps: { enqueue: queue.enqueue, now },
  });
  await makeCompanies(database, { whatsapp, queue, companies, mixture });
  befall({ whatsapp, twilio }, { chance, calls: companies * (mixture.whatsapp + mixture.sms) });
  const hooks = tellOfAll({ whatsapp, twilio, server }, chance);
  const workers: (ChildProcess | null)[] = [null, null];
  const urls = { graph: whatsapp.url, twilio: twilio.url, isLoopback: true };
  let kills = 0;
  const self: TwoWorkers = {
    database,
    taken: hooks.taken,
    kills: () => kills,
    held: () => whatsapp.held() + twilio.held(),
    now,
    async start() {
      const settings = {
        databaseUrl: database.runUrl,
        masterKey: MASTER_KEY,
        urls,
        start,
        shown: new Date(shown),
      };
      for (const [at, worker] of workers.entries())
        workers[at] = worker ?? (await startWorkerProcess(settings));
    },
    async kill(which) {
      const worker = workers[which];
      if (worker === null || worker === undefined) return;
      await endWorkerProcess(worker, "SIGKILL");
      workers[which] = null;
      kills++;
      await takeUpAgain(database);
    },
    async pass(minutes) {
      await Promise.all(workers.map((_, at) => self.kill(at)));
      shown = now().getTime() + minutes * 60_000;
      start = Date.now();
      await passInQueue(database, minutes);
    },
    async hurry() {
      await database.asOwner(
        "update pgboss.job set start_after = now() where state in ('created', 'retry') and start_after > now()",
      );
    },
    hooksToldOf: () => hooks.done(),
    async close() {
      for (const worker of workers) if (worker !== null) await endWorkerProcess(worker, "SIGKILL");
      hooks.stop();
      await Promise.all([whatsapp.close(), twilio.close(), server.close(), queue.close()]);
      await database.close();
    },
  };
  return self;
}

/** Whoever is written to by WhatsApp first is by SMS where that refuses. A killed worker's jobs are found out sooner than at work. */
async function makeCompanies(
  database: TestDatabase,
  making: {
    whatsapp: FakeWhatsApp;
    queue: Awaited<ReturnType<typeof openQueue>>;
    companies: number;
    mixture: Mixture;
  },
): Promise<void> {
  const { whatsapp, queue, companies, mixture } = making;
  const keys = readMasterKeys(MASTER_KEY);
  if (!keys.ok) throw new Error(keys.error);
  const text = shippedTemplate("reminder", "after-7", { way: "whatsapp", language: "en" });
  whatsapp.templates.set(TEMPLATE, { values: text.variables.length, languages: ["en"], state: "approved" });
  await database.asOwner(
    "update pgboss.queue set heartbeat_seconds = 3, retry_delay = 1, retry_backoff = false",
  );
  for (let no = 0; no < companies; no++) {
    const companyId = await makeDueNudges(
      { db: database.db, masterKeys: keys.value, mailPort: 0, sms: "twilio" },
      no,
      mixture,
    );
    await inCompany(database.db, companyId, (tx) => queue.enqueue(tx, "send-nudges", { companyId }));
  }
  await database.asOwner("update nudge set way_order = '{whatsapp,sms}' where way_order = '{whatsapp}'");
}

type Stubs = { readonly whatsapp: FakeWhatsApp; readonly twilio: FakeTwilio };

/** Decides what befalls the calls to come, and who is refused. */
function befall(
  { whatsapp, twilio }: Stubs,
  { chance, calls }: { chance: () => number; calls: number },
): void {
  for (let call = 0; call < calls; call++) {
    for (const stub of [whatsapp, twilio]) stub.befall(mishapOf(chance() * 100), "POST");
  }
  for (let company = 0; company < 100; company++) {
    for (let place = 0; place < 10; place++) {
      const [first, second] = [0, 1].map(
        (way) => `+9198${String(company).padStart(2, "0")}${way}0000${place}`,
      );
      if (chance() < REFUSED_SHARE) whatsapp.refusing.set((first ?? "").slice(1), 131_026);
      if (chance() < REFUSED_SHARE) twilio.refusing.set(second ?? "", 21_211);
    }
  }
}

function mishapOf(percent: number): ProviderMishap {
  let left = percent;
  for (const [mishap, share] of MISHAPS) {
    if (left < share) return mishap;
    left -= share;
  }
  return "slow";
}

type Telling = { taken: Map<string, Taken[]>; done(): Promise<void>; stop(): void };

/** Notes what is taken as it comes, and tells of most of it: twice and in any order. */
function tellOfAll(
  { whatsapp, twilio, server }: Stubs & { server: TestServer },
  chance: () => number,
): Telling {
  const taken = new Map<string, Taken[]>();
  const underWay = new Set<Promise<void>>();
  let [seenWhatsApp, seenTwilio] = [0, 0];
  const note = (phone: string, way: Taken["way"], hooks: () => { path: string; hook: Hook }[]): void => {
    const one: Taken = { way, told: chance() < TOLD_SHARE };
    taken.set(phone, [...(taken.get(phone) ?? []), one]);
    if (!one.told) return;
    for (const { path, hook } of hooks()) {
      const told = tell(server.url + path, hook, chance() * HOOKS_WITHIN_MILLIS);
      underWay.add(told);
      void told.finally(() => underWay.delete(told));
    }
  };
  const look = (): void => {
    for (const sent of whatsapp.messages.slice(seenWhatsApp)) {
      note(`+${sent.to}`, "whatsapp", () => whatsAppHooks(whatsapp, sent));
    }
    for (const sent of twilio.messages.slice(seenTwilio))
      note(sent.to, "sms", () => twilioHooks(twilio, sent));
    [seenWhatsApp, seenTwilio] = [whatsapp.messages.length, twilio.messages.length];
  };
  const timer = setInterval(look, 50);
  return {
    taken,
    async done() {
      look();
      await Promise.all(underWay);
    },
    stop: () => clearInterval(timer),
  };
}

type Hook = { readonly body: string; readonly headers: Readonly<Record<string, string>> };

const STATUSES = ["sent", "delivered", "sent", "delivered"] as const;

function whatsAppHooks(whatsapp: FakeWhatsApp, sent: FakeWhatsAppMessage): { path: string; hook: Hook }[] {
  const path = `/hooks/whatsapp/${hookTokenOf(Number(sent.to.slice(4, 6)), "whatsapp")}`;
  const events = { sent: whatsapp.status(sent, "sent"), delivered: whatsapp.status(sent, "delivered") };
  return STATUSES.map((status) => ({ path, hook: whatsAppHook(events[status]) }));
}

function twilioHooks(twilio: FakeTwilio, sent: FakeSms): { path: string; hook: Hook }[] {
  const callback = sent.callback ?? "";
  const path = callback.slice(PUBLIC_URL.length);
  return STATUSES.map((status) => ({ path, hook: twilioHook(twilio.status(sent, status), callback) }));
}

async function tell(url: string, { body, headers }: Hook, afterMillis: number): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve, afterMillis));
  const answer = await fetch(url, { method: "POST", body, headers });
  if (answer.status !== 200) throw new Error(`${url} answered ${answer.status}: ${await answer.text()}`);
}

/** The queue has heard of nobody for too long: jobs under way are begun anew, and the living one's beside itself. */
async function takeUpAgain(database: TestDatabase): Promise<void> {
  await database.asOwner(
    "update pgboss.job set state = 'retry', start_after = now(), heartbeat_on = null where state = 'active'",
  );
}

/** To the queue it is later by so many minutes: what waits is due, and nobody has heard of what was at work. */
async function passInQueue(database: TestDatabase, minutes: number): Promise<void> {
  const by = `${minutes} minutes`;
  await database.asOwner(
    `update pgboss.job set start_after = start_after - $1::interval, heartbeat_on = heartbeat_on - $1::interval
     where state in ('created', 'retry', 'active')`,
    [by],
  );
  await database.asOwner("update pgboss.queue set monitor_on = monitor_on - $1::interval", [by]);
}
