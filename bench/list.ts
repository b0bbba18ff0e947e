import { chmodSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { parseArgs } from "node:util";
import { fileURLToPath } from "node:url";

import { createServerLink } from "@cfa/agent/server-link";
import { issueApiKey } from "@cfa/api/auth/api-key";
import { openDatabase } from "@cfa/db/client";
import { startEmbeddedPostgres } from "@cfa/db/embedded/embedded-postgres";
import { migrate } from "@cfa/db/migrate";
import { freePort } from "@cfa/testkit/free-port";
import { idOut } from "@cfa/values/ids";
import type { Page } from "playwright-core";
import { openBrowser } from "../tests/browser/chromium.ts";
import { createChildren } from "../tools/start/children.ts";
import { buildWeb } from "../tools/start/web-build.ts";

import { demoCompany } from "./demo-company.ts";
import { held, scroll, watchLists, type Held, type Scrolled } from "./list-scroll.ts";
import { billAt, BOOKS_FROM, BUSIEST, ledgers } from "./long-books.ts";
import { startServer } from "./processes.ts";
import { pagesOf, pushRun } from "./push-run.ts";

/*
 * npm run bench:list -- [--rows 5000] [--screens phone,desktop] [--slow 1,4] [--lists bills,parties]: a customer's open bills and the list of
 * customers, as many of each, scrolled from end to end in a real browser; beside the same rows all at once in the same page, without any of the app's
 * script. Keys of RESULT: docs/benchmarks.md.
 */

const names = ["rows", "screens", "slow", "lists"];
const options = parseArgs({
  options: Object.fromEntries(names.map((name) => [name, { type: "string" as const }])),
}).values;
const rows = Number(options["rows"] ?? 5_000);
const slowDowns = (options["slow"] ?? "1,4").split(",").map(Number);
const screens = (options["screens"] ?? "phone,desktop").split(",");
const lists = (options["lists"] ?? "bills,parties").split(",");

const SIZES = { phone: { width: 390, height: 844 }, desktop: { width: 1440, height: 900 } };
/** Pixels a second: a finger that looks, one that is in a hurry, and one that wants to be at the end. */
const SPEED = { look: 2_500, hurry: 12_000, end: 20_000 };
const FILMED = { look: 20_000, hurry: 60_000 };
/** A way to the end is scrolled in parts of so many pixels; more of them than this and it does not come. */
const PART = 100_000;
const MOST_PARTS = 40;
const COMPANY = { guid: "lists-of-the-bench", name: "Long Lists", booksFrom: BOOKS_FROM };
const BATCH = 500;

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const web = buildWeb(root, { children: createChildren(), say: (line) => console.log(line) });
await web.ready;
const folder = mkdtempSync(join(tmpdir(), "cfa-bench-"));
chmodSync(folder, 0o755); // when root runs it, the database server is nobody and must get in
const postgres = await startEmbeddedPostgres({ dataDir: join(folder, "postgres") });
await migrate(postgres);
const db = openDatabase({ url: postgres.runUrl, poolSize: 2 });
const app = { webDir: web.folder, port: await freePort() };
const server = await startServer(postgres.runUrl, { demo: true, learning: false, app });
const url = `http://127.0.0.1:${server.port}`;

type Measured = {
  name: string;
  look: Scrolled;
  hurry: Scrolled;
  /** The way to the end, back and there again. */
  whole: Scrolled[];
  held: { start: Held; middle: Held; end: Held; afterThree: Held };
  plain: { hurry: Scrolled; held: Held };
};

try {
  const home = `${url}/${await loaded()}`;
  const measured: Measured[] = [];
  for (const list of lists) {
    for (const screen of screens) {
      for (const slowDown of slowDowns) {
        const one = await measure(home, { list, screen, slowDown });
        console.table(linesOf(one));
        measured.push(one);
      }
    }
  }
  console.log(`RESULT ${JSON.stringify({ rows, blank: sumOf(measured), measured })}`);
} finally {
  await server.stop();
  await db.close();
  await postgres.stop();
  rmSync(folder, { recursive: true, force: true });
}

async function measure(
  home: string,
  { list, screen, slowDown }: { list: string; screen: string; slowDown: number },
): Promise<Measured> {
  const { context, close } = await openBrowser(screen === "phone" ? SIZES.phone : SIZES.desktop);
  try {
    const page = await context.newPage();
    await watchLists(page);
    await page.goto(url);
    await page.getByTestId("demo-owner").click();
    await page.getByTestId("nav-home").waitFor();
    const name = `${list}, ${screen}, slowed ${slowDown} times`;
    const row = await openList(page, { home, list });
    const browser = await context.newCDPSession(page);
    await browser.send("Emulation.setCPUThrottlingRate", { rate: slowDown });
    console.log(`${name}…`);
    const start = await held(page);
    const look = await scroll(page, { row, pixels: FILMED.look, speed: SPEED.look, isFilmed: true });
    const hurry = await scroll(page, { row, pixels: FILMED.hurry, speed: SPEED.hurry, isFilmed: true });
    const middle = await held(page);
    const whole = [await toEnd(page, row)];
    const end = await held(page);
    const length = await page.evaluate<number>(`scrollerOf(${JSON.stringify(row)}).scrollHeight`);
    for (const pixels of [-length, length]) whole.push(await scroll(page, { row, pixels, speed: SPEED.end }));
    const afterThree = await held(page);
    await page.evaluate(`showPlain(${JSON.stringify(row)}, ${rows})`);
    const plainHeld = await held(page);
    const plain = await scroll(page, { row, pixels: FILMED.hurry, speed: SPEED.hurry, isFilmed: true });
    return {
      name,
      look,
      hurry,
      whole,
      held: { start, middle, end, afterThree },
      plain: { hurry: plain, held: plainHeld },
    };
  } finally {
    await close();
  }
}

/** Opens a list at its first row; answers how its rows are found. */
async function openList(page: Page, { home, list }: { home: string; list: string }): Promise<string> {
  await page.goto(`${home}/parties`);
  if (list === "bills") {
    await page.getByTestId("party-row-0").getByText(BUSIEST).click();
    await page.getByTestId("bill-row-49").waitFor();
  } else await page.getByTestId("party-row-3").waitFor();
  const row = list === "bills" ? '[data-testid^="bill-row-"]' : '[data-testid^="party-row-"]';
  if (list === "bills") {
    await page.getByTestId("load-more").click();
    await page.getByTestId("load-more").waitFor({ state: "attached" });
    await page.evaluate(`document.querySelector(${JSON.stringify(row)}).scrollIntoView()`);
  }
  return row;
}

/** Scrolls on until no more rows come. */
async function toEnd(page: Page, row: string): Promise<Scrolled> {
  const parts: Scrolled[] = [];
  let before = -1;
  for (;;) {
    const height = await page.evaluate<number>(`scrollerOf(${JSON.stringify(row)}).scrollHeight`);
    if (height === before && (await page.getByTestId("load-more").count()) === 0) break;
    before = height;
    if (parts.length > MOST_PARTS) throw new Error(`the end of ${row} is not reached`);
    parts.push(await scroll(page, { row, pixels: PART, speed: SPEED.hurry }));
  }
  const sum = (of: (one: Scrolled) => number): number => parts.reduce((total, one) => total + of(one), 0);
  const most = (of: (one: Scrolled) => number): number => Math.max(...parts.map(of));
  return {
    frames: sum(({ frames }) => frames),
    blank: sum(({ blank }) => blank),
    pictures: 0,
    blankPictures: 0,
    p50: most(({ p50 }) => p50),
    p95: most(({ p95 }) => p95),
    max: most(({ max }) => max),
  };
}

function linesOf({ name, look, hurry, whole, held: memory, plain }: Measured): object[] {
  const line = (what: string, one: Scrolled, kept: Held) => ({ name: `${name}: ${what}`, ...one, ...kept });
  return [
    line("looking", look, memory.start),
    line("in a hurry", hurry, memory.middle),
    ...whole.map((one, at) => line(`whole ${at + 1}`, one, at === 0 ? memory.end : memory.afterThree)),
    line("all rows at once", plain.hurry, plain.held),
  ];
}

/** Blank frames and pictures of all that was measured of the app. */
function sumOf(measured: readonly Measured[]): { frames: number; pictures: number } {
  const all = measured.flatMap(({ look, hurry, whole }) => [look, hurry, ...whole]);
  return {
    frames: all.reduce((total, { blank }) => total + blank, 0),
    pictures: all.reduce((total, { blankPictures }) => total + blankPictures, 0),
  };
}

/** A company with those lists; the demo's people belong to it. Answers its outward id. */
async function loaded(): Promise<string> {
  const companyId = await demoCompany({ db, url }, COMPANY);
  const link = createServerLink({ server: url, key: await issueApiKey(db, companyId) });
  const bills = Array.from({ length: rows * 2 - 1 }, (_, at) => billAt(at, rows));
  await pushRun(link, {
    kind: "full",
    company: COMPANY,
    marks: { masters: rows + 2, vouchers: rows * 2 },
    batches: [
      ...[...pagesOf(ledgers(rows), BATCH)].map((page) => ({ ledgers: page })),
      ...[...pagesOf(bills, BATCH)].map((page) => ({ vouchers: page })),
    ],
  });
  return idOut("company", companyId);
}
