import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";

import { daysOn, GATEWAY_URL, linkAtGateway, NOON, PAY_TO, type PayOffer } from "../test-offer.ts";
import { startPayPage, type PayPageTest } from "../test-pay-page.ts";

/* How the page says to pay: noon on 15 April 2026, 2 % to 17 April, 1 % to 20 April. */

let pay: PayPageTest;
let offer: PayOffer;

beforeAll(async () => {
  pay = await startPayPage();
});
beforeEach(async () => {
  pay.setNow(NOON);
  offer = await pay.offer();
});
afterAll(() => pay.close());

const page = async (path = offer.path): Promise<string> => (await pay.server.get(path)).text();
const rows = (text: string) => pay.database.asOwner(text, [offer.companyId]);

test("above what UPI carries, the bank's details stand with our reference and no UPI", async () => {
  const lakhs = 5_00_000_00;
  const sums = "update bill set amount = $2, open = $2 where company_id = $1 and name = 'INV-1'";
  await pay.database.asOwner(sums, [offer.companyId, lakhs]);
  await pay.database.asOwner("alter table offer disable trigger keep_offer");
  await pay.database.asOwner("update offer set amount = $2 where company_id = $1", [offer.companyId, lakhs]);
  await pay.database.asOwner("alter table offer enable trigger keep_offer");
  const text = await page();
  expect(text).not.toContain("upi://");
  expect(text).toContain("UPI usually takes up to ₹1,00,000");
  expect(text).toMatch(/Reference<\/dt><dd>CFA[A-Z2-7]{12}/);
});

test("above what UPI carries, where the seller takes UPI alone, it says so and that the account is to be asked for", async () => {
  const payTo = { ...PAY_TO, accountNumber: null, ifsc: null, bankName: null };
  offer = await pay.offer({ payTo, amount: 1_10_000_00n });
  await rows("update bill set amount = 11000000, open = 11000000 where company_id = $1 and name = 'INV-1'");
  const text = await page();
  expect(text).toContain("UPI usually takes up to ₹1,00,000");
  expect(text).toContain("UPI does not carry this sum. Please ask the seller for the bank account");
  expect(text).not.toContain("Please ask the seller where to pay");
  expect(text).not.toContain("upi://");
  expect(await page(`${offer.path}?lang=hi`)).toContain("यह रकम UPI से नहीं चुकाई जा सकती");
  offer = await pay.offer({ payTo });
  expect(await page()).not.toContain("for the bank account");
});

test("with a gateway alone its button stands, which says UPI only where UPI carries the sum", async () => {
  offer = await pay.offer({ payTo: null });
  await linkAtGateway(pay.database, offer, { amount: 980_00n, isPaid: false });
  const text = await page();
  expect(text).toContain(`href="${GATEWAY_URL}" rel="noopener noreferrer">Pay by card, netbanking or UPI<`);
  expect(text).not.toContain("Please ask the seller where to pay");
  offer = await pay.offer({ payTo: null, amount: 5_00_000_00n });
  await rows("update bill set amount = 50000000, open = 50000000 where company_id = $1 and name = 'INV-1'");
  await linkAtGateway(pay.database, offer, { amount: 4_90_000_00n, isPaid: false });
  expect(await page()).toContain(`rel="noopener noreferrer">Pay by card or netbanking<`);
});

test("what was paid at the gateway is said only while the books have the bill open", async () => {
  await linkAtGateway(pay.database, offer, { amount: 980_00n, isPaid: true });
  expect(await page()).toContain("₹980 was paid at Razorpay");
  pay.setNow(daysOn(8));
  expect(await page()).toContain("₹980 was paid at Razorpay"); // the offer is over, the receipt has not come
  pay.setNow(NOON);
  await rows("update bill set open = 0 where company_id = $1 and name = 'INV-1'");
  const settled = await page();
  expect(settled).toContain("Nothing is left to pay on this bill");
  expect(settled).not.toContain("was paid at Razorpay");
});

test("where the seller has not said where to pay, the customer is told to ask", async () => {
  offer = await pay.offer({ payTo: null });
  expect(await page()).toContain("Please ask the seller where to pay");
});
