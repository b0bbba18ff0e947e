import { randomUUID } from "node:crypto";
import { join } from "node:path";

import { makeSampleCompany } from "@cfa/testkit/sample-company/make-sample-company";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";

import {
  expectToFit,
  openPageAs,
  SCREENS,
  screensFolder,
  startSyncedApp,
  type OpenPage,
  type SyncedApp,
} from "./app.ts";

/* What the Sync page says when Tally is in trouble, and how a person confirms what is gone. */

const screens = screensFolder();
const sample = makeSampleCompany({ size: "S" });

let app: SyncedApp;

beforeAll(async () => {
  app = await startSyncedApp(sample);
  const trouble = await app.company.link.trouble({
    companyGuid: sample.guid,
    code: "busy",
    message: "Tally does not answer.",
    fix: "Look at Tally's screen: a question may be waiting there.",
    since: "2026-11-24T04:30:00Z",
    nextTryAt: "2026-11-24T04:40:00Z",
    agent: { version: "1.0.0", machine: "TALLY-PC", id: "one" },
  });
  expect(trouble).toMatchObject({ ok: true });
}, 300_000);

afterAll(() => app.close());

/** As a sweep would have noted them: some vouchers that Tally no longer shows, too many to believe. */
async function noteAbsent(count: number): Promise<void> {
  await app.stack.database.asOwner(
    `insert into absent_fact (company_id, kind, guid, run_id)
     select company_id, kind, guid, $2 from fact where company_id = $1 and kind = 'voucher' order by guid limit $3`,
    [app.company.uuid, randomUUID(), count],
  );
}

describe.each(SCREENS)("on a $screen", ({ screen, width, height }) => {
  let opened: OpenPage;
  let page: Page;

  beforeAll(async () => {
    opened = await openPageAs("accountant", { stack: app.stack, width, height });
    ({ page } = opened);
    await page.getByTestId("nav-sync").click();
    await page.getByTestId("sync-agent").waitFor();
  });
  afterAll(() => opened.close());

  test("trouble is told with what to do, since when and the next try, and which computer it is", async () => {
    const told = (await page.getByTestId("trouble").textContent()) ?? "";
    expect(told).toContain("Tally does not answer. Look at Tally's screen");
    expect(told).toContain("Since 24-11-2026 10:00. Next try 24-11-2026 10:10.");
    expect(await page.getByTestId("sync-agent").textContent()).toContain("TALLY-PC");
    await page.screenshot({ path: join(screens, `sync-trouble-${screen}.png`), fullPage: true });
  });

  test("what Tally no longer shows is listed and goes after two presses", async () => {
    await noteAbsent(25);
    await page.reload();
    await page.getByTestId("confirm-absences").waitFor();
    await page.screenshot({ path: join(screens, `sync-absent-${screen}.png`), fullPage: true });
    const before = await vouchers();
    await page.getByTestId("confirm-absences").click();
    await page.getByText("25 entries will be taken out").waitFor();
    await page.getByTestId("confirm-absences").click();
    await page.getByTestId("absences").waitFor({ state: "detached" });
    await expect.poll(vouchers, { timeout: 30_000 }).toBe(before - 25);
  });

  test("in Hindi the trouble is told in Hindi, though the agent speaks English", async () => {
    await page.evaluate("localStorage.setItem('cfa.language', 'hi')");
    await page.reload();
    await page.getByTestId("trouble").getByText("Tally ने समय पर जवाब नहीं दिया।").waitFor();
    expect(await page.getByTestId("trouble").textContent()).not.toContain("Tally does not answer");
  });

  test("nothing is wider than the screen", () => expectToFit(page));

  test("the browser had nothing to complain about", () => expect(opened.complaints).toEqual([]));
});

async function vouchers(): Promise<number> {
  const rows = await app.stack.database.asOwner<{ n: number }>(
    "select count(*)::int as n from voucher where company_id = $1",
    [app.company.uuid],
  );
  return rows[0]?.n ?? 0;
}
