import { cloneDatabase, type TestDatabase } from "@cfa/testkit/test-database";
import { idOut } from "@cfa/values/ids";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";

import type { Mail } from "../mail.ts";
import { callAs, registerAs } from "../test-calls.ts";
import { signInAs, type TestPerson } from "../test-people.ts";
import { startTestServer, type TestServer } from "../test-server.ts";

let database: TestDatabase;
let server: TestServer;
let now = new Date();
let mails: Mail[] = [];
let sendMail = async (mail: Mail): Promise<void> => void mails.push(mail);
let owner: TestPerson;
let ravi: TestPerson;
let company: string;

const OLD_SESSIONS = `update auth.session set "createdAt" = "createdAt" - interval '11 minutes'`;

beforeAll(async () => {
  database = await cloneDatabase();
  server = await startTestServer(database, {
    deps: { now: () => now, sendMail: (mail) => sendMail(mail) },
    config: { publicUrl: "https://app.example.in" },
  });
});
afterAll(async () => {
  await server.close();
  await database.close();
});

/** A company of Asha's with Ravi as its accountant. */
beforeEach(async () => {
  now = new Date();
  mails = [];
  sendMail = async (mail) => void mails.push(mail);
  owner = await signInAs(database.db, { name: "Asha", email: "asha@example.in" });
  ravi = await signInAs(database.db, { name: "Ravi", email: "ravi@example.in" });
  company = await registerAs(server, owner.token, { name: `Asha ${Math.random()}`, gstin: null });
  await join(ravi, "ravi@example.in", "accountant");
});

const as = <T>(person: TestPerson, method: string, path: string, body?: object) =>
  callAs<T>(server, person.token, [method, path, ...(body === undefined ? [] : [body])] as [string, string]);

async function invite(email: string, role = "viewer"): Promise<string> {
  now = new Date(now.getTime() + 1_000); // the list is by when
  const invited = await as<{ link: string }>(owner, "POST", `${company}/invitations`, { email, role });
  expect(invited.status).toBe(200);
  return invited.body.link.split("/").at(-1) ?? "";
}

async function join(person: TestPerson, email: string, role: string): Promise<void> {
  const token = await invite(email, role);
  const accepted = await as(person, "POST", `/api/invitations/${token}/accept`, {});
  expect(accepted.status).toBe(200);
}

type Members = { rows: { name: string; role: string; email: string | null; isMe: boolean }[] };
const members = (person = owner) => as<Members>(person, "GET", `${company}/members`);
const standing = async () => (await members()).body.rows.map(({ name, role }) => `${name} ${role}`);
const member = (person: TestPerson) => `${company}/members/${idOut("user", person.id)}`;

test("everybody sees who belongs to the company; a viewer sees no mail addresses", async () => {
  const vimal = await signInAs(database.db, { name: "Vimal", email: "vimal@example.in" });
  await join(vimal, "vimal@example.in", "viewer");
  expect(await standing()).toEqual(["Asha owner", "Ravi accountant", "Vimal viewer"]);
  expect((await members(ravi)).body.rows[1]).toMatchObject({ isMe: true, email: "ravi@example.in" });
  expect((await members(vimal)).body.rows.map(({ email }) => email)).toEqual([null, null, null]);
});

test("a member who is taken out is refused with the very next request", async () => {
  expect((await as(ravi, "GET", `${company}/freshness`)).status).toBe(200);
  expect((await as(owner, "DELETE", member(ravi))).status).toBe(200);
  expect((await as(ravi, "GET", `${company}/freshness`)).status).toBe(404);
  expect((await as(owner, "DELETE", member(ravi))).status).toBe(404);
});

test("another role holds with the very next request", async () => {
  expect((await as(ravi, "GET", `${company}/quarantine`)).status).toBe(200);
  await as(owner, "PATCH", member(ravi), { role: "viewer" });
  expect((await as(ravi, "GET", `${company}/quarantine`)).status).toBe(403);
});

test("only an owner changes who belongs to the company", async () => {
  expect((await as(ravi, "PATCH", member(owner), { role: "viewer" })).status).toBe(403);
  expect((await as(ravi, "DELETE", member(owner))).status).toBe(403);
  expect((await as(ravi, "POST", `${company}/transfer`, { memberId: idOut("user", ravi.id) })).status).toBe(
    403,
  );
  expect((await as(ravi, "POST", `${company}/invitations`, { email: "x@y.in", role: "owner" })).status).toBe(
    403,
  );
});

test("the last owner cannot leave, be taken out or step down", async () => {
  for (const [method, path, body] of [
    ["POST", `${company}/leave`, {}],
    ["DELETE", member(owner), undefined],
    ["PATCH", member(owner), { role: "accountant" }],
  ] as const) {
    expect(await as(owner, method, path, body)).toMatchObject({
      status: 409,
      body: { message: expect.stringContaining("needs an owner") },
    });
  }
  expect(await standing()).toEqual(["Asha owner", "Ravi accountant"]);
});

test("two owners who leave at the same moment do not leave the company without one", async () => {
  await as(owner, "PATCH", member(ravi), { role: "owner" });
  const both = await Promise.all([owner, ravi].map((person) => as(person, "POST", `${company}/leave`, {})));
  expect(both.map(({ status }) => String(status)).toSorted()).toEqual(["200", "409"]);
  const rows = await database.asOwner(
    "select role from member m join company c using (company_id) order by c.created_at desc limit 1",
  );
  expect(rows).toEqual([{ role: "owner" }]);
});

test("the company is handed over to another member, who must be one", async () => {
  const to = { memberId: idOut("user", ravi.id) };
  const moved = await as<Members>(owner, "POST", `${company}/transfer`, to);
  expect(moved.body.rows.map(({ name, role }) => `${name} ${role}`)).toEqual([
    "Ravi owner",
    "Asha accountant",
  ]);
  expect((await as(owner, "POST", `${company}/transfer`, to)).status).toBe(403);
  const stranger = { memberId: idOut("user", "11111111-1111-4111-8111-111111111111") };
  expect((await as(ravi, "POST", `${company}/transfer`, stranger)).status).toBe(404);
  expect((await as(ravi, "POST", `${company}/transfer`, to)).status).toBe(409); // to oneself
});

test("handing over and making an owner need a sign-in of the last ten minutes", async () => {
  await database.asOwner(OLD_SESSIONS);
  const again = { status: 403, body: { code: "sign-in-again" } };
  const to = { memberId: idOut("user", ravi.id) };
  expect(await as(owner, "POST", `${company}/transfer`, to)).toMatchObject(again);
  expect(await as(owner, "PATCH", member(ravi), { role: "owner" })).toMatchObject(again);
  const email = "co@example.in";
  expect(await as(owner, "POST", `${company}/invitations`, { email, role: "owner" })).toMatchObject(again);
  expect((await as(owner, "PATCH", member(ravi), { role: "viewer" })).status).toBe(200);
});

test("an invitation goes out by mail with its link, in the company's language and on lines of our own", async () => {
  await as(owner, "PATCH", `${company}/profile`, { name: "Asha &\u2028 Sons", language: "hi" });
  const token = await invite("New.Person@example.in");
  const mail = mails.at(-1);
  expect(mail?.to).toBe("new.person@example.in");
  expect(mail?.subject).toBe("CFA पर Asha &  Sons से जुड़ें");
  expect(mail?.text).toContain(`https://app.example.in/invitations/${token}\n`);
});

test("where no mail goes out, the invitation stands and its link is handed over", async () => {
  sendMail = () => Promise.reject(new Error("no route"));
  const body = { email: "new@example.in", role: "viewer" };
  const reply = await as(owner, "POST", `${company}/invitations`, body);
  expect(reply).toMatchObject({ status: 200, body: { isMailed: false, invitation: { state: "open" } } });
});

test("an invitation is for the address it names alone, and only when that address is proved", async () => {
  const token = await invite("new@example.in");
  const other = await as(ravi, "GET", `/api/invitations/${token}`);
  expect(other).toMatchObject({ status: 403, body: { message: expect.stringContaining("n…@example.in") } });
  expect(JSON.stringify(other.body)).not.toContain("Asha");
  expect((await as(ravi, "POST", `/api/invitations/${token}/accept`, {})).status).toBe(403);
  const unproved = await signInAs(database.db, { name: "N", email: "new@example.in", isVerified: false });
  expect((await as(unproved, "POST", `/api/invitations/${token}/accept`, {})).status).toBe(403);
  await database.asOwner(`update auth."user" set "emailVerified" = true where email = 'new@example.in'`);
  expect(await as(unproved, "GET", `/api/invitations/${token}`)).toMatchObject({
    status: 200,
    body: { role: "viewer", by: "Asha", isMember: false, companyId: null },
  });
  expect((await as(unproved, "POST", `/api/invitations/${token}/accept`, {})).status).toBe(200);
  expect(await standing()).toContain("N viewer");
});

test("an invitation is used once, also by many at the same moment, and never again after a removal", async () => {
  const once = await signInAs(database.db, { name: "Once", email: "once@example.in" });
  const token = await invite("once@example.in", "accountant");
  const accept = () => as(once, "POST", `/api/invitations/${token}/accept`, {});
  const many = await Promise.all(Array.from({ length: 5 }, accept));
  expect(new Set(many.map(({ status }) => status))).toEqual(new Set([200])); // each is told the same company
  expect((await standing()).filter((line) => line.startsWith("Once"))).toEqual(["Once accountant"]);
  await as(owner, "DELETE", member(once));
  expect((await accept()).status).toBe(404);
});

test("a wrong, an expired, a withdrawn and a replaced invitation answer alike", async () => {
  const late = await signInAs(database.db, { name: "Late", email: "late@example.in" });
  const look = async (token: string) => {
    const { status, body } = await as<{ message: string }>(late, "GET", `/api/invitations/${token}`);
    return [status, body.message];
  };
  const wrong = await look("A".repeat(43));
  expect(wrong[0]).toBe(404);
  const first = await invite("late@example.in");
  const second = await invite("late@example.in");
  expect(await look(first)).toEqual(wrong);
  expect((await look(second))[0]).toBe(200);
  const list = await as<{ rows: { invitationId: string; state: string }[] }>(
    owner,
    "GET",
    `${company}/invitations`,
  );
  expect(list.body.rows.map(({ state }) => state)).toEqual(["open", "withdrawn", "accepted"]);
  const path = `${company}/invitations/${list.body.rows[0]?.invitationId ?? ""}`;
  expect((await as(owner, "DELETE", path)).body).toEqual({ withdrawn: true });
  expect(await look(second)).toEqual(wrong);
  const third = await invite("late@example.in");
  now = new Date(now.getTime() + 7 * 86_400_000 + 1);
  expect(await look(third)).toEqual(wrong);
});

test("no token is kept, in a table or in the log", async () => {
  const token = await invite("kept@example.in");
  await as(ravi, "GET", `/api/invitations/${token}`);
  await as(ravi, "POST", `/api/invitations/${token}/accept`, {});
  const rows = await database.asOwner("select row_to_json(i)::text as row from invitation i");
  expect(JSON.stringify(rows)).not.toContain(token);
  expect(server.logLines.join("")).not.toContain(token);
});
