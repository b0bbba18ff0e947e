import { join } from "node:path";

import type { SignInCode } from "@cfa/api/auth/send-code";
import type { TemplatePlaces } from "@cfa/contract/templates";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, test, vi } from "vitest";

import type { Stack } from "../flow/stack.ts";
import { expectAccessible } from "./accessible.ts";
import { expectToFit, LOOKS, pictureOf, putInto, screensFolder, startApp } from "./app.ts";
import { openBrowser, type Browser } from "./chromium.ts";
import { SHORTENED_SUMS, SMALL_TARGETS } from "./look-at.ts";
import { register, signInByMail } from "./new-owner.ts";

/* An owner writes texts of messages anew: values go to where the cursor is, the preview tells what would be refused, and a draft takes the place of what goes out once it is put into use. */

vi.setConfig({ testTimeout: 180_000 });

const screens = screensFolder();
const codes: SignInCode[] = [];

let stack: Stack;
let browser: Browser;
let page: Page;
let companyId: string;

beforeAll(async () => {
  stack = await startApp({ printCode: (code) => void codes.push(code), nudges: true });
  browser = await openBrowser({ width: 390, height: 844 });
  page = await browser.context.newPage();
  await page.goto(stack.server.url);
  await signInByMail(page, "owner@example.in", codes);
  companyId = await register(page, { name: "Asha Traders", gstin: "" });
}, 300_000);

afterAll(async () => {
  await browser.close();
  await stack.close();
});

const shown = (id: string) => page.getByTestId(id).first().innerText();
const press = (id: string) => page.getByTestId(id).click();
async function go(place: string, ready: string): Promise<void> {
  await page.goto(`${stack.server.url}/${companyId}/templates${place}`);
  await page.getByTestId(ready).first().waitFor();
}
async function placeOf(text: string) {
  const address = `${stack.server.url}/api/companies/${companyId}/templates`;
  const places = (await (await page.context().request.get(address)).json()) as TemplatePlaces;
  return places.templates.find((one) => `${one.kind} ${one.stage} ${one.way} ${one.language}` === text);
}

test("the list says what goes out, and leads to the text of a stage", async () => {
  await go("", "template-due");
  expect(await shown("template-due")).toContain("E-mail: no account");
  expect(await shown("template-due")).toContain("Letter: our text");
  await press("template-due");
  await page.getByTestId("template-body").waitFor();
  expect(await shown("preview-en")).toContain("Sharma Traders");
  expect(await shown("template-standing")).toContain("from the beginning");
  expect(await shown("template-standing")).toContain("To change it, write below");
  expect(await shown("preview-hi")).toContain("शर्मा ट्रेडर्स");
});

test("a value goes to where the cursor is, and the preview follows", async () => {
  await page.getByTestId("template-subject").fill("Bills");
  const body = page.getByTestId("template-body");
  await body.fill("Dear , ");
  await body.press("ControlOrMeta+Home");
  for (let step = 0; step < 5; step++) await body.press("ArrowRight");
  await press("put-party");
  await press("put-bills");
  expect(await body.inputValue()).toBe("Dear {{party}}{{bills}}, ");
  await page.getByTestId("preview-en-refusals").waitFor();
  await page.getByText("Say who writes: put in your name.").first().waitFor();
  expect(await shown("template-unsaved")).toContain("not saved yet");
  await pictureOf(page, join(screens, "template-refused.png"));
  await expectAccessible(page);
});

test("what is typed and not saved stays while one looks elsewhere, and can be undone", async () => {
  await press("template-language-hi");
  await page.getByTestId("template-unsaved").waitFor({ state: "detached" });
  await press("template-language-en");
  expect(await page.getByTestId("template-body").inputValue()).toBe("Dear {{party}}{{bills}}, ");
  const asked = new Promise<string>((resolve) => {
    page.once("dialog", (dialog) => {
      resolve(dialog.type());
      void dialog.dismiss();
    });
  });
  // The browser asks: the page stays.
  void page.reload().catch(() => undefined);
  expect(await asked).toBe("beforeunload");
  await press("template-undo");
  expect(await page.getByTestId("template-body").inputValue()).toContain("{{party}},\n\n");
  await page.getByTestId("template-unsaved").waitFor({ state: "detached" });
});

test("a value that there is none of is said and not sent", async () => {
  const body = page.getByTestId("template-body");
  await body.fill("{{brand}} {{iban}}");
  expect(await shown("template-unsaved")).toContain("choose them from the list");
  await press("template-save");
  expect((await placeOf("reminder due email en"))?.next).toBeNull();
});

test("a mail is saved as a draft, put into use, and given up for the shipped text", async () => {
  await page.getByTestId("template-body").fill("Dear {{party}},\n\n{{bills}}\n\n{{brand}}\n{{link}}");
  await press("template-save");
  await page.getByTestId("template-saved").waitFor();
  expect(await placeOf("reminder due email en")).toMatchObject({
    goesOut: "shipped",
    next: { state: "draft" },
  });
  await press("template-to-approved");
  await page.getByTestId("template-used").waitFor();
  expect(await placeOf("reminder due email en")).toMatchObject({ goesOut: "own", next: null });
  await press("template-to-retired");
  await page.getByText("our text", { exact: true }).waitFor();
  expect(await placeOf("reminder due email en")).toMatchObject({ goesOut: "shipped", inUse: null });
});

test("a text is sent to its owner as a test, and what came of it is told as it changes", async () => {
  expect(await shown("test-mail")).toContain("owner@example.in");
  await press("test-send");
  await page.getByText("Not sent: there is no account for this way.").waitFor();
  await stack.database.asOwner(
    `insert into test_send (company_id, kind, stage, way, language, subject, body, registration, address_end, state, failure, day, asked_at, asked_by, asked_name)
     select company_id, kind, stage, way, language, subject, body, registration, address_end, 'refused',
       '{"scope": "address", "code": "dead", "detail": "550 no such user"}', day, asked_at + interval '1 second', asked_by, asked_name from test_send`,
  );
  await go("/due", "test-1");
  await expect
    .poll(() => shown("test-0"), { timeout: 20_000 })
    .toBe("Not sent: nobody is reached there. The carrier says: 550 no such user");
  await page.getByTestId("template-test").scrollIntoViewIfNeeded();
  await page.screenshot({ path: join(screens, "template-test.png") });
  await expectAccessible(page);
  await press("template-way-sms");
  await page.getByTestId("test-number").fill("hello");
  await press("test-send");
  await page.getByTestId("test-refused").waitFor();
  expect(await page.getByTestId("test-0").count()).toBe(0);
  await press("template-way-email");
});

test("an SMS goes out only with its DLT ids and its category", async () => {
  await press("template-way-sms");
  await page.getByTestId("template-known").waitFor();
  expect(await shown("template-about")).toContain("Nothing goes out here yet");
  await page.getByTestId("template-dltEntity").fill("11x");
  await page.getByText("Something here is not right yet.").waitFor();
  await page.getByTestId("template-dltEntity").fill("1101");
  await press("template-save");
  await page.getByTestId("template-saved").waitFor();
  await press("template-to-approved");
  await page.getByTestId("template-not-used").waitFor();
  expect(await shown("template-not-used")).toContain("DLT entity, header and template ids");
  await press("template-category-service");
  await page.getByTestId("template-dltHeader").fill("ASHATR");
  await page.getByTestId("template-dltTemplate").fill("1107");
  await press("template-save");
  await page.getByTestId("template-saved").waitFor();
  expect(await shown("preview-en-units")).toBe("1 SMS unit");
  await press("template-to-approved");
  await page.getByTestId("template-used").waitFor();
  expect(await placeOf("reminder due sms en")).toMatchObject({ goesOut: "own", inUse: { version: 2 } });
});

test.each(LOOKS)("they fit and can be read on $look", async (look) => {
  await putInto(page, look);
  for (const [place, ready, name] of [
    ["", "template-due", "templates"],
    ["/after-7", "preview-hi", "template"],
  ] as const) {
    await go(place, ready);
    await page.locator(`html[lang=${look.language}]`).waitFor();
    await pictureOf(page, join(screens, `${name}-${look.look}.png`));
    await expectToFit(page);
    for (const script of [SHORTENED_SUMS, SMALL_TARGETS])
      expect.soft(await page.evaluate<string[]>(script)).toEqual([]);
    await expectAccessible(page);
  }
});
