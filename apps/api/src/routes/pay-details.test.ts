import type { PayDetail } from "@cfa/contract/pay-details";
import { afterAll, beforeAll, expect, test } from "vitest";

import { TODAY } from "../test-books.ts";
import { callAs } from "../test-calls.ts";
import { startTestCompany, type TestCompany } from "../test-company.ts";

/* Where Asha's customers pay to, said by her owner. */

type Standing = { detail: PayDetail | null };

let asha: TestCompany;
beforeAll(async () => {
  asha = await startTestCompany();
});
afterAll(() => asha.close());

const path = () => `/api/companies/${asha.company}/pay-details`;
const say = (detail: unknown, token = asha.owner) =>
  callAs<Standing & { code?: string; field?: string; message?: string }>(asha.server, token, [
    "PUT",
    path(),
    { detail },
  ]);
const audit = () =>
  asha.database.asOwner<{ action: string; detail: object }>(
    "select action, detail from audit_entry order by at",
  );

const SAID = {
  payeeName: "Asha Traders",
  vpa: "asha.traders@okbank",
  account: { accountNumber: "00112233445566", ifsc: "HDFC0000123", bankName: "HDFC Bank, Fort" },
};

test("nothing is said at first", async () => {
  expect(await asha.read<Standing>("/pay-details")).toEqual({ detail: null });
});

test("what the owner says is kept in its one form, once, and is on record with before and after", async () => {
  const written = {
    payeeName: " Asha Traders ",
    vpa: " Asha.Traders@OkBank ",
    account: { ...SAID.account, accountNumber: "0011 2233-4455 66", ifsc: "hdfc 0000123" },
  };
  const said = await say(written);
  expect(said).toMatchObject({ status: 200, body: { detail: { ...SAID, saidAt: TODAY.toISOString() } } });
  expect(await say(SAID)).toEqual(said);
  expect(await asha.read<Standing>("/pay-details")).toEqual(said.body);
  expect(await audit()).toMatchObject([
    { action: "change-pay-details", detail: { before: {}, after: { vpa: SAID.vpa, ifsc: "HDFC0000123" } } },
  ]);
  await say({ ...SAID, vpa: "other@okbank" });
  expect((await audit()).at(-1)).toMatchObject({
    detail: { before: { vpa: SAID.vpa }, after: { vpa: "other@okbank" } },
  });
  expect((await asha.get("/audit")).status).toBe(200);
});

test.each([
  ["a mail address for a UPI id", { ...SAID, vpa: "asha@example.in" }, "detail.vpa"],
  ["a UPI id without a bank", { ...SAID, vpa: "asha" }, "detail.vpa"],
  ["an IFSC whose fifth character is a letter", withAccount({ ifsc: "HDFCO000123" }), "detail.account.ifsc"],
  ["a short IFSC", withAccount({ ifsc: "HDFC0123" }), "detail.account.ifsc"],
  [
    "letters in the account's number",
    withAccount({ accountNumber: "ASHA1234567" }),
    "detail.account.accountNumber",
  ],
  ["an account without its number", withAccount({ accountNumber: "" }), "detail.account.accountNumber"],
  ["a name that turns its direction", { ...SAID, payeeName: "Asha \u202Esredart" }, "detail.payeeName"],
  ["no name", { ...SAID, payeeName: "  " }, "detail.payeeName"],
  ["neither of both", { ...SAID, vpa: null, account: null }, "detail"],
])("%s is refused by its field, with a sentence", async (_, detail, field) => {
  const before = await asha.read<Standing>("/pay-details");
  expect(await say(detail)).toMatchObject({ status: 422, body: { code: "bad-input", field } });
  expect(await asha.read<Standing>("/pay-details")).toEqual(before);
});

function withAccount(changes: object): object {
  return { ...SAID, account: { ...SAID.account, ...changes } };
}

test("only an owner who has just signed in says so; the accountant reads it", async () => {
  const accountant = await asha.server.signIn("accountant");
  expect(await say(SAID, accountant)).toMatchObject({ status: 403 });
  expect((await asha.get("/pay-details", accountant)).status).toBe(200);
  const age = (minutes: number) =>
    asha.database.asOwner(`update auth.session set "createdAt" = "createdAt" - make_interval(mins => $1)`, [
      minutes,
    ]);
  await age(11);
  expect(await say(SAID)).toMatchObject({ body: { code: "sign-in-again" } });
  await age(-11);
});

test("it can be taken away again", async () => {
  await say(SAID);
  expect(await say(null)).toMatchObject({ status: 200, body: { detail: null } });
  expect((await audit()).at(-1)).toMatchObject({ detail: { before: { vpa: SAID.vpa }, after: {} } });
});
