import { join } from "node:path";

import type { Today } from "@cfa/contract/today";
import { makeSampleCompany } from "@cfa/testkit/sample-company/make-sample-company";
import { localDateAt } from "@cfa/values/local-date";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";

import { expectAccessible } from "./accessible.ts";
import {
  expectToFit,
  openPageAs,
  SCREENS,
  screensFolder,
  startSyncedApp,
  type OpenPage,
  type SyncedApp,
} from "./app.ts";

/* Alerts put off without a connection wait on the device: marked, counted, taken back, sent in order, refused with a reason. */

const screens = screensFolder();
const sample = makeSampleCompany({ size: "S", through: localDateAt(new Date()) });

let app: SyncedApp;

beforeAll(async () => {
  app = await startSyncedApp(sample);
}, 300_000);

afterAll(() => app.close());

async function snoozed(): Promise<string[]> {
  return (await app.read<Today>("/today")).snoozed.map(({ key }) => key);
}

const forget = () =>
  app.stack.database.asOwner("delete from alert_snooze where company_id = $1", [app.company.uuid]);

describe.each(SCREENS)("on a $screen", ({ screen, width, height }) => {
  let opened: OpenPage;
  let page: Page;

  beforeAll(async () => {
    await forget();
    opened = await openPageAs("owner", { stack: app.stack, width, height });
    ({ page } = opened);
    await page.getByTestId("do-now-0-snooze").waitFor();
  });
  afterAll(() => opened.close());

  const putOff = async (row: string): Promise<void> => {
    await page.getByTestId(`${row}-snooze`).click();
    await page.getByTestId("snooze-week").click();
    await page.getByTestId(`${row}-waits`).waitFor();
  };
  const waiting = () => page.getByTestId("waiting").getByRole("listitem").count();

  test("what is put off without a connection is marked where it stands and listed, and nothing else is claimed", async () => {
    await page.context().setOffline(true);
    await putOff("do-now-0");
    await putOff("do-now-1");
    expect(await page.getByTestId("waiting").textContent()).toContain("2 changes wait to be sent");
    expect(await page.getByTestId("do-now-0").isVisible()).toBe(true);
    expect(await snoozed()).toEqual([]);
    await expectToFit(page);
    await expectAccessible(page);
    await page.screenshot({ path: join(screens, `waiting-${screen}.png`) });
  });

  test("it can be taken back, and outlives the page", async () => {
    await page.getByTestId("waiting-1-back").click();
    await page.getByTestId("do-now-1-waits").waitFor({ state: "detached" });
    expect(await waiting()).toBe(1);
    // The page comes from the server, its data does not: nothing can be sent.
    await page.route("**/api/**", (route) => route.abort());
    await page.context().setOffline(false);
    await page.reload();
    await page.getByTestId("do-now-0-waits").waitFor();
    expect(await waiting()).toBe(1);
  });

  test("signing out asks first", async () => {
    await page.getByTestId("nav-settings").click();
    await page.getByTestId("sign-out").click();
    await page.getByTestId("sign-out-anyway").waitFor();
    expect(await page.getByRole("dialog").textContent()).toContain("1 change on this device");
    await page.screenshot({ path: join(screens, `waiting-sign-out-${screen}.png`) });
    await page.getByRole("button", { name: "Cancel" }).click();
    await page.getByTestId("nav-home").click();
  });

  test("it is sent by itself when there is a connection, and is gone from the list", async () => {
    await page.unroute("**/api/**");
    await page.context().setOffline(true);
    await page.context().setOffline(false);
    await page.getByTestId("waiting").waitFor({ state: "detached" });
    expect(await snoozed()).toHaveLength(1);
    await page.getByTestId("do-now-0").waitFor();
  });

  test("what the server will not have stays with its reason until it is taken back", async () => {
    await page.context().setOffline(true);
    await putOff("do-now-0");
    await page.route("**/snooze", (route) =>
      route.fulfill({ status: 404, json: { code: "not-found", message: "gone", requestId: "r" } }),
    );
    await page.context().setOffline(false);
    await page.getByTestId("waiting-0-refused").getByText("no longer there").waitFor();
    await page.screenshot({ path: join(screens, `waiting-refused-${screen}.png`) });
    await page.unroute("**/snooze");
    await page.reload();
    await page.getByTestId("waiting-0-refused").waitFor();
    await page.getByTestId("waiting-0-back").click();
    await page.getByTestId("waiting").waitFor({ state: "detached" });
    expect(await snoozed()).toHaveLength(1);
  });

  test("who signs out all the same leaves nothing behind", async () => {
    await page.context().setOffline(true);
    await putOff("do-now-0");
    await page.getByTestId("nav-settings").click();
    await page.route("**/snooze", (route) => route.abort());
    await page.context().setOffline(false);
    await page.getByTestId("sign-out").click();
    await page.getByTestId("sign-out-anyway").click();
    await page.getByTestId("demo-owner").waitFor();
    await page.unroute("**/snooze");
    expect(await page.evaluate("localStorage.getItem('cfa.waiting')")).toBeNull();
  });
});
