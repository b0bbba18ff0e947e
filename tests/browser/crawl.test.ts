import { randomUUID } from "node:crypto";
import { join } from "node:path";

import { makeReleaseFolder } from "@cfa/api/test-agent-release";
import { uuidOf } from "@cfa/api/uuid-of";
import { makeSampleCompany } from "@cfa/testkit/sample-company/make-sample-company";
import { addDays, formatDay, localDateAt, type LocalDate } from "@cfa/values/local-date";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";

import { uploaderOf } from "../flow/upload-client.ts";
import { expectAccessible } from "./accessible.ts";
import {
  expectToFit,
  openPage,
  pictureOf,
  screensFolder,
  startSyncedApp,
  waitForForecast,
  type OpenPage,
  type SyncedApp,
} from "./app.ts";
import { crawlPage, type Crawl } from "./crawl/crawl-page.ts";
import { emptyPictures, keptPictures, type KeptPictures } from "./crawl/kept-pictures.ts";
import { makeSomethingOfEverything, type Ask, type Made } from "./crawl/made.ts";
import { watchRequests, type Asked, type Requests } from "./crawl/read-page.ts";
import { routesOfApp } from "./crawl/routes.ts";
import { tiesOf } from "./crawl/ties.ts";
import { visitsOf, type Visit } from "./crawl/visits.ts";

/* Every number on every page of the app is the API's for the same company and day, written as people in India write it. */

const LONG = process.env["CFA_TEST_LONG"] === "1";
const KEEP = process.env["CFA_KEEP_SCREENS"] === "1";
/** Some pages alone, by their names, in every look: while something is put right. */
const ONLY = process.env["CFA_CRAWL"];
const LEARNS_MILLIS = 600_000;
const screens = screensFolder();
const today = localDateAt(new Date());

type Look = {
  look: string;
  width: number;
  height: number;
  language: "en" | "hi";
  dark: boolean;
  asOf: LocalDate | null;
  /** Its pictures go into docs when they are kept. */
  kept?: KeptPictures;
};

const phone = { width: 390, height: 844 };
const desktop = { width: 1440, height: 900 };
/** The first is the quick run's; the others are the long run's, in a company of another seed. */
const LOOKS: Look[] = [
  { look: "phone", ...phone, language: "en", dark: false, asOf: null, kept: keptPictures("phone") },
  { look: "desktop-hi-dark", ...desktop, language: "hi", dark: true, asOf: null },
  { look: "phone-earlier", ...phone, language: "en", dark: false, asOf: addDays(today, -45) },
];
const KEPT: Look[] = [
  ...LOOKS.slice(0, 1),
  { look: "desktop", ...desktop, language: "en", dark: false, asOf: null, kept: keptPictures("desktop") },
];

const isOther = LONG && !KEEP;
const looks = KEEP ? KEPT : ONLY ? LOOKS : isOther ? LOOKS.slice(1) : LOOKS.slice(0, 1);
if (KEEP) emptyPictures();

describe.each([isOther ? 2 : 1])("the company of seed %i", (seed) => {
  let app: SyncedApp;
  let made: Made;
  let visits: Visit[];
  let owner: Ask;
  const releases = makeReleaseFolder();

  beforeAll(async () => {
    releases.put("1.2.0");
    app = await startSyncedApp(makeSampleCompany({ size: "S", seed, through: today }), {
      learns: true,
      nudges: true,
      agentReleases: releases.settings,
    });
    const token = await app.stack.server.signIn("owner");
    await waitForForecast(app);
    owner = askAs(token);
    made = await makeSomethingOfEverything(owner, app.company.id, {
      uploader: uploaderOf(app.stack, app.company, token),
      accountant: askAs(await app.stack.server.signIn("accountant")),
      conflict: () => conflictIn(app),
      letOut: (nudgeId) => letOutIn(app, nudgeId),
    });
    await waitForForecast(app);
    visits = visitsOf(made);
  }, LEARNS_MILLIS);

  afterAll(async () => {
    await app.close();
    releases.remove();
  });

  function askAs(token: string): Ask {
    return async <T>(path: string, { method = "GET", body }: { method?: string; body?: unknown } = {}) => {
      const response = await fetch(app.stack.server.url + path, {
        method,
        headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
        ...(body === undefined ? {} : { body: typeof body === "string" ? body : JSON.stringify(body) }),
      });
      if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${await response.text()}`);
      return (await response.json()) as T;
    };
  }

  test("every route of the app is gone to", () => {
    const gone = new Set(visits.map(({ route }) => route));
    expect(routesOfApp().filter((route) => !gone.has(route))).toEqual([]);
    expect([...gone].filter((route) => !routesOfApp().includes(route))).toEqual([]);
    const names = visits.map(({ name }) => name);
    expect(names.filter((name, at) => names.indexOf(name) !== at)).toEqual([]);
  });

  describe.each(looks)("$look", ({ look, width, height, language, dark, asOf, kept }) => {
    let opened: OpenPage;
    let page: Page;
    let requests: Requests;
    let isSignedIn = false;
    /** The day that the page was asked for; null: today. */
    let shown: LocalDate | null = null;

    beforeAll(async () => {
      opened = await openPage(app.stack, { width, height, dark });
      ({ page } = opened);
      await page.evaluate(`localStorage.setItem('cfa.language', '${language}')`);
      requests = watchRequests(page);
    });

    afterAll(async () => {
      if (KEEP) kept?.finish();
      await opened.close();
    });

    const crawl = (): Crawl => ({
      page,
      requests,
      language,
      get asOf() {
        return shown ?? today;
      },
      ask: ({ method, path, body }: Asked) =>
        owner<unknown>(path, { method, body: body ?? undefined }).catch(() => null),
      async look(visit, name) {
        if (KEEP && visit.leadsOn !== true && name === visit.name) await kept?.take(page, visit);
        await pictureOf(page, join(screens, `crawl-${name}-${look}.png`));
        await expectToFit(page);
        await expectAccessible(page);
      },
    });

    test("every number is the API's, in the right form", { timeout: 1_800_000 }, async () => {
      const problems: string[] = [];
      const order = visits.toSorted(
        (a, b) => Number(b.isSignedOut ?? false) - Number(a.isSignedOut ?? false),
      );
      for (const visit of order) {
        if (asOf !== null && visit.isOfToday === true) continue;
        if (ONLY !== undefined && !new RegExp(ONLY).test(visit.name)) continue;
        if (!(visit.isSignedOut ?? false) && !isSignedIn) await signIn();
        try {
          const found = await crawlPage(crawl(), visit, () => open(visit));
          if (language === "en") found.push(...(await untied(visit)));
          problems.push(...found.map((problem) => `${visit.name}: ${problem}`));
        } catch (error) {
          problems.push(`${visit.name}: ${wordsOf(error)}`);
        }
      }
      expect(problems).toEqual([]);
    });

    test("a figure that is a rupee off is found", async () => {
      const [visit] = visits.filter(({ name }) => name === "home");
      if (visit === undefined) throw new Error("there is no home");
      if (!isSignedIn) await signIn();
      await page.route(/\/home(?:\?|$)/, async (route) => {
        const response = await route.fetch();
        const answer = (await response.json()) as { receivable: { outstanding: string } };
        answer.receivable.outstanding = String(BigInt(answer.receivable.outstanding) + 100n);
        await route.fulfill({ response, json: answer });
      });
      const found = await crawlPage(crawl(), { ...visit, press: [] }, () => open(visit));
      await page.unroute(/\/home(?:\?|$)/);
      expect(found.length).toBeGreaterThan(0);
      for (const problem of found)
        expect(problem).toMatch(/no sum of the answers, in .* at home-receivable-/);
    });

    test("the browser had nothing to complain about", () => {
      const refusals = visits.filter(({ refused }) => refused !== undefined).length;
      const refused = opened.complaints.filter((line) => /status of (?:403|404)/.test(line));
      expect(opened.complaints.filter((line) => !refused.includes(line))).toEqual([]);
      expect(refused.length).toBeLessThanOrEqual(refusals);
    });

    async function signIn(): Promise<void> {
      await page.goto(app.stack.server.url);
      await page.getByTestId("demo-owner").click();
      await page.getByTestId("nav-home").first().waitFor();
      isSignedIn = true;
    }

    /** Loaded anew with nothing kept on the device, so that all it shows was asked for. */
    async function open(visit: Visit): Promise<void> {
      await page.evaluate("localStorage.removeItem('cfa.reads')");
      await page.goto(app.stack.server.url + visit.path);
      shown = null;
      if (asOf === null) return;
      // A page without a day of its own shows today, and is read as that.
      await page.getByTestId(visit.ready).first().waitFor();
      if ((await page.getByTestId("as-of").count()) === 0) return;
      await page.getByTestId("as-of").first().click();
      await page.getByTestId("as-of-typed").fill(formatDay(asOf));
      await page.getByTestId("as-of-show").click();
      await page.getByTestId("as-of-notice").waitFor();
      shown = asOf;
    }

    /** Chief figures that do not stand where they belong. */
    async function untied(visit: Visit): Promise<string[]> {
      const problems: string[] = [];
      for (const { id, shows } of await tiesOf(visit.name, owner, made, shown)) {
        const text = (await page.getByTestId(id).first().textContent()) ?? "";
        if (!text.includes(shows)) problems.push(`${shows} does not stand in ${id}: "${text.slice(0, 120)}"`);
      }
      return problems;
    }
  });
});

/** The fact moves under one correction, as a later sync would find it. */
async function conflictIn({ stack, company }: SyncedApp): Promise<void> {
  await stack.database.asOwner(
    `update correction set state = 'conflict', now = base, base = base || '{"limit":"1000000"}'
     where company_id = $1 and kind = 'credit-limit'`,
    [company.uuid],
  );
}

/** Letters of three weeks ago, as they lie there whatever the hour is: one as it was approved, one approved for a rupee less. */
async function letOutIn({ stack, company }: SyncedApp, nudgeId: string): Promise<void> {
  const { database } = stack;
  for (const less of [0, 100]) {
    const letter = randomUUID();
    await database.asOwner(
      `insert into nudge (company_id, nudge_id, ledger_guid, kind, stage, day, class, language, way_order, send_at, not_after, state, reason,
         bills, amount, cost, preview, approval, approved_at, approved_by, approved_name, plan_generation, made_at)
       select company_id, $3, ledger_guid, kind, stage, day - 20 - $4 / 100, class, language, way_order, send_at - interval '20 days',
         not_after - interval '20 days', 'sent', reason, bills, amount - $4, cost, preview, 'each', send_at - interval '20 days', 'u', 'Meera',
         plan_generation, made_at
       from nudge where company_id = $1 and nudge_id = $2`,
      [company.uuid, uuidOf("nudge", nudgeId), letter, less],
    );
    await database.asOwner(
      `insert into nudge_attempt (company_id, nudge_id, attempt_no, way, provider, state, message_id, text, units, called_at)
       select company_id, nudge_id, 1, 'print', 'print', 'calling', nudge_id::text, preview -> 'print' ->> 'body', 1, send_at
       from nudge where nudge_id = $1`,
      [letter],
    );
    await database.asOwner("update nudge_attempt set state = 'accepted' where nudge_id = $1", [letter]);
  }
}

/** What went wrong on a page, with what was seen where something else was expected. */
function wordsOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const { actual } = error as { actual?: unknown };
  return actual === undefined ? error.message : `${error.message} ${JSON.stringify(actual).slice(0, 600)}`;
}
