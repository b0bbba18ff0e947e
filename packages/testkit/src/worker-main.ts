import { connectionsFor, nudgeSettings } from "@cfa/worker/config";
import type { TellingSettings } from "@cfa/worker/alerts/telling";
import { startWorker } from "@cfa/worker/worker";
import { openDatabase } from "@cfa/db/client";
import { readMasterKeys } from "@cfa/db/sealing";
import type { ChannelUrls } from "@cfa/worker/channels/channel";
import { pino } from "pino";

/* A worker as apps/worker/src/main.ts starts one, whose clock began at a moment of another day and whose providers are on this machine. */

const { DATABASE_URL = "", MASTER_KEY = "", URLS = "{}", TELLING = "null", CLOCK = "[0, 0]" } = process.env;
const keys = readMasterKeys(MASTER_KEY);
if (!keys.ok) throw new Error(keys.error);
const [real, shown] = JSON.parse(CLOCK) as [number, number];
const { publicUrl, channels } = nudgeSettings("https://app.asha.in", keys.value);
const db = openDatabase({ url: DATABASE_URL, poolSize: connectionsFor(2) });
const worker = await startWorker({
  db,
  log: pino({ level: process.env["LOG_LEVEL"] ?? "silent" }),
  learning: null,
  now: () => new Date(shown + Date.now() - real),
  telling: JSON.parse(TELLING) as TellingSettings | null,
  nudges: {
    publicUrl,
    channels: channels && {
      ...channels,
      urls: { ...channels.urls, ...(JSON.parse(URLS) as Partial<ChannelUrls>) },
    },
  },
});
console.log("working");
process.once("SIGTERM", () => {
  void worker
    .stop({ graceMs: 1_000 })
    .then(() => db.close())
    .then(() => process.exit(0));
});
