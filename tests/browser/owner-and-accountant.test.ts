import { join } from "node:path";

import type { Home } from "@cfa/contract/reads";
import { makeSampleCompany } from "@cfa/testkit/sample-company/make-sample-company";
import { localDateAt } from "@cfa/values/local-date";
import { formatRupees, formatRupeesShort, paiseFromJson } from "@cfa/values/money";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";

import {
  expectToFit,
  openPage,
  openPageAs,
  SCREENS,
  screensFolder,
  startSyncedApp,
  type OpenPage,
  type SyncedApp,
} from "./app.ts";

/* The app in a real browser against the real server, on the sample company of size S whose books end today. */

const looks = screensFolder();
const sample = makeSampleCompany({ size: "S", through: localDateAt(new Date()) });

let app: SyncedApp;

beforeAll(async () => {
  app = await startSyncedApp(sample);
}, 300_000);

afterAll(() => app.close());

describe.each(SCREENS)("on a $screen", ({ screen, width, height }) => {
  let opened: OpenPage;
  let page: Page;

  beforeAll(async () => {
    opened = await openPage(app.stack, { width, height });
    ({ page } = opened);
  });

  afterAll(() => opened.close());

  test("the owner signs in with one tap and sees the figures of the API", async () => {
    await page.getByTestId("demo-owner").click();
    await page.getByTestId("home-receivable-outstanding").waitFor();
    const { receivable, payable } = await home();
    expect(await textOf("home-receivable-outstanding")).toContain(rupees(receivable.outstanding));
    expect(await textOf("home-receivable-overdue")).toContain(rupees(receivable.overdue));
    expect(await textOf("home-receivable-unapplied")).toContain(rupees(receivable.unapplied));
    expect(await textOf("home-payable-outstanding")).toContain(rupees(payable.outstanding));
    expect(await textOf("freshness")).toContain("all balances tie");
    const [first] = receivable.topOverdue;
    const uncovered = BigInt(first?.overdue ?? 0) - BigInt(first?.unapplied ?? 0);
    const shown = await page
      .getByTestId("home-top-overdue")
      .first()
      .getByRole("listitem")
      .first()
      .textContent();
    expect(shown).toContain(
      screen === "phone" ? formatRupeesShort(uncovered) : formatRupees(uncovered, { paise: false }),
    );
    await page.screenshot({ path: join(looks, `home-not-learned-${screen}.png`) });
  });

  test("nothing is wider than the screen", () => expectToFit(page));

  test("a tap on an overdue party shows its bills, a tap on a bill where its figures come from", async () => {
    const [first] = (await home()).receivable.topOverdue;
    await page.getByTestId("party-row-0").first().click();
    await page.getByTestId("bill-row-0").waitFor();
    // This worker does not learn: that is said, and the figures of the books are there.
    await page.getByTestId("payments-receivable").getByTestId("not-learned").waitFor();
    expect(
      await page
        .getByText(first?.name ?? "?")
        .first()
        .isVisible(),
    ).toBe(true);
    await page.screenshot({ path: join(looks, `party-not-learned-${screen}.png`) });
    await page.getByTestId("bill-row-0").click();
    await page.getByTestId("evidence-opened").waitFor();
    await page.screenshot({ path: join(looks, `bill-not-learned-${screen}.png`) });
  });

  test("the browser had nothing to complain about", () => {
    expect(opened.complaints).toEqual([]);
  });

  async function textOf(id: string): Promise<string> {
    return (await page.getByTestId(id).first().textContent()) ?? "";
  }
});

test("the accountant sees every ledger beside Tally's", async () => {
  const opened = await openPageAs("accountant", { stack: app.stack, width: 1440, height: 900 });
  const { page } = opened;
  await page.getByTestId("nav-sync").click();
  await page.getByText("all balances tie").first().waitFor();
  await page.screenshot({ path: join(looks, "sync-desktop.png") });
  await opened.close();
  expect(opened.complaints).toEqual([]);
});

async function home(): Promise<Home> {
  const token = await app.stack.server.signIn("owner");
  const response = await app.stack.server.get(`/api/companies/${app.company.id}/home`, { token });
  return (await response.json()) as Home;
}

function rupees(paise: string): string {
  return formatRupees(paiseFromJson(paise));
}
