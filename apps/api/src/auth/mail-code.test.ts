import { startFakeMailServer, type FakeMailServer } from "@cfa/testkit/fake-mail-server";
import { saysCode } from "@cfa/testkit/secret-scan";
import { cloneDatabase, type TestDatabase } from "@cfa/testkit/test-database";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";

import { post, refusal, startTestServer, type TestServer } from "../test-server.ts";

let database: TestDatabase;
let mail: FakeMailServer;
let server: TestServer;

beforeAll(async () => {
  database = await cloneDatabase();
  mail = await startFakeMailServer();
  server = await startTestServer(database, {
    config: { mail: { url: mail.url, from: "CFA <cfa@asha.in>" } },
  });
});
beforeEach(async () => {
  mail.refuse(false);
  mail.mails.length = 0;
  for (const table of [`"rateLimit"`, "tries", "verification", `"user"`]) {
    await database.asOwner(`delete from auth.${table}`);
  }
});
afterAll(async () => {
  await server.close();
  await mail.close();
  await database.close();
});

const PAGE = { origin: "http://127.0.0.1" };
const MEERA = "meera@asha.in";

function ask(email: string): Promise<Response> {
  return post(`${server.url}/api/auth/mail-code`, { email });
}

function tryCode(code: string, email = MEERA, headers: Record<string, string> = {}): Promise<Response> {
  return post(`${server.url}/api/auth/mail-code/sign-in`, { email, code }, headers);
}

/** The code in the latest mail. */
function mailed(): string {
  return /\b\d{6}\b/.exec(mail.mails.at(-1)?.text ?? "")?.[0] ?? "";
}

/** Another code than the mailed one. */
function wrong(): string {
  return mailed() === "000000" ? "000001" : "000000";
}

test("a person asks for a code, gets it by mail, and is signed in with it; the address is their account", async () => {
  const asked = await ask("Meera@Asha.in");
  expect([asked.status, await asked.json()]).toEqual([200, { sent: true }]);
  expect(mail.mails).toHaveLength(1);
  expect(mail.mails[0]).toMatchObject({ from: "cfa@asha.in", to: [MEERA] });
  expect(mail.mails[0]?.text).toContain("साइन इन");
  const response = await tryCode(mailed(), "MEERA@asha.in");
  expect(response.status).toBe(200);
  expect(await response.json()).toEqual({ user: { name: "meera", email: MEERA } });
  const token = response.headers.get("set-auth-token") ?? "";
  expect((await server.get("/api/me/sessions", { token })).status).toBe(200);
});

test("a browser gets its cookie and no token, neither in the head nor in the body", async () => {
  await ask(MEERA);
  const response = await tryCode(mailed(), MEERA, PAGE);
  expect(response.headers.getSetCookie()[0]).toMatch(/^cfa_session=.+HttpOnly; SameSite=Strict$/);
  expect(response.headers.get("set-auth-token")).toBeNull();
  expect(await response.json()).toEqual({ user: { name: "meera", email: MEERA } });
});

test("a code signs in once, and the person who comes again is the same", async () => {
  await ask(MEERA);
  expect((await tryCode(mailed())).status).toBe(200);
  expect((await tryCode(mailed())).status).toBe(422);
  await ask(MEERA);
  expect((await tryCode(mailed())).status).toBe(200);
  expect(await database.asOwner(`select from auth."user"`)).toHaveLength(1);
});

test("a wrong code says what to do; after three the right one is lost too", async () => {
  await ask(MEERA);
  for (let i = 0; i < 3; i++) {
    const response = await tryCode(wrong());
    expect(response.status).toBe(422);
    expect(await refusal(response)).toMatchObject({
      code: "bad-input",
      field: "code",
      message: expect.stringContaining("ask for a new one"),
    });
  }
  expect((await tryCode(mailed())).status).toBe(422);
});

test("a code is over after ten minutes, and when a newer one was sent", async () => {
  await ask(MEERA);
  const first = mailed();
  await ask(MEERA);
  if (first !== mailed()) expect((await tryCode(first)).status).toBe(422);
  await database.asOwner(`update auth.verification set "expiresAt" = now() - interval '1 second'`);
  expect((await tryCode(mailed())).status).toBe(422);
  await ask(MEERA);
  const [row] = await database.asOwner<{ minutes: number }>(
    `select round(extract(epoch from max("expiresAt") - now()) / 60)::int as minutes from auth.verification`,
  );
  expect(row?.minutes).toBe(10);
});

test("a code that was sent to one address is of no use with another", async () => {
  await ask(MEERA);
  expect((await tryCode(mailed(), "ravi@asha.in")).status).toBe(422);
});

test("five codes in a quarter of an hour are enough for an account; another account goes on", async () => {
  for (let i = 0; i < 5; i++) expect((await ask(MEERA)).status).toBe(200);
  const limited = await ask(MEERA);
  expect(limited.status).toBe(429);
  expect(Number(limited.headers.get("retry-after"))).toBeGreaterThan(800);
  expect(mail.mails).toHaveLength(5);
  expect((await ask("ravi@asha.in")).status).toBe(200);
});

test("guessing ends after ten tries for an account, however many codes are asked for", async () => {
  const statuses: number[] = [];
  for (let i = 0; i < 4; i++) {
    await ask(MEERA);
    for (let j = 0; j < 3; j++) statuses.push((await tryCode(wrong())).status);
  }
  expect(statuses).toEqual([...Array.from({ length: 10 }, () => 422), 429, 429]);
  await ask(MEERA);
  expect((await tryCode(mailed())).status).toBe(429);
});

test("thirty codes in a quarter of an hour are enough for an address, whoever they are for", async () => {
  const statuses: number[] = [];
  for (let i = 0; i < 31; i++) statuses.push((await ask(`person${i}@asha.in`)).status);
  expect(statuses).toEqual([...Array.from({ length: 30 }, () => 200), 429]);
});

test("a mail that cannot be sent is said, and can be asked for again", async () => {
  mail.refuse(true);
  const response = await ask(MEERA);
  expect(response.status).toBe(503);
  expect(await refusal(response)).toMatchObject({ message: expect.stringContaining("could not be sent") });
  mail.refuse(false);
  expect((await ask(MEERA)).status).toBe(200);
});

test.each([
  [{ email: "meera" }, "email"],
  [{ email: "meera@asha.in, ravi@asha.in" }, "email"],
  [{ email: "meera@asha.in\r\nBcc: ravi@asha.in" }, "email"],
  [{ email: "owner@demo.invalid" }, "email"],
  [{ email: 1 }, "email"],
  [{ email: MEERA, type: "forget-password" }, undefined],
  [{}, "email"],
])("%j is bad input and sends no mail", async (body, field) => {
  const response = await post(`${server.url}/api/auth/mail-code`, body);
  expect(response.status).toBe(422);
  expect(await refusal(response)).toMatchObject({ code: "bad-input", ...(field && { field }) });
  expect(mail.mails).toEqual([]);
});

test("neither the code nor the address is in the log or, readable, in the database", async () => {
  server.logLines.length = 0;
  await ask(MEERA);
  const code = mailed();
  const rows = await database.asOwner(`select value from auth.verification`);
  expect(rows.length).toBeGreaterThan(0);
  expect(saysCode(mail.mails.at(-1)?.text ?? "", code)).toBe(true);
  expect(saysCode(JSON.stringify(rows), code)).toBe(false);
  await tryCode(wrong());
  const signedIn = await tryCode(code);
  const token = (signedIn.headers.get("set-auth-token") ?? "").split(".")[0] ?? "";
  const log = server.logLines.join("");
  expect(log).toContain("code-sent");
  expect(log).toContain("signed-in");
  expect(saysCode(log, code)).toBe(false);
  for (const secret of [MEERA, token]) expect(log).not.toContain(secret);
});

test("who signs in again on a device gets a new session in the place of the old one", async () => {
  await ask(MEERA);
  const first = (await tryCode(mailed(), MEERA)).headers.get("set-auth-token") ?? "";
  await ask(MEERA);
  const again = await tryCode(mailed(), MEERA, { authorization: `Bearer ${first}` });
  const second = again.headers.get("set-auth-token") ?? "";
  expect(second).not.toBe(first);
  expect((await server.get("/api/me/sessions", { token: first })).status).toBe(401);
  expect((await server.get("/api/me/sessions", { token: second })).status).toBe(200);
});

test("without mail the code goes to the terminal, on loopback alone; else this way in is off", async () => {
  const printed: { email: string; code: string }[] = [];
  const deps = { printCode: (code: { email: string; code: string }) => void printed.push(code) };
  const local = await startTestServer(database, { deps });
  expect(await (await local.get("/api/session")).json()).toMatchObject({ ways: { mailCode: true } });
  const asked = await post(`${local.url}/api/auth/mail-code`, { email: MEERA });
  expect([asked.status, await asked.json()]).toEqual([200, { sent: true, shownIn: "terminal" }]);
  expect(printed).toEqual([{ email: MEERA, code: expect.stringMatching(/^\d{6}$/) }]);
  expect(saysCode(local.logLines.join(""), printed[0]?.code ?? "")).toBe(false);
  await local.close();

  for (const changes of [{ deps, config: { publicUrl: "https://cfa.example.in" } }, {}]) {
    const off = await startTestServer(database, changes);
    expect(await (await off.get("/api/session")).json()).toMatchObject({ ways: { mailCode: false } });
    for (const path of ["mail-code", "mail-code/sign-in"]) {
      expect((await post(`${off.url}/api/auth/${path}`, { email: MEERA, code: "123456" })).status).toBe(404);
    }
    await off.close();
  }
});
