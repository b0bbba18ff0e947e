import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { carryDrafts } from "@cfa/agent/write-back/carry-drafts";
import { openDraftStore } from "@cfa/agent/write-back/draft-store";
import { createTallyClient } from "@cfa/tally/client";
import { createWriteClient } from "@cfa/tally/write-back/write-client";
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

/* From a customer's bill to a voucher in Tally, by a person in a browser. */

const screens = screensFolder();
const sample = makeSampleCompany({ size: "S", through: localDateAt(new Date()) });

let app: SyncedApp;

beforeAll(async () => {
  app = await startSyncedApp(sample);
}, 300_000);
afterAll(() => app.close());

/** The agent's round after a sync. */
async function carry(): Promise<void> {
  const address = { host: "127.0.0.1", port: app.tally.port, pauseMs: 0 };
  const folder = mkdtempSync(join(tmpdir(), "cfa-drafts-"));
  const store = openDraftStore(folder);
  await carryDrafts({
    store,
    link: app.company.link,
    tally: createTallyClient(address),
    write: createWriteClient(address),
    companyGuid: sample.guid,
    agentId: "pc-1",
    machine: "TALLY-PC",
    style: "fetch",
    say: () => undefined,
    now: () => new Date().toISOString(),
  });
  store.close();
  rmSync(folder, { recursive: true });
}

describe.each(SCREENS)("on a $screen", ({ screen, width, height }) => {
  let opened: OpenPage;
  let page: Page;
  const picture = (name: string) => page.screenshot({ path: join(screens, `drafts-${name}-${screen}.png`) });

  beforeAll(async () => {
    opened = await openPageAs("owner", { stack: app.stack, width, height });
    ({ page } = opened);
    await page.getByTestId("home-receivable-outstanding").waitFor();
  });
  afterAll(() => opened.close());

  test("the list says what to do while it is empty", async () => {
    if (screen === "desktop") return;
    await page.getByTestId("nav-sync").click();
    await page.getByTestId("to-drafts").click();
    await page.getByTestId("drafts-empty").waitFor();
    await picture("empty");
  });

  test("a receipt is drafted from a bill, looked at, accepted with its amount typed, and written", async () => {
    await openBill();
    await picture("bill");
    await page.getByTestId("draft-receipt").click();
    await page.getByTestId("draft-amount-field").fill("1.00");
    await picture("form");
    await page.getByTestId("make-draft").click();
    await page.getByTestId("draft-xml-toggle").waitFor();
    expect(await page.getByTestId("draft-line").count()).toBe(2);
    await page.getByTestId("way-posted").click();
    await page.getByTestId("accept-draft").click();
    await page.getByText("This is not the amount of the draft.").waitFor();
    await page.getByTestId("confirm-amount").fill("1");
    await picture("accept");
    await page.getByTestId("accept-draft").click();
    await page.getByTestId("draft-state").getByText("Waits for the agent").waitFor();
    await carry();
    await page.getByTestId("draft-outcome").waitFor();
    await page.getByTestId("draft-state").getByText("In Tally").waitFor();
    await picture("written");
    await expectToFit(page);
    await expectAccessible(page);
  });

  test("a credit note that takes back GST goes as a file only, which is downloaded", async () => {
    await openBill();
    await page.getByTestId("draft-credit-note").click();
    await page.getByTestId("draft-amount-field").fill("1.00");
    await page.getByTestId("gst-section34").click();
    await page.getByTestId("tax-0").fill("0.18");
    await picture("gst");
    await page.getByTestId("make-draft").click();
    await page.getByTestId("warning-gst-recomputed").waitFor();
    await page.getByTestId("no-way-posted").waitFor();
    await picture("gst-preview");
    await page.getByTestId("way-file").click();
    await page.getByTestId("accept-draft").click();
    const saved = page.waitForEvent("download");
    await page.getByTestId("download-draft").click();
    const download = await saved;
    expect(download.suggestedFilename()).toMatch(/^CFA-[a-z2-7]{12}-credit-note\.xml$/);
    const text = readFileSync(await download.path()).toString("utf16le");
    expect(text).toContain("<TALLYREQUEST>Import Data</TALLYREQUEST>");
    await page.getByTestId("withdraw-draft").click();
    await page.getByTestId("draft-state").getByText("Taken back").waitFor();
    await page.getByTestId("sheet-close").click();
    await page.getByTestId("draft-row-0").waitFor();
    await picture("list");
  });

  test("the browser had nothing to complain about", () => expect(opened.complaints).toEqual([]));

  async function openBill(): Promise<void> {
    await page.goto(`${app.stack.server.url}/${app.company.id}`);
    await page.getByTestId("party-row-0").first().click();
    await page.getByTestId("bill-row-0").click();
    await page.getByTestId("draft-links").waitFor();
  }
});
