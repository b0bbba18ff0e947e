import { createWriteStream } from "node:fs";
import { dirname, join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";

import { createApp } from "@cfa/api/app";
import { createCompanyEvents } from "@cfa/api/events/company-events";
import { ensureDemoMembers } from "@cfa/api/demo";
import { createLogger } from "@cfa/api/log";
import { rewrapDataKeys } from "@cfa/db/queries/secrets";
import { openQueue } from "@cfa/db/queue";
import { nudgeSettings, tellingSettings } from "@cfa/worker/config";
import { RAZORPAY_URL } from "@cfa/worker/gateway/razorpay";
import { startWorker } from "@cfa/worker/worker";

import { createChildren } from "./children.ts";
import { takeDataFolder } from "./data-folder.ts";
import { openStartDatabase } from "./database.ts";
import { openFrontDoor } from "./front-door.ts";
import { importAll } from "./import.ts";
import { openMasterKey } from "./master-key.ts";
import { StartProblem } from "./problem.ts";
import { hush, keepSaying, say } from "./say.ts";
import { readSettings, type Settings } from "./settings.ts";
import { createShutdown } from "./shutdown.ts";
import { openState } from "./state.ts";
import { syncDemo, syncTally, type TallySync } from "./tally.ts";
import { buildWeb } from "./web-build.ts";
import { printCode, sayHowToGetIn, sayWhatWentWrong } from "./ways-in.ts";

/*
 * npm start: one process with API and worker; PostgreSQL, the fake Tally, the agent and the app's build are its
 * children.
 */

const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));
const GRACE_MS = 2_000;
const shutdown = createShutdown();
/** What was asked for and did not go well, one line each: the end's exit code tells as well. */
const problems: string[] = [];

shutdown.firstOnEnd(hush);
shutdown.listen(() => (problems.length === 0 ? 0 : 1));
try {
  await start(readSettings(process.argv.slice(2), process.env));
} catch (error) {
  // A Ctrl-C also reaches a program we wait for; that it was one is heard a moment after that program's end.
  await sleep(100);
  if (!shutdown.isEnding()) {
    console.error(error instanceof StartProblem ? error.message : `CFA could not start: ${String(error)}`);
    await shutdown.end(1);
  }
}

async function start(settings: Settings): Promise<void> {
  const { data: folder, port } = settings;
  const data = await takeDataFolder(folder, { fresh: settings.fresh, say });
  shutdown.onEnd(() => data.release());
  shutdown.firstOnEnd(() => data.ending());
  const { server, serve } = await openFrontDoor(port);
  const children = createChildren();
  shutdown.onEnd(() => children.stopAll());
  const state = openState(folder);
  const masterKeys = openMasterKey(folder, process.env);

  const web = buildWeb(root, { children, say });
  web.ready.catch(() => undefined); // looked at below, when everything else is up
  const opening = openStartDatabase(folder, say);
  // An end that comes while the database is being started waits for it: nothing is left behind.
  shutdown.onEnd(() => opening.then((opened) => opened.stop()).catch(() => undefined));
  const { db } = await opening;
  await rewrapDataKeys(db, masterKeys);

  const logFile = createWriteStream(join(folder, "cfa.log"), { flags: "a", mode: 0o600 });
  const log = createLogger({ level: "info", to: logFile });
  const config = {
    publicUrl: `http://127.0.0.1:${port}`,
    authSecret: state.value.authSecret,
    demo: settings.demo,
    webDir: web.folder,
    trustProxy: false,
    mail: settings.mail,
    google: settings.google,
    model: settings.model,
    agentReleases: settings.agentReleases,
    masterKeys,
  };
  const queue = await openQueue(db);
  shutdown.onEnd(() => queue.close());
  const events = createCompanyEvents({ db, log });
  serve(createApp({ db, log, config, printCode, events, enqueue: queue.enqueue }));
  shutdown.onEnd(async () => {
    await Promise.all([events.close(), server.drain({ graceMs: GRACE_MS })]);
  });
  const worker = await startWorker({
    db,
    log,
    gateway: { masterKeys, razorpayUrl: RAZORPAY_URL },
    nudges: nudgeSettings(config.publicUrl, masterKeys),
    telling: tellingSettings(config.publicUrl, { mail: config.mail }),
  });
  // A job that is cut short is taken up again by the next start.
  shutdown.onEnd(() => worker.stop({ graceMs: GRACE_MS }));

  const welcome = async (companyId: string): Promise<void> => {
    if (settings.demo) await ensureDemoMembers({ db, config, log }, [companyId]);
  };
  say(`CFA answers at ${server.url}`);
  await fill(settings, {
    sync: { connection: { db, folder, state, server: server.url, welcome }, children, root, say },
    webReady: web.ready,
  });
}

/** Waits for the app and takes books in; says how to get in as soon as there is to see what was asked for. */
async function fill(
  settings: Settings,
  { sync, webReady }: { sync: TallySync; webReady: Promise<void> },
): Promise<void> {
  const { connection } = sync;
  const { demo, mail, google } = settings;
  const ways = { url: connection.server, demo, mail: mail !== null, google: google !== null };
  const isNewsAsked = settings.tally !== undefined || settings.import.length > 0;
  // With the books of an earlier start nobody has to wait until Tally has been asked for changes.
  const isEarly = !isNewsAsked && connection.state.value.demo?.isSynced === true;
  if (isEarly) {
    await webReady;
    sayHowToGetIn(ways);
  }
  const fallSilent = keepSaying();
  const [found] = await Promise.all([takeBooksIn(settings, sync), webReady]);
  fallSilent();
  problems.push(...found);
  if (shutdown.isEnding()) return;
  if (!isEarly) sayHowToGetIn(ways);
  sayWhatWentWrong(problems);
}

async function takeBooksIn(settings: Settings, sync: TallySync): Promise<string[]> {
  const found: string[] = [];
  if (settings.demo) found.push(...(await syncDemo(sync, settings.demoSize)));
  if (settings.tally !== undefined) {
    found.push(...(await syncTally(sync, settings.tally, { isDemo: false })));
  }
  if (settings.import.length > 0) found.push(...(await importAll(settings.import, sync.connection, say)));
  return found;
}
