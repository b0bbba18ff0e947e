import { chmodSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";

import { approvedOffer, linkAtGateway, NOON } from "@cfa/api/test-offer";
import { writeCorrectionBooks } from "@cfa/api/test-correction-books";
import { ensureCompany } from "@cfa/api/demo";
import { startTestServer } from "@cfa/api/test-server";
import { openDatabase } from "@cfa/db/client";
import { startEmbeddedPostgres } from "@cfa/db/embedded/embedded-postgres";
import { migrate } from "@cfa/db/migrate";

import { openBrowser } from "../tests/browser/chromium.ts";

/*
 * npm run bench:pay-page -- [--times N]: the page that customers pay from, with every way to pay, on a slow phone: a processor four times slower,
 * 400 ms there and back, 1.6 Mbit/s, nothing kept from a visit before. Readable is when the first text was painted, the sum to pay among it. Keys of
 * RESULT: docs/benchmarks.md.
 */

const options = parseArgs({ options: { times: { type: "string" } } }).values;
const times = Number(options.times ?? 9);
const LATENCY_MILLIS = 400;
const BYTES_A_SECOND = (1.6 * 1024 * 1024) / 8;
const SLOW_DOWN = 4;

const folder = mkdtempSync(join(tmpdir(), "cfa-bench-"));
chmodSync(folder, 0o755); // when root runs it, the database server is nobody and must get in
const postgres = await startEmbeddedPostgres({ dataDir: join(folder, "postgres") });
await migrate(postgres);
const db = openDatabase({ url: postgres.runUrl, poolSize: 4 });
// A minute on for each visit: the page of one address is shown thirty times a minute.
let visits = 0;
const now = (): Date => new Date(NOON.getTime() + visits * 60_000);
const server = await startTestServer({ db }, { deps: { now } });

try {
  const { companyId } = await ensureCompany(db, { name: "Shree Balaji Traders", isDemo: true });
  await writeCorrectionBooks(db, companyId);
  const offer = await approvedOffer({ db }, companyId);
  await linkAtGateway({ db }, offer, { amount: 980_00n, isPaid: false });
  const rows = [];
  for (const language of ["en", "hi"]) {
    const seen = [];
    for (let count = 0; count < times; count++)
      seen.push(await visit(`${server.url}${offer.path}?lang=${language}`));
    rows.push({ language, ...summary(seen) });
  }
  console.table(rows);
  const result = {
    times,
    latencyMs: LATENCY_MILLIS,
    slowDown: SLOW_DOWN,
    readableMedianMs: Math.max(...rows.map(({ median }) => median)),
    readableMaxMs: Math.max(...rows.map(({ max }) => max)),
    htmlBytes: Math.max(...rows.map(({ bytes }) => bytes)),
    sentBytes: Math.max(...rows.map(({ sent }) => sent)),
    requests: Math.max(...rows.map(({ requests }) => requests)),
  };
  console.log(`RESULT ${JSON.stringify(result)}`);
} finally {
  await server.close();
  await db.close();
  await postgres.stop();
  rmSync(folder, { recursive: true, force: true });
}

type Seen = { readable: number; bytes: number; sent: number; requests: number };

/** One look by a browser that has never been there. */
async function visit(url: string): Promise<Seen> {
  visits++;
  const { context, close } = await openBrowser({ width: 390, height: 844 });
  try {
    const page = await context.newPage();
    const session = await context.newCDPSession(page);
    await session.send("Network.enable");
    await session.send("Network.emulateNetworkConditions", {
      offline: false,
      latency: LATENCY_MILLIS,
      downloadThroughput: BYTES_A_SECOND,
      uploadThroughput: BYTES_A_SECOND,
    });
    await session.send("Emulation.setCPUThrottlingRate", { rate: SLOW_DOWN });
    let sent = 0;
    session.on("Network.loadingFinished", ({ encodedDataLength }) => void (sent += encodedDataLength));
    const asked: string[] = [];
    page.on("request", (request) => void asked.push(request.url()));
    const response = await page.goto(url, { waitUntil: "load" });
    const bytes = (await response?.body())?.length ?? 0;
    // The page comes in one piece, so that its first text is there with the sum to pay.
    const readable = await page.evaluate<number>(`new Promise((done) => {
      const last = () => performance.getEntriesByType("paint").find(({ name }) => name === "first-contentful-paint");
      const wait = () => { const entry = last(); if (entry) done(entry.startTime); else requestAnimationFrame(wait); };
      wait();
    })`);
    const isThere = (await page.locator(".sum").textContent())?.startsWith("₹");
    if (isThere !== true) throw new Error("the sum to pay is not on the page");
    return { readable, bytes, sent, requests: asked.filter((one) => !one.endsWith("/favicon.ico")).length };
  } finally {
    await close();
  }
}

function summary(seen: readonly Seen[]) {
  const readable = seen.map((one) => Math.round(one.readable)).toSorted((a, b) => a - b);
  return {
    median: readable[Math.floor(readable.length / 2)] ?? 0,
    max: readable.at(-1) ?? 0,
    bytes: Math.max(...seen.map(({ bytes }) => bytes)),
    sent: Math.max(...seen.map(({ sent }) => sent)),
    requests: Math.max(...seen.map(({ requests }) => requests)),
  };
}
