import { chmodSync, existsSync, mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { parseArgs } from "node:util";

import { createServerLink } from "@cfa/agent/server-link";
import { issueApiKey } from "@cfa/api/auth/api-key";
import { startModelServer, type Said } from "@cfa/api/assistant/model/test-model-server";
import { askPath } from "@cfa/contract/ask-path";
import type { Turn } from "@cfa/contract/assistant";
import { openDatabase } from "@cfa/db/client";
import { inCompany } from "@cfa/db/company-scope";
import { startEmbeddedPostgres } from "@cfa/db/embedded/embedded-postgres";
import { migrate } from "@cfa/db/migrate";
import { idOut } from "@cfa/values/ids";

import { questionsOf } from "./assistant/questions.ts";
import { demoCompany } from "./demo-company.ts";
import { BOOKS_FROM, ledgers, voucherAt, type Sizes } from "./generated-books.ts";
import { residentPeakMb, startServer, startWorker } from "./processes.ts";
import { pagesOf, pushRun, type Push } from "./push-run.ts";
import { signInAsOwner, timing } from "./users.ts";

/*
 * npm run bench:assistant -- [--size M|L] [--times N] [--books FOLDER]: a company of 40,000 (M) or 1,000,000 (L) generated vouchers is asked over the public API, without a language model
 * and with one that answers at once. Books stay in the folder, and are asked as they are where they lie there already. Keys of RESULT: docs/benchmarks.md.
 */

const { values: options } = parseArgs({
  options: {
    size: { type: "string", default: "M" },
    times: { type: "string", default: "5" },
    vouchers: { type: "string" },
    books: { type: "string" },
  },
});
const isLarge = options.size === "L";
const vouchers = Number(options.vouchers ?? (isLarge ? 1_000_000 : 40_000));
const sizes: Sizes = { vouchers, parties: Math.round(vouchers / 20) };
const times = Number(options.times);
const WANTED = { answerP95: isLarge ? 600 : 200, firstByteP95: 150 };
const BATCH = 500;
const COMPANY = { guid: "books-of-the-bench", name: "Bench", booksFrom: BOOKS_FROM };
/** What goes to the language model: words that nothing here knows. */
const OPEN_QUESTION = "Blorp flim zzq frob";
const MODEL_TIMES = 30;
const SCRIPT: readonly Said[] = [
  { calls: [{ name: "ask_books", args: { measure: "receivable" } }] },
  { text: "Customers owe {r1.outstanding}." },
];

const isThere = options.books !== undefined && existsSync(resolve(options.books));
const folder =
  options.books === undefined ? mkdtempSync(join(tmpdir(), "cfa-bench-")) : resolve(options.books);
mkdirSync(folder, { recursive: true });
chmodSync(folder, 0o755); // when root runs it, the database server is nobody and must get in
const postgres = await startEmbeddedPostgres({ dataDir: join(folder, "postgres"), durable: false });
await migrate(postgres);
const db = openDatabase({ url: postgres.runUrl, poolSize: 2 });
const stub = await startModelServer(SCRIPT, { again: true });
const model = { provider: "openai-compatible", model: "stub", url: stub.url };
const server = await startServer(postgres.runUrl, { demo: true, worker: false, model });
const worker = startWorker(postgres.runUrl);
const url = `http://127.0.0.1:${server.port}`;

try {
  const companyId = await demoCompany({ db, url }, { name: "Bench", guid: COMPANY.guid });
  const company = idOut("company", companyId);
  if (!isThere) {
    const link = createServerLink({ server: url, key: await issueApiKey(db, companyId) });
    const marks = { masters: sizes.parties + 5, vouchers };
    await pushRun(link, { kind: "full", company: COMPANY, marks, batches: everything() });
  }
  await learned(companyId);
  console.log("The books are taken in and learned from; now they are asked.");
  const token = await signInAsOwner(url);
  const call = (method: string, path: string, body?: object): Promise<Response> =>
    fetch(`${url}/api/companies/${company}${path}`, {
      method,
      headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
  const rows = await askedAll(call);
  const first = await firstBytes(call, company, token);
  const slowest = rows.toSorted((a, b) => b.p95 - a.p95).slice(0, 8);
  const every = timing(
    "answers",
    rows.flatMap(({ list }) => list),
  );
  console.table([...slowest.map(({ name, kind, p50, p95, max }) => ({ name, kind, p50, p95, max })), every]);
  const result = {
    size: options.size,
    vouchers,
    questions: rows.length,
    answered: rows.filter(({ kind }) => kind === "answer").length,
    refusedByServer: rows.filter(({ kind }) => kind.startsWith("HTTP")).map(({ name }) => name),
    answerP50: every.p50,
    answerP95: every.p95,
    answerMax: every.max,
    firstQuestionMs: Math.round(rows[0]?.list[0] ?? 0),
    firstByteP50: first.p50,
    firstByteP95: first.p95,
    modelAsked: stub.bodies.length,
    slowest: slowest.slice(0, 3).map(({ name, p95 }) => [name, p95]),
    serverPeakMb: residentPeakMb(server.pid),
    wanted: WANTED,
    isWithin:
      every.p95 <= WANTED.answerP95 &&
      first.p95 <= WANTED.firstByteP95 &&
      rows.every(({ kind }) => !kind.startsWith("HTTP")),
  };
  console.log(`RESULT ${JSON.stringify(result)}`);
  process.exitCode = result.isWithin ? 0 : 1;
} finally {
  await worker.stop();
  await server.stop();
  await stub.close();
  await db.close();
  await postgres.stop();
  if (options.books === undefined) rmSync(folder, { recursive: true, force: true });
}

function* everything(): Generator<Push["batches"] extends Iterable<infer R> ? R : never> {
  for (const page of pagesOf(ledgers(sizes), BATCH)) yield { ledgers: page };
  for (let from = 0; from < vouchers; from += BATCH) {
    yield {
      vouchers: Array.from({ length: Math.min(BATCH, vouchers - from) }, (_, i) =>
        voucherAt(from + i, sizes),
      ),
    };
  }
}

type Call = (method: string, path: string, body?: object) => Promise<Response>;

/** Asks what today's books suggest and questions of the bench's own, each some times, one after the other. */
async function askedAll(call: Call) {
  const suggested: string[] = [];
  for (const language of ["en", "hi"]) {
    const answered = await call("GET", `/assistant/suggestions?language=${language}`);
    suggested.push(...((await answered.json()) as { questions: string[] }).questions);
  }
  const asked = [];
  for (const question of [...suggested, ...questionsOf(sizes)]) {
    const list: number[] = [];
    let kind = "";
    for (let time = 0; time < times; time++) {
      const begun = performance.now();
      const body = {
        conversationId: null,
        question,
        language: /[\u0900-\u097F]/.test(question) ? "hi" : "en",
      };
      const answered = await call("POST", "/assistant/ask", body);
      const turn = (await answered.json()) as Partial<Turn>;
      list.push(performance.now() - begun);
      kind = turn.answer?.kind ?? `HTTP ${answered.status}`;
    }
    asked.push({ ...timing(question, list), kind, list });
  }
  return asked;
}

/** How long it takes until the first event of an answer that a language model has made. */
async function firstBytes(call: Call, company: string, token: string) {
  const settings = { usesModel: true, hidesNames: true };
  const said = await call("PUT", "/assistant/settings", { settings });
  if (said.status !== 200) throw new Error(`the settings answered ${said.status}`);
  const list: number[] = [];
  for (let time = 0; time < MODEL_TIMES; time++) {
    const begun = performance.now();
    const answered = await fetch(url + askPath(company), {
      method: "POST",
      headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
      body: JSON.stringify({ conversationId: null, question: OPEN_QUESTION, language: "en" }),
    });
    const reader = answered.body?.getReader();
    const piece = await reader?.read();
    list.push(performance.now() - begun);
    let text = new TextDecoder().decode(piece?.value);
    for (let more = await reader?.read(); more?.done === false; more = await reader?.read())
      text += new TextDecoder().decode(more.value);
    if (!text.includes('"Customers owe ')) throw new Error(`not the model's answer: ${text.slice(0, 500)}`);
  }
  return timing("first byte", list);
}

/** Waits until both sides were learned from and cash is forecast. */
async function learned(companyId: string): Promise<void> {
  for (;;) {
    const rows = await inCompany(db, companyId, (tx) =>
      tx.run<{ done: boolean }>(
        `select (select count(*) from learning_try where company_id = $1) = 2
           and exists (select from cash_forecast_try where company_id = $1) as done`,
        [companyId],
      ),
    );
    if (rows[0]?.done === true) return;
    await sleep(500);
  }
}
