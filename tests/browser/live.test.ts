import { join } from "node:path";

import { companyEventsPath } from "@cfa/contract/company-events-path";
import type { Home } from "@cfa/contract/reads";
import { makeSampleCompany } from "@cfa/testkit/sample-company/make-sample-company";
import { localDateAt } from "@cfa/values/local-date";
import { formatRupees, paiseFromJson } from "@cfa/values/money";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";

import { expectAccessible } from "./accessible.ts";
import { openPageAs, SCREENS, screensFolder, startSyncedApp, type OpenPage, type SyncedApp } from "./app.ts";

/* A page that is left open shows a sync as it goes on, and the new figures, without being touched. */

const screens = screensFolder();
const sample = makeSampleCompany({ size: "S", through: localDateAt(new Date()) });

let app: SyncedApp;

beforeAll(async () => {
  app = await startSyncedApp(sample);
}, 300_000);

afterAll(() => app.close());

const home = (): Promise<Home> => app.read<Home>("/home");

/** Money comes from a customer in Tally. */
async function receive(paise: bigint): Promise<void> {
  const [party] = (await home()).receivable.topOverdue;
  const entries = [
    { ledger: "Cash", amount: -paise },
    { ledger: party?.name ?? "", amount: paise },
  ];
  app.tally.company().createVoucher({ date: sample.through, type: "Receipt", entries });
}

/** A sync that waits where it says, until it is let go on. */
function heldSync() {
  const agent = app.agent();
  const held = { finish: Promise.withResolvers<void>(), end: Promise.withResolvers<void>() };
  const { link } = app.company;
  const synced = agent
    .sync({
      link: {
        ...link,
        finishRun: async (...run) => {
          await held.finish.promise;
          return link.finishRun(...run);
        },
      },
    })
    .finally(() => agent.remove());
  return { synced, finish: held.finish.resolve };
}

/** The addresses that a page asks for from now on. */
function asking(page: Page): string[] {
  const asked: string[] = [];
  page.on("request", (request) => asked.push(new URL(request.url()).pathname));
  return asked;
}

const events = () => companyEventsPath(app.company.id);

describe.each(SCREENS)("on a $screen", ({ screen, width, height }) => {
  let opened: OpenPage;
  let page: Page;

  beforeAll(async () => {
    const before = app.stack.server.addresses.length;
    opened = await openPageAs("owner", { stack: app.stack, width, height });
    ({ page } = opened);
    await page.getByTestId("home-receivable-outstanding").first().waitFor();
    await vi.waitUntil(() => app.stack.server.addresses.slice(before).includes(events()), {
      timeout: 30_000,
    });
  });
  afterAll(() => opened.close());

  const outstanding = async (): Promise<string> =>
    (await page.getByTestId("home-receivable-outstanding").first().textContent()) ?? "";

  test("a sync is shown while it goes on, told and not asked for; its figures come by themselves", async () => {
    const before = BigInt((await home()).receivable.outstanding);
    await receive(12_345_00n);
    const asked = asking(page);
    const { synced, finish } = heldSync();
    await page.getByTestId("freshness-running").getByText("Reading Tally").first().waitFor();
    await page.getByTestId("freshness-running").getByText("1 record so far").first().waitFor();
    expect(await page.getByRole("status").allTextContents()).toContainEqual(
      expect.stringContaining("Reading Tally"),
    );
    expect(asked.filter((path) => path.endsWith("/freshness"))).toEqual([]);
    await expectAccessible(page);
    await page.screenshot({ path: join(screens, `live-running-${screen}.png`) });
    finish();
    expect(await synced).toMatchObject({ ok: true });
    const after = before - 12_345_00n;
    await expect.poll(outstanding, { timeout: 30_000 }).toContain(formatRupees(after));
    await page.getByTestId("freshness-running").first().waitFor({ state: "detached" });
    expect(BigInt((await home()).receivable.outstanding)).toBe(after);
  });

  test("what a sync brought while there was no connection is there soon after it is back", async () => {
    const before = paiseFromJson((await home()).receivable.outstanding);
    await page.context().setOffline(true);
    await page.getByTestId("stale").first().waitFor();
    await receive(500_00n);
    const { synced, finish } = heldSync();
    finish();
    expect(await synced).toMatchObject({ ok: true });
    await page.context().setOffline(false);
    await expect.poll(outstanding, { timeout: 30_000 }).toContain(formatRupees(before - 500_00n));
  });

  test("on the sync page as well", async () => {
    await page.getByTestId("nav-sync").click();
    await page.getByTestId("sync-health").waitFor();
    await receive(100_00n);
    const { synced, finish } = heldSync();
    await page.getByTestId("freshness-running").getByText("1 record so far").first().waitFor();
    await page.screenshot({ path: join(screens, `live-sync-page-${screen}.png`) });
    finish();
    expect(await synced).toMatchObject({ ok: true });
    await page.getByTestId("freshness-running").first().waitFor({ state: "detached" });
  });

  test("where nothing can be told the page looks by itself", async () => {
    await page.route(`**${events()}`, (route) => route.abort());
    await page.reload();
    await page.getByTestId("sync-health").waitFor();
    await receive(100_00n);
    const { synced, finish } = heldSync();
    await page.getByTestId("freshness-running").first().waitFor();
    finish();
    expect(await synced).toMatchObject({ ok: true });
    await page.getByTestId("freshness-running").first().waitFor({ state: "detached" });
  });
});
