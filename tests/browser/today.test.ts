import { join } from "node:path";

import type { PartyPayment } from "@cfa/contract/insights";
import type { SearchAnswer, Today, TodayItem } from "@cfa/contract/today";
import type { PartyBalance } from "@cfa/contract/reads";
import { inCompany } from "@cfa/db/company-scope";
import { keepLearning } from "@cfa/db/queries/insights/keep-learning";
import { madeLearning, madeParty } from "@cfa/testkit/made-insight";
import { makeSampleCompany } from "@cfa/testkit/sample-company/make-sample-company";
import { idIn } from "@cfa/values/ids";
import { addDays, formatDay, localDateAt } from "@cfa/values/local-date";
import { formatRupeesShort, paiseFromJson } from "@cfa/values/money";
import type { Page, Route } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";

import { expectAccessible } from "./accessible.ts";
import {
  expectToFit,
  openPageAs,
  pictureOf,
  screensFolder,
  startSyncedApp,
  type OpenPage,
  type SyncedApp,
} from "./app.ts";

/* What the owner should do today, in a real browser: each row is the API's; what is put off goes and comes back; what is sought is found. */

const looks = screensFolder();
const sample = makeSampleCompany({ size: "S", through: localDateAt(new Date()) });
const LONG = process.env["CFA_TEST_LONG"] === "1";
const TODAY = localDateAt(new Date());

let app: SyncedApp;

beforeAll(async () => {
  app = await startSyncedApp(sample, { learns: true });
  await vi.waitUntil(isLearned, { timeout: 200_000, interval: 500 });
  await haveAStory();
}, 600_000);

afterAll(() => app.close());

async function learned(): Promise<PartyPayment[]> {
  return (await app.read<{ rows: PartyPayment[] }>("/payments/parties?sort=loss")).rows;
}

async function isLearned(): Promise<boolean> {
  return (await learned()).length > 0;
}

function uuidOf(row: PartyPayment | undefined): string {
  const id = idIn("party", row?.partyId ?? "");
  return id.ok ? id.value : "";
}

/** A promise was broken, a customer was better four weeks ago, and all suppliers are small enterprises. */
async function haveAStory(): Promise<void> {
  const { uuid } = app.company;
  const [first, second] = (await learned()).filter(({ expectedLoss }) => expectedLoss !== "0");
  const promise = { amount: "5000000", day: addDays(TODAY, -5) };
  await app.stack.database.asOwner(
    `insert into correction (company_id, kind, state, ledger_guid, value, base, reason, from_date, created_at, created_by, created_name)
     select company_id, 'promise', 'active', guid, $3, '{}', 'by phone', $4, $5, 'u', 'Asha' from ledger
     where company_id = $1 and ledger_id = $2`,
    [uuid, uuidOf(first), JSON.stringify(promise), addDays(TODAY, -8), new Date(Date.now() - 8 * 86_400_000)],
  );
  await app.stack.database.asOwner(
    `insert into msme_said (company_id, ledger_guid, said_no, udyam_class, activity, has_written_terms, said_at, said_by, said_name)
     select company_id, guid, 1, 'small', 'other', false, now(), 'u', 'Asha' from ledger where company_id = $1 and home_side = 'payable'`,
    [uuid],
  );
  const earlier = madeLearning(addDays(TODAY, -30), {
    parties: [madeParty({ partyId: uuidOf(second), learnedClass: "prompt" })],
  });
  await inCompany(app.stack.database.db, uuid, (tx) => keepLearning(tx, earlier), { role: "job" });
}

const short = (item: TodayItem): string => formatRupeesShort(paiseFromJson(item.amount));
const SIZES = [
  { look: "phone", width: 390, height: 844, dark: false, language: "en" },
  { look: "desktop", width: 1440, height: 900, dark: false, language: "en" },
  { look: "phone-dark-hi", width: 390, height: 844, dark: true, language: "hi" },
  { look: "tablet", width: 768, height: 1024, dark: false, language: "en" },
  { look: "tablet-dark-hi", width: 768, height: 1024, dark: true, language: "hi" },
  { look: "desktop-dark-hi", width: 1440, height: 900, dark: true, language: "hi" },
] as const;

/** A read is answered with what was so when it was asked, but not before `isDone`. It may have been given up by then. */
async function comeLate(
  route: Route,
  { wasRead, isDone }: { wasRead: () => void; isDone: Promise<void> },
): Promise<void> {
  if (route.request().method() !== "GET") return route.continue();
  const response = await route.fetch();
  wasRead();
  await isDone;
  await route.fulfill({ response }).catch(() => undefined);
}

describe.each(LONG ? SIZES : SIZES.slice(0, 2))("on a $look", ({ look, width, height, dark, language }) => {
  let opened: OpenPage;
  let page: Page;

  beforeAll(async () => {
    opened = await openPageAs("owner", { stack: app.stack, width, height, dark });
    ({ page } = opened);
    await page.evaluate(`localStorage.setItem('cfa.language', '${language}')`);
    await page.reload();
  });

  afterAll(() => opened.close());

  test("the home says what to do now, and why, as the API has it", async () => {
    await page.getByTestId("do-now-0").waitFor();
    if ((await page.getByTestId("alerts-all").count()) > 0) await page.getByTestId("alerts-all").click();
    const { doNow, alerts } = await app.read<Today>("/today");
    expect(doNow.length).toBeGreaterThan(0);
    for (const [name, items] of Object.entries({ "do-now": doNow, alert: alerts })) {
      for (const [at, item] of items.entries()) {
        const row = (await page.getByTestId(`${name}-${at}`).textContent()) ?? "";
        if (item.party !== null) expect(row).toContain(item.party.name);
        if (item.amount === "0" || language !== "en") continue;
        expect(await page.getByTestId(`${name}-${at}-amount`).textContent()).toBe(short(item));
      }
    }
    const kinds = [...doNow, ...alerts].map(({ kind }) => kind);
    expect(kinds).toEqual(expect.arrayContaining(["promise-broken", "class-worse", "msme-due"]));
    await page.getByTestId("risky-0").waitFor();
    await page.getByTestId("msme-0").waitFor();
    await expectToFit(page);
    await expectAccessible(page);
    await pictureOf(page, join(looks, `today-${look}.png`));
  });

  test("what is put off goes at once, and comes back when that is undone", async () => {
    const [first] = (await app.read<Today>("/today")).doNow;
    if (first === undefined) throw new Error("there is nothing to do");
    await page.getByTestId("do-now-0-snooze").click();
    await page.getByTestId("snooze-tomorrow").waitFor();
    await expectAccessible(page);
    await pictureOf(page, join(looks, `today-put-off-${look}.png`));
    await page.getByTestId("snooze-tomorrow").click();
    await page.getByTestId("put-off").waitFor();
    expect(await page.getByTestId("put-off").textContent()).toContain(formatDay(addDays(TODAY, 1)));
    const after = await app.read<Today>("/today");
    expect(after.snoozed.map(({ key }) => key)).toEqual([first.key]);
    expect([...after.doNow, ...after.alerts].map(({ key }) => key)).not.toContain(first.key);
    await page.getByTestId("snoozed").click();
    await page.getByTestId("snoozed-0-show").waitFor();
    await page.getByTestId("put-off-undo").click();
    await page.getByTestId("put-off").waitFor({ state: "detached" });
    expect((await app.read<Today>("/today")).doNow[0]?.key).toBe(first.key);
    await page.getByTestId("do-now-0-snooze").click();
    await page.getByTestId("snooze-week").click();
    await page.getByTestId("put-off").waitFor();
    await page.getByTestId("snoozed").waitFor();
    if ((await page.getByTestId("snoozed-0-show").count()) === 0) await page.getByTestId("snoozed").click();
    await page.getByTestId("snoozed-0-show").click();
    await page.getByTestId("snoozed").waitFor({ state: "detached" });
    expect((await app.read<Today>("/today")).snoozed).toEqual([]);
  });

  test("what is put off stays so when the day as it was before comes late", async () => {
    const before = await app.read<Today>("/today");
    const { promise: isDone, resolve: done } = Promise.withResolvers<void>();
    const { promise: isRead, resolve: wasRead } = Promise.withResolvers<void>();
    const late: Promise<void>[] = [];
    await page.route(/\/today$/, (route) => {
      late.push(comeLate(route, { wasRead, isDone }));
    });
    await page.reload();
    await isRead;
    await page.getByTestId("do-now-0-snooze").click();
    await page.getByTestId("snooze-tomorrow").click();
    await page.getByTestId("put-off").waitFor();
    done();
    await Promise.all(late);
    await page.unroute(/\/today$/);
    await page.getByTestId("snoozed").waitFor();
    await page.getByTestId("put-off-undo").click();
    await page.getByTestId("put-off").waitFor({ state: "detached" });
    expect((await app.read<Today>("/today")).doNow).toEqual(before.doNow);
  });

  test("its button leads to where it is done", async () => {
    const { doNow } = await app.read<Today>("/today");
    const at = doNow.findIndex(({ action }) => action !== "call");
    if (at === -1) return;
    await page.getByTestId(`do-now-${at}-act`).click();
    await page.waitForURL(new RegExp(PLACES[doNow[at]?.action ?? "party"] ?? "parties"));
    await page.goBack();
    await page.getByTestId("do-now-0").waitFor();
  });

  test("a party and a bill are found by a part of their name, by keys alone where there are any", async () => {
    const [party] = (await app.read<{ rows: PartyBalance[] }>("/parties")).rows;
    const part = party?.name.slice(0, 5) ?? "";
    if (look.startsWith("desktop")) await page.keyboard.press("/");
    else await page.getByTestId("home-search").click();
    const field = page.getByTestId("search-field");
    await field.waitFor();
    await expect.poll(() => field.evaluate((node) => node.ownerDocument.activeElement === node)).toBe(true);
    await page.keyboard.type(part);
    await page.getByTestId("found-party-0").waitFor();
    const found = await app.read<SearchAnswer>(`/search?text=${encodeURIComponent(part)}`);
    expect(found.parties.length).toBeGreaterThan(0);
    const seen = await page.getByTestId("search-parties").textContent();
    for (const { name } of found.parties) expect(seen).toContain(name);
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Enter");
    await page.waitForURL(/\/parties\/pty_/);
    await page.goBack();
    await field.waitFor();
    const [bill] = (await app.read<{ rows: { name: string }[] }>(`/parties/${party?.partyId ?? ""}/bills`))
      .rows;
    await field.fill(bill?.name ?? "");
    await page
      .getByTestId("found-bill-0")
      .getByText(bill?.name ?? "")
      .waitFor();
    await expectToFit(page);
    await expectAccessible(page);
    await pictureOf(page, join(looks, `search-${look}.png`));
    await field.fill("nobody is called so");
    await page.getByTestId("search-none").waitFor();
  });

  test("the browser had nothing to complain about", () => {
    expect(opened.complaints).toEqual([]);
  });
});

const PLACES: Partial<Record<TodayItem["action"], string>> = {
  party: "/parties/pty_",
  bill: "/bills/bil_",
  exceptions: "/exceptions",
  corrections: "/corrections",
  cash: "/cash",
  sync: "/sync",
};
