import { join } from "node:path";

import { createTallyClient, type TallyClient } from "@cfa/tally/client";
import { startFakeTally, type FakeTally } from "@cfa/testkit/fake-tally/fake-tally";
import { makeSampleCompany } from "@cfa/testkit/sample-company/make-sample-company";
import { addDays } from "@cfa/values/local-date";
import { ok } from "@cfa/values/result";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";

import { oddTally } from "../flow/odd-tally.ts";
import { createAgent, type Stack, type StackCompany } from "../flow/stack.ts";
import { expectAccessible } from "./accessible.ts";
import { expectToFit, openPageAs, pictureOf, screensFolder, startApp, type OpenPage } from "./app.ts";

/* Every page of the accountant's desk on books that differ from Tally: by light and dark, in both languages. */

const HOUR_MS = 3_600_000;
const screens = screensFolder();
const sample = makeSampleCompany({ size: "S" });

let stack: Stack;
let tally: FakeTally;
let company: StackCompany;
let partyId: string;
let billId: string;
let taxedId: string;

beforeAll(async () => {
  stack = await startApp();
  tally = await startFakeTally({ companies: [sample] });
  company = await stack.addCompany({ name: sample.name, tallyGuid: sample.guid });
  const client = createTallyClient({ host: "127.0.0.1", port: tally.port, pauseMs: 0 });
  const sums = await client.billSums(sample.name, { side: "receivable", asOf: sample.through });
  const party = sums.ok ? (sums.value.parties[0]?.party ?? "") : "";
  const odd = oneVoucherMore(oddTally(client, { party, since: addDays(sample.through, -100) }));
  const agent = createAgent({ tallyPort: tally.port, company, guid: sample.guid });
  for (const hours of [0, 2]) {
    const now = new Date(Date.now() + hours * HOUR_MS).toISOString();
    expect(await agent.sync({ tally: odd, as: { now: () => now } })).toMatchObject({ ok: true });
  }
  agent.remove();
  const token = await stack.server.signIn("accountant");
  const read = async <T>(path: string): Promise<T> =>
    (await stack.server.get(`/api/companies/${company.id}${path}`, { token })).json() as Promise<T>;
  partyId = (await read<{ rows: { partyId: string }[] }>("/parties?side=receivable")).rows[0]?.partyId ?? "";
  await markSupplier(token, (await read<{ rows: { partyId: string }[] }>("/parties?side=payable")).rows);
  taxedId = (await read<{ rows: { partyId: string }[] }>("/tds-receivable")).rows[0]?.partyId ?? "";
  billId =
    (await read<{ rows: { billId: string }[] }>(`/parties/${partyId}/bills?state=open`)).rows[0]?.billId ??
    "";
}, 300_000);

afterAll(async () => {
  await tally.close();
  await stack.close();
});

/** Says of the first supplier that it is a micro enterprise, so that there are dues under the law and an entry in the log. */
async function markSupplier(token: string, [supplier]: { partyId: string }[]): Promise<void> {
  const path = `/api/companies/${company.id}/parties/${supplier?.partyId ?? ""}/msme`;
  const response = await fetch(`${stack.server.url}${path}`, {
    method: "PUT",
    headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
    body: JSON.stringify({ udyamClass: "micro", activity: "other", hasWrittenTerms: true }),
  });
  expect(response.status).toBe(200);
}

/** A Tally that counts one voucher more in its first month than it shows. In the last month the agent would find that it miscounts. */
function oneVoucherMore(client: TallyClient): TallyClient {
  return {
    ...client,
    async voucherTotals(name, period) {
      const read = await client.voucherTotals(name, period);
      if (!read.ok || period.from > sample.booksFrom) return read;
      return ok(read.value.map((row, at) => (at === 0 ? { ...row, count: row.count + 1 } : row)));
    },
  };
}

/** Gives every ledger and the company another name, made of the one they have. */
async function rename(to: string, value: string | number): Promise<void> {
  for (const table of ["ledger", "company"]) {
    await stack.database.asOwner(`update ${table} set name = ${to} where company_id = $2`, [
      value,
      company.uuid,
    ]);
  }
}

/** A quick run takes the first of the looks: the narrow one with the longer words. */
const looks = [
  { look: "phone-dark-hi", width: 390, height: 844, language: "hi", dark: true },
  { look: "phone", width: 390, height: 844, language: "en", dark: false },
  { look: "desktop-dark-hi", width: 1440, height: 900, language: "hi", dark: true },
  { look: "desktop", width: 1440, height: 900, language: "en", dark: false },
];

describe.each(process.env["CFA_TEST_LONG"] === "1" ? looks : looks.slice(0, 1))(
  "$look",
  ({ look, width, height, language, dark }) => {
    let opened: OpenPage;
    let page: Page;

    beforeAll(async () => {
      opened = await openPageAs("accountant", { stack, width, height, dark });
      ({ page } = opened);
      await page.evaluate(`localStorage.setItem('cfa.language', '${language}')`);
    });

    afterAll(() => opened.close());

    test.each([
      { name: "home", path: "", ready: "home-receivable-outstanding" },
      { name: "party", path: () => `/parties/${partyId}`, ready: "party-bills" },
      { name: "bill", path: () => `/bills/${billId}`, ready: "bill" },
      { name: "exceptions", path: "/exceptions", ready: "exception-0" },
      { name: "corrections", path: "/corrections", ready: "corrections-empty" },
      { name: "approvals", path: "/approvals", ready: "approvals-empty" },
      {
        name: "correct-due-date",
        path: () => `/corrections/new?kind=due-date&billId=${billId}`,
        ready: "look",
      },
      { name: "audit", path: "/audit", ready: "audit" },
      { name: "reports", path: "/reports", ready: "report-ageing" },
      { name: "report-ageing", path: "/reports/ageing", ready: "report-card" },
      { name: "report-ageing-bills", path: "/reports/ageing-bills", ready: "report-card" },
      { name: "report-statement", path: () => `/reports/statement?party=${partyId}`, ready: "report-card" },
      { name: "report-ledger", path: () => `/reports/ledger?party=${partyId}`, ready: "report-card" },
      { name: "report-collections", path: "/reports/collections", ready: "report-card" },
      { name: "report-dso", path: "/reports/dso", ready: "report-card" },
      { name: "report-day-book", path: "/reports/day-book", ready: "report-card" },
      { name: "report-exceptions", path: "/reports/exceptions", ready: "report-card" },
      { name: "report-msme", path: "/reports/msme", ready: "report-row-0" },
      { name: "report-tds-awaited", path: "/reports/tds-awaited", ready: "report-row-0" },
      { name: "report-discounts", path: "/reports/discounts", ready: "report-card" },
      { name: "report-audit", path: "/reports/audit", ready: "report-row-0" },
      { name: "report-without-party", path: "/reports/confirmation", ready: "found-party-0" },
      { name: "tds", path: "/tds", ready: "tds-party-0" },
      { name: "tds-party", path: () => `/tds/${taxedId}`, ready: "tds-bill-0" },
      { name: "sync", path: "/sync", ready: "tie-out-different" },
      { name: "settings", path: "/settings", ready: "sign-out" },
      { name: "settings-company", path: "/settings/company", ready: "page-title" },
      { name: "settings-people", path: "/settings/people", ready: "invitations-empty" },
      { name: "settings-keys", path: "/settings/keys", ready: "keys" },
      { name: "settings-sessions", path: "/settings/sessions", ready: "session-this" },
      { name: "settings-data", path: "/settings/data", ready: "owner-only" },
      { name: "connect", path: "/connect", ready: "connect-agent" },
      { name: "drafts", path: "/drafts", ready: "drafts-empty" },
      { name: "offers", path: "/offers", ready: "offers-empty" },
    ])("$name reads as people write", async ({ name, path, ready }) => {
      await page.goto(`${stack.server.url}/${company.id}${typeof path === "string" ? path : path()}`);
      await page.getByTestId(ready).waitFor();
      await readsWell(name);
    });

    test("what differs from Tally is shown by ledger, by month, by party and by day of a ledger", async () => {
      await page.goto(`${stack.server.url}/${company.id}/sync`);
      await page.getByTestId("tie-out-months").click();
      await page.getByTestId("tied-month-0").waitFor();
      await readsWell("tie-out-months");
      await page.getByTestId("tie-out-parties").click();
      await page.getByTestId("tied-party-0").getByText("ODD-1").waitFor();
      await readsWell("tie-out-parties");
      await page.getByTestId("tie-out-different").click();
      await page.getByTestId("ledger-row-0").getByRole("link").click();
      await page.getByTestId("ledger-months").getByRole("button").first().click();
      await page.getByTestId("ledger-months").getByRole("listitem").nth(1).waitFor();
      await readsWell("tied-ledger");
    });

    test("names that are markup are shown as they are written, and do nothing", async () => {
      const markup = `<img src=x onerror="document.title='taken'">`;
      await rename("$1::text || name", markup);
      for (const path of ["", "/parties", `/parties/${partyId}`, `/bills/${billId}`, "/settings"]) {
        await page.goto(`${stack.server.url}/${company.id}${path}`);
        await page.getByText(markup).first().waitFor();
        expect(await page.locator('img[src="x"]').count()).toBe(0);
        expect(await page.title()).not.toBe("taken");
      }
      await rename("substr(name, $1)", markup.length + 1);
    });

    test("the browser had nothing to complain about", () => {
      expect(opened.complaints).toEqual([]);
    });

    /** Nothing is wider than the window, no day is written as computers do, nothing that is not there has a name. */
    async function readsWell(name: string): Promise<void> {
      await page.getByTestId("loading").first().waitFor({ state: "detached" });
      await pictureOf(page, join(screens, `look-${name}-${look}.png`));
      await expectToFit(page);
      await expectAccessible(page);
      const text = await page.getByRole("main").last().innerText();
      // A financial year, "2026-27", has no month in it.
      expect(text).not.toMatch(/\b\d{4}-(0[1-9]|1[0-2])(-\d{2})?\b|undefined|NaN|\[object/);
    }
  },
);
