import type { SignInCode } from "@cfa/api/auth/send-code";
import type { Page } from "playwright-core";
import { expect } from "vitest";

/* What a new owner does in a browser, step by step. */

/** Signs in with the code that was shown for a mail address; the ways in are on the page. */
export async function signInByMail(page: Page, email: string, codes: readonly SignInCode[]): Promise<void> {
  await page.getByTestId("mail").fill(email);
  await typeNewCode(page, email, codes, "send-code");
}

/** Presses what sends a code, and types the code that comes; all six digits in the field are enough. */
export async function typeNewCode(
  page: Page,
  email: string,
  codes: readonly SignInCode[],
  press: "send-code" | "resend",
): Promise<void> {
  const before = codes.length;
  await page.getByTestId(press).click();
  await page.getByTestId("code-sent").waitFor();
  await expect.poll(() => codes.length).toBeGreaterThan(before);
  const code = codes.findLast((one) => one.email === email)?.code ?? "";
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

/** Whether nothing is wider than the screen. */
export async function expectFits(page: Page): Promise<void> {
  const overflow = await page.evaluate("document.documentElement.scrollWidth - window.innerWidth");
  expect(overflow).toBeLessThanOrEqual(0);
}
