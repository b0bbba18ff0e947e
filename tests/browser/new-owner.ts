import type { SignInCode } from "@cfa/api/auth/send-code";
import type { Page } from "playwright-core";
import { expect } from "vitest";

/* What a new owner does in a browser, step by step. */

/** Signs in with the code that was shown for a mail address; the ways in are on the page. */
export async function signInByMail(page: Page, email: string, codes: readonly SignInCode[]): Promise<void> {
  await page.getByTestId("mail").fill(email);
  await typeNewCode(page, email, codes);
}

/** Has a code sent and types it; all six digits in the field are enough. The code is shown before the page hears that it was sent. */
export async function typeNewCode(page: Page, email: string, codes: readonly SignInCode[]): Promise<void> {
  const before = codes.length;
  await page.getByTestId("send-code").click();
  const told = page.getByTestId("code-sent");
  await told.waitFor();
  expect(await told.textContent()).toMatch(/terminal|टर्मिनल/); // these servers have no mail
  const code = codes.slice(before).find((one) => one.email === email)?.code;
  if (code === undefined) throw new Error(`no code was shown for ${email}`);
  await page.getByTestId("code").fill(code);
}

/** Registers a company and stands before the ways to connect Tally; answers the company's id. */
export async function register(page: Page, company: { name: string; gstin: string }): Promise<string> {
  await page.getByTestId("company-name-field").fill(company.name);
  await page.getByTestId("gstin").fill(company.gstin);
  await page.getByTestId("save-company").click();
  await page.getByTestId("connect-agent").waitFor();
  const [, companyId = ""] = new URL(page.url()).pathname.split("/");
  expect(companyId).toMatch(/^cmp_/);
  return companyId;
}
