import { createApp } from "@cfa/api/app";
import { modelIn } from "@cfa/api/assistant/model/settings";
import { createCompanyEvents } from "@cfa/api/events/company-events";
import { createLogger } from "@cfa/api/log";
import { listen } from "@cfa/api/server";
import { openDatabase } from "@cfa/db/client";
import { openQueue } from "@cfa/db/queue";
import { startWorker } from "@cfa/worker/worker";

/* API and worker in one process, as tools/start/main.ts puts them together, or the API alone; apart from the bench so that its memory is its own. */

const db = openDatabase({ url: process.env["DATABASE_URL"] ?? "", poolSize: 20 });
const log = createLogger({ level: process.env["LOG_LEVEL"] ?? "silent" });
const queue = await openQueue(db);
const port = Number(process.env["PORT"] ?? 0);
const config = {
  publicUrl: port === 0 ? "http://127.0.0.1" : `http://127.0.0.1:${port}`,
  authSecret: "x".repeat(32),
  demo: process.env["DEMO"] === "1",
  webDir: process.env["WEB_DIR"] ?? null,
  trustProxy: process.env["TRUST_PROXY"] === "1",
  mail: null,
  google: null,
  model: modelIn(process.env, []),
};
const events = createCompanyEvents({ db, log });
const app = createApp({ db, log, config, events, enqueue: queue.enqueue });
const server = await listen(app, { host: "127.0.0.1", port });
if (!server.ok) throw new Error(server.error);
const worker =
  process.env["WORKER"] === "0"
    ? undefined
    : await startWorker({ db, log, ...(process.env["LEARNING"] === "0" ? { learning: null } : {}) });
console.log(server.value.url);

process.once("SIGTERM", () => {
  void (async () => {
    await worker?.stop();
    await Promise.all([events.close(), server.value.drain({ graceMs: 500 })]);
    await queue.close();
    await db.close();
    process.exit(0);
  })();
});
