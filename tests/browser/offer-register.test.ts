import { join } from "node:path";

import type { DiscountRegister } from "@cfa/contract/discount-register";
import { makeSampleCompany } from "@cfa/testkit/sample-company/make-sample-company";
import { idIn } from "@cfa/values/ids";
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

/* An accountant goes through the discounts that customers earned: three of them, told in three ways. */

vi.setConfig({ testTimeout: 120_000 });

const screens = screensFolder();

let app: SyncedApp;
let opened: OpenPage;
let page: Page;

beforeAll(async () => {
  app = await startSyncedApp(makeSampleCompany({ size: "S" }));
  await earn();
  opened = await openPageAs("accountant", { stack: app.stack, width: 390, height: 844 });
  ({ page } = opened);
}, 300_000);
afterAll(async () => {
  await opened.close();
  await app.close();
});

/** Three customers pay an open bill each with two in a hundred off. */
async function earn(): Promise<void> {
  const companyId = idIn("company", app.company.id);
  await app.stack.database.asOwner(
    `with open as (
       select distinct on (l.ledger_id) b.*, l.guid from bill b
       join ledger l on l.company_id = b.company_id and l.ledger_id = b.ledger_id and l.is_bill_wise
       where b.company_id = $1 and b.side = 'receivable' and b.basis = 'stated' and b.open > 1000000 and b.voucher_id is not null
         and b.origin_ledger_id is null and b.name <> ''
       order by l.ledger_id, b.date desc limit 3
     ), numbered as (select *, row_number() over (order by date) as n from open)
     insert into offer (company_id, ledger_guid, bill_key, bill_date, bill_name, amount, style, steps, state, is_held_out, cost, profit, profit_low,
       days_gained, annual_rate, chance, reason, terms_version, as_of, proposed_at, decided_at, decided_by, decided_name, live_from, ended_at,
       settled_voucher_guid, settled_on, settled_amount, settled_discount, settled_by)
     select company_id, guid, name_key, date, name, open, 'percent', '[]', 'honoured', false, 1, 1, 1, 9, 900, 0.5, '{}', 1, now(), now(), now(), 'u',
       'Asha', now(), now(), 'r-' || n, (now() at time zone 'Asia/Kolkata')::date - (n * 20)::int, open - open / 50, open / 50,
       (array['bill', 'reference', 'amount'])[n] from numbered`,
    [companyId.ok ? companyId.value : ""],
  );
}

const register = () => app.read<DiscountRegister>("/discount-register");
const address = (path: string): string => `${app.stack.server.url}/${app.company.id}${path}`;
async function open(): Promise<void> {
  await page.goto(address("/offers/register"));
  await page.getByTestId("register-row-0").waitFor();
}

test("the way there is the page of drafts; every figure is the API's, with the rules to review", async () => {
  await page.goto(address("/drafts"));
  await page.getByTestId("drafts-register").click();
  await page.getByTestId("register-row-2").waitFor();
  const { total, rows, rules } = await register();
  expect(rows).toHaveLength(3);
  const sums = await page.getByTestId("register-sums").innerText();
  expect(sums).toContain(formatRupees(paiseFromJson(total.toPost.discount)));
  for (const [at, row] of rows.entries()) {
    const text = await page.getByTestId(`register-row-${at}`).innerText();
    expect(text).toContain(row.party?.name);
    expect(text).toContain(formatRupees(paiseFromJson(row.discount)));
  }
  const said = await page.getByTestId("register-rules").innerText();
  for (const rule of rules) expect(said).toContain(rule.source);
  expect(said.match(/For an accountant to review/g)).toHaveLength(
    rules.filter((rule) => rule.forReview).length,
  );
});

test("a note with tax is refused in words without an agreement; a financial one is drafted, seen, and stands in its row", async () => {
  await open();
  const [first] = (await register()).rows;
  await page.getByTestId("register-choose-0").click();
  await page.getByTestId("register-form-0").waitFor();
  await expectAccessible(page);
  if (first?.taxNote.refused === null) {
    await page.getByTestId("register-kind-section34").click();
    await page.getByTestId("register-agreed").waitFor();
    await pictureOf(page, join(screens, "offer-register-form.png"));
    await page.getByTestId("register-draft").click();
    await page.getByTestId("register-refused").waitFor();
    await page.getByTestId("register-kind-financial").click();
  }
  await page.getByTestId("register-draft").click();
  await page.waitForURL(/\/drafts\?draft=/);
  await open();
  const row = (await register()).rows.find(({ offerId }) => offerId === first?.offerId);
  expect(row?.note).toMatchObject({ state: "drafted", kind: "financial" });
  await page.getByText("Drafted", { exact: true }).waitFor();
  expect(row?.note.draftId).not.toBeNull();
});

test.each(LOOKS)("it fits and can be read on $look", async (look) => {
  await putInto(page, look);
  await open();
  await page.getByTestId("register-see-0").waitFor(); // what the device had kept of before the draft is gone
  await page.locator('[data-testid^="register-choose-"]').first().click();
  await page.getByTestId("register-draft").waitFor();
  await expectToFit(page);
  await expectAccessible(page);
  await pictureOf(page, join(screens, `offer-register-${look.look}.png`));
  expect(opened.complaints.filter((one) => !one.includes("422"))).toEqual([]);
});
