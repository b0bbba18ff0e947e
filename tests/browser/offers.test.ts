import { join } from "node:path";

import type { Offer, OverdueBill } from "@cfa/contract/offers";
import { makeSampleCompany } from "@cfa/testkit/sample-company/make-sample-company";
import { localDateAt } from "@cfa/values/local-date";
import { formatRupees, paiseFromJson } from "@cfa/values/money";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, test, vi } from "vitest";

import { expectAccessible } from "./accessible.ts";
import {
  expectToFit,
  openPageAs,
  pictureOf,
  screensFolder,
  startSyncedApp,
  type OpenPage,
  type SyncedApp,
  LOOKS,
  putInto,
} from "./app.ts";

/* An offer's way through the app: proposed after a sync, looked at, edited and approved, its link taken by a customer, honoured by the money in Tally. */

vi.setConfig({ testTimeout: 240_000 });

const screens = screensFolder();
/** A fixed day: on another one these books may have nothing that is worth an offer. */
const NOW = new Date("2026-11-26T06:30:00Z");
const TODAY = localDateAt(NOW);
const sample = makeSampleCompany({ size: "E", seed: 1, through: TODAY });

let app: SyncedApp;
let opened: OpenPage;
let page: Page;
let first: Offer;

beforeAll(async () => {
  app = await startSyncedApp(sample, { learns: true, now: () => NOW });
  await vi.waitUntil(async () => (await list("waiting")).length > 0, { timeout: 240_000, interval: 500 });
  opened = await openPageAs("owner", { stack: app.stack, width: 390, height: 844 });
  ({ page } = opened);
  await page.clock.setSystemTime(NOW);
}, 600_000);
afterAll(async () => {
  await opened.close();
  await app.close();
});

const list = async (which: string) =>
  (await app.read<{ rows: Offer[] }>(`/offers?list=${which}&limit=100`)).rows;
const rupees = (paise: string): string => formatRupees(paiseFromJson(paise));
const text = async (id: string): Promise<string> => page.getByTestId(id).first().innerText();
async function open(which: string): Promise<void> {
  await page.goto(`${app.stack.server.url}/${app.company.id}/offers?list=${which}`);
  await page.getByTestId("offer-0").waitFor();
}

test("each proposal says what the customer sees, what it costs and why", async () => {
  await open("waiting");
  const offers = await list("waiting");
  const [shown] = offers;
  if (shown === undefined) throw new Error("nothing is proposed");
  first = shown;
  expect(await page.getByTestId("offers-no-pay").isVisible()).toBe(true);
  for (const [at, offer] of offers.entries()) {
    const said = await text(`offer-${at}`);
    for (const sum of [offer.amount, offer.cost, offer.profit, ...offer.steps.map(({ pay }) => pay)]) {
      expect(said).toContain(rupees(sum));
    }
    expect(said).toContain(offer.bill.name);
    expect(said).toContain(offer.party?.name);
  }
  await expectToFit(page);
  await expectAccessible(page);
});

test("steps that the rules forbid are refused with why; others are kept with who set them", async () => {
  await page.getByTestId("edit-offer-0").click();
  const discount = page.getByTestId("step-0-discount");
  const before = await discount.inputValue();
  await discount.fill("99");
  await page.getByTestId("steps-look").click();
  await page.getByTestId("steps-refused").first().waitFor();
  expect(await page.getByTestId("steps-keep").count()).toBe(0);
  await pictureOf(page, join(screens, "offers-edit-refused.png"));
  await discount.fill(before);
  await page.getByTestId("steps-look").click();
  await page.getByTestId("steps-keep").waitFor();
  expect(await text("steps-outcome")).toContain(rupees(first.steps[0]?.pay ?? ""));
  await expectAccessible(page);
  await page.getByTestId("steps-keep").click();
  await page.getByTestId("steps-keep").waitFor({ state: "detached" });
  const kept = await app.read<Offer>(`/offers/${first.offerId}`);
  expect(kept.edited?.by).toBeTruthy();
  await page
    .getByText(kept.edited?.by ?? "?")
    .first()
    .waitFor();
});

test("who is late already is offered nothing: what may be put in its place, with words for the customer", async () => {
  await open("waiting");
  await page.getByTestId("to-offers-overdue").click();
  await page.getByTestId("overdue-0").waitFor();
  const { rows } = await app.read<{ rows: OverdueBill[] }>("/offers/overdue?limit=3");
  for (const [at, { party, bill, amount, ways }] of rows.entries()) {
    const said = await text(`overdue-${at}`);
    for (const part of [party.name, bill.name, rupees(amount)]) expect(said).toContain(part);
    for (const way of ways) {
      if (way.kind === "instalments")
        for (const part of way.parts) expect(said).toContain(rupees(part.amount));
      else expect(said).toContain(rupees(way.kind === "price-cut" ? way.off : way.waived));
    }
  }
  await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
  await page.getByTestId("copy-0-instalments").click();
  const copied = (await page.evaluate("navigator.clipboard.readText()")) as string;
  expect(copied).toContain(rupees(rows[0]?.amount ?? ""));
});

test("as it looks", async () => {
  for (const look of LOOKS) {
    await putInto(page, look);
    await open("waiting");
    await page.locator(`html[lang=${look.language}]`).waitFor();
    await pictureOf(page, join(screens, `offers-${look.look}.png`));
    await expectToFit(page);
    await expectAccessible(page);
    await page.getByTestId("to-offers-overdue").click();
    await page.getByTestId("overdue-0").waitFor();
    await pictureOf(page, join(screens, `offers-overdue-${look.look}.png`));
    await expectToFit(page);
    await expectAccessible(page);
  }
  await putInto(page, LOOKS[0]);
});

test("approved, its link leads the customer to the page, and what is accepted there stands in the app", async () => {
  await open("waiting");
  const at = (await list("waiting")).findIndex(({ offerId }) => offerId === first.offerId);
  await page.getByTestId(`approve-offer-${at}`).click();
  expect(await text("decide-text")).toContain(rupees(first.cost));
  await page.getByTestId("decide-say").click();
  await page.getByTestId("make-link").click();
  const url = await text("offer-link");
  await pictureOf(page, join(screens, "offers-link.png"));
  const customer = await page.context().newPage();
  await customer.goto(app.stack.server.url + new URL(url).pathname);
  expect(await customer.locator("body").innerText()).toContain(first.bill.name);
  await customer.getByRole("button", { name: /^Yes/ }).click();
  await customer.getByText("Thank you. You have accepted.").waitFor();
  await customer.close();
  await open("live");
  await page.getByText("Accepted by the customer").waitFor();
  expect((await list("live")).map(({ state }) => state)).toEqual(["accepted"]);
  await expectAccessible(page);
  await pictureOf(page, join(screens, "offers-live.png"));
});

test("the money that the next sync brings honours it", async () => {
  const pay = paiseFromJson(first.steps[0]?.pay ?? "0");
  const entries = [
    { ledger: "Cash", amount: -pay },
    {
      ledger: first.party?.name ?? "",
      amount: pay,
      bills: [{ name: first.bill.name, type: "Agst Ref" as const, amount: pay }],
    },
  ];
  app.tally.company().createVoucher({ date: TODAY, type: "Receipt", entries });
  const agent = app.agent();
  expect(await agent.sync()).toMatchObject({ ok: true });
  agent.remove();
  await vi.waitUntil(async () => (await app.read<Offer>(`/offers/${first.offerId}`)).state === "honoured", {
    timeout: 200_000,
    interval: 500,
  });
  await open("over");
  await page.getByText("Honoured").first().waitFor();
  expect(await text("offer-0")).toContain(rupees(first.steps[0]?.off ?? ""));
  await pictureOf(page, join(screens, "offers-over.png"));
  expect(opened.complaints).toEqual([]);
});
