import { join } from "node:path";

import type { CashPosition } from "@cfa/contract/cash";
import type { CashForecastAnswer, CashWeekEvidence, Spread } from "@cfa/contract/cash-forecast";
import type { CashItems } from "@cfa/contract/cash-items";
import { makeSampleCompany } from "@cfa/testkit/sample-company/make-sample-company";
import { formatDay, localDateAt, type LocalDate } from "@cfa/values/local-date";
import { formatRupees, formatRupeesShort, paiseFromJson } from "@cfa/values/money";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";

import { expectAccessible } from "./accessible.ts";
import {
  expectToFit,
  openPageAs,
  pictureOf,
  screensFolder,
  startSyncedApp,
  waitForForecast,
  type OpenPage,
  type SyncedApp,
} from "./app.ts";

/* What the money will do, in a real browser: every figure is the API's, forecast by the worker without anybody asking. */

const looks = screensFolder();
const sample = makeSampleCompany({ size: "S", through: localDateAt(new Date()) });
const LONG = process.env["CFA_TEST_LONG"] === "1";

let app: SyncedApp;

type Made = NonNullable<CashForecastAnswer["forecast"]>;

beforeAll(async () => {
  app = await startSyncedApp(sample, { learns: true });
  await waitForForecast(app);
}, 600_000);

afterAll(() => app.close());

async function forecast(): Promise<Made> {
  const { forecast: made } = await app.read<CashForecastAnswer>("/cash/forecast");
  if (made === null) throw new Error("there is no forecast");
  return made;
}

const middle = (spread: Spread): string => spread.quantiles[3] ?? "";
const short = (paise: string): string => formatRupeesShort(paiseFromJson(paise));
const dayOf = (day: string): string => formatDay(day as LocalDate);

/** How far down each named part of a page begins. */
function placesOf(page: Page): Promise<Record<string, number>> {
  return page.evaluate(`Object.fromEntries(
    [...document.querySelectorAll("[data-testid]")].map((node) => [node.dataset.testid, node.getBoundingClientRect().top]),
  )`);
}

const SIZES = [
  { screen: "phone", width: 390, height: 844 },
  { screen: "tablet", width: 768, height: 1024 },
  { screen: "desktop", width: 1440, height: 900 },
];

describe.each(LONG ? SIZES : SIZES.filter(({ screen }) => screen !== "tablet"))(
  "on a $screen",
  ({ screen, width, height }) => {
    let opened: OpenPage;
    let page: Page;

    beforeAll(async () => {
      opened = await openPageAs("owner", { stack: app.stack, width, height });
      ({ page } = opened);
    });

    afterAll(() => opened.close());

    const textOf = async (id: string): Promise<string> =>
      (await page.getByTestId(id).first().textContent()) ?? "";

    test("the home begins with the cash of today and its lowest point", async () => {
      await page.getByTestId("home-cash-lowest").waitFor();
      const position = await app.read<CashPosition>("/cash");
      const made = await forecast();
      expect(await textOf("cash-available")).toBe(formatRupees(paiseFromJson(position.available)));
      const lowest = await textOf("home-cash-lowest");
      const { month } = made;
      if (month === null) throw new Error("without its thirty days");
      const isFalling = paiseFromJson(middle(month.lowest.balance)) < paiseFromJson(made.opening.available);
      if (isFalling) {
        expect(lowest).toContain(short(middle(month.lowest.balance)));
        expect(lowest).toContain(dayOf(month.lowest.day));
      } else expect(lowest).toContain(short(made.opening.available));
      expect(lowest).toContain("30 days");
      expect(await textOf("cash-flows-in")).toBe(short(made.weeks[0]?.in.mean ?? ""));
      expect(await textOf("cash-flows-out")).toBe(short(made.weeks[0]?.out.mean ?? ""));
      await page.getByTestId("cash-flows-days30").click();
      expect(await textOf("cash-flows-in")).toBe(short(month.in.mean));
      expect(await textOf("cash-flows-out")).toBe(short(month.out.mean));
      await page.screenshot({ path: join(looks, `home-30-days-${screen}.png`) });
      await page.getByTestId("cash-flows-days7").click();
      await expectToFit(page);
      await expectAccessible(page);
      await page.screenshot({ path: join(looks, `home-${screen}.png`) });
      await pictureOf(page, join(looks, `home-cash-${screen}.png`));
    });

    test("figures and sentences stand there before the pictures, and nothing moves when these come", async () => {
      const held = Promise.withResolvers<void>();
      await page.route(/\/drawn-charts-[0-9a-f]+\.js$/, async (route) => {
        await held.promise;
        await route.continue();
      });
      await page.reload({ waitUntil: "commit" }); // a page may count as loaded only with what is held back
      await page.getByTestId("home-cash-lowest").waitFor();
      await page.getByTestId("do-now").waitFor();
      await page.getByTestId("loading").first().waitFor({ state: "detached" });
      const before = await placesOf(page);
      expect(before["home-cash-lowest"]).toBeDefined();
      expect(before["ageing-detail-amount"]).toBeDefined();
      expect(before["home-fan"]).toBeUndefined();
      held.resolve();
      await page.getByTestId("home-fan").getByRole("img").waitFor();
      await page.getByTestId("ageing-over-90").waitFor();
      expect(await placesOf(page)).toMatchObject(before);
      await page.unrouteAll();
    });

    test("a week of the fan tells its figures, as the table does, and leads to what stands behind it", async () => {
      await page.getByTestId("home-to-cash").click();
      await page.getByTestId("cash-fan-3").waitFor();
      await page.getByTestId("cash-fan-2").click();
      await page.getByTestId("cash-week-forward").click();
      const week = (await forecast()).weeks[2];
      if (week === undefined) throw new Error("no third week");
      expect(await textOf("cash-week-in")).toBe(short(week.in.mean));
      expect(await textOf("cash-week-out")).toBe(short(week.out.mean));
      expect(await textOf("cash-week-end")).toBe(short(middle(week.balance)));
      await expectToFit(page);
      await expectAccessible(page);
      await pictureOf(page, join(looks, `cash-${screen}.png`));
      await page.getByTestId("cash-ahead-table").click();
      const row = await textOf("cash-weeks-2");
      for (const sum of [week.in.mean, week.out.mean, middle(week.balance)])
        expect(row).toContain(short(sum));
      await page.getByTestId("cash-ahead-picture").click();
      await page.getByTestId("cash-fan-3").click();
      await page.getByTestId("cash-week-evidence").click();
      await page.getByTestId("week-parts").waitFor();
      const evidence = await app.read<CashWeekEvidence>(`/cash/forecast/weeks/${week.from}`);
      expect(await textOf("week-in")).toBe(formatRupees(paiseFromJson(week.in.mean), { paise: false }));
      expect(await page.getByTestId(/^week-bill-\d+$/).count()).toBe(Math.min(evidence.bills.length, 30));
      await expectToFit(page);
      await expectAccessible(page);
      await pictureOf(page, join(looks, `cash-week-${screen}.png`));
    });

    test("a scenario shows its lowest point beside the forecast's", async () => {
      await page.goto(`${app.stack.server.url}/${app.company.id}/cash/scenarios`);
      await page.getByTestId("scenario-add").click();
      await page.getByTestId("edit-kind-one-off").click();
      await page.getByTestId("edit-put").click();
      await page.getByText("Write an amount").waitFor();
      await page.getByTestId("edit-amount").fill("-1,00,000");
      const to = (await forecast()).weeks[1]?.from ?? "";
      await page.getByTestId("edit-day").fill(dayOf(to));
      await page.getByTestId("edit-put").click();
      await page.getByTestId("scenario-fan-after").waitFor();
      const part = page.getByTestId("scenario-edit-0").getByText("over the thirteen weeks");
      expect(await part.textContent()).toContain(`−${short("10000000")}`);
      await expectToFit(page);
      await expectAccessible(page);
      await pictureOf(page, join(looks, `scenario-${screen}.png`));
      await page.getByTestId("scenario-save").click();
      await page.getByText("Give it a name.").waitFor();
      await page.getByTestId("scenario-name").fill(`A machine, ${screen}`);
      await page.getByTestId("scenario-save").click();
      const first = page.getByTestId("scenario-kept-0");
      await first.getByText(`A machine, ${screen}`).waitFor();
      await page.getByTestId("scenario-remove-0").click();
      await page.getByTestId("scenario-fan-after").waitFor({ state: "detached" });
      await first.click();
      await page.getByTestId("scenario-fan-after").waitFor();
      await page.getByTestId("scenario-add").click();
      await page.getByTestId("edit-kind-party-later").click();
      const party = await page.getByTestId("edit-party-0").textContent();
      await page.getByTestId("edit-party-0").click();
      await page.getByTestId("edit-days").fill("14");
      await page.getByTestId("edit-put").click();
      const line = page.getByTestId("scenario-edit-1").getByText("pays 14 days later");
      expect(party).toContain((await line.textContent())?.split(" pays ")[0]);
    });

    test("the browser had nothing to complain about", () => {
      expect(opened.complaints).toEqual([]);
    });
  },
);

test("an owner says the floor, and confirms what comes back; the forecast is made again", async () => {
  const opened = await openPageAs("owner", { stack: app.stack, width: 390, height: 844 });
  const { page } = opened;
  await page.goto(`${app.stack.server.url}/${app.company.id}/cash/accounts`);
  await page.getByTestId("floor").fill("2,00,000");
  await page.getByTestId("accounts-save").click();
  await page.getByTestId("accounts-saved").waitFor();
  expect((await app.read<CashPosition>("/cash")).floor).toBe("20000000");
  await expectAccessible(page);
  await pictureOf(page, join(looks, "cash-accounts-phone.png"));
  await page.goto(`${app.stack.server.url}/${app.company.id}/cash/items`);
  await page.getByTestId("cash-item-0").click();
  await page.getByTestId("item-edit").click();
  await page.getByTestId("item-amount").fill("0");
  await page.getByTestId("item-save").click();
  await page.getByText("Write an amount above zero").waitFor();
  await page.getByTestId("item-amount").fill("12,345");
  await page.getByTestId("item-save").click();
  await page.getByTestId("cash-item-0-said").waitFor();
  const { items } = await app.read<CashItems>("/cash/items");
  expect(items[0]?.said?.word).toMatchObject({ kind: "edited", amount: "1234500" });
  expect(await page.getByTestId("cash-item-0").textContent()).toContain("12,345");
  await expectAccessible(page);
  await pictureOf(page, join(looks, "cash-items-phone.png"));
  await page.getByTestId("cash-item-0").click();
  await page.getByTestId("item-take-back").click();
  await page.getByTestId("cash-item-0-said").waitFor({ state: "detached" });
  await waitForForecast(app);
  expect((await forecast()).floor).toBe("20000000");
  await opened.close();
  expect(opened.complaints).toEqual([]);
});
