import type { MyPreferences, MyPreferencesStanding } from "@cfa/contract/preferences";
import { afterAll, beforeAll, expect, test } from "vitest";

import { callAs } from "../test-calls.ts";
import { listJobs, startTestCompany, type TestCompany } from "../test-company.ts";

/* What Asha's owner and accountant want to be told. Today is 15 April 2026. */

let asha: TestCompany;
let accountant: string;
const jobs: string[] = [];
beforeAll(async () => {
  asha = await startTestCompany({ enqueue: listJobs(jobs) });
  accountant = await asha.server.signIn("accountant");
});
afterAll(() => asha.close());

type Answer = MyPreferencesStanding & { code?: string; field?: string };
const call = (method: string, path: string, body?: unknown, token = asha.owner) =>
  callAs<Answer>(asha.server, token, [
    method,
    `/api/companies/${asha.company}${path}`,
    ...(body === undefined ? [] : [body]),
  ] as [string, string, unknown]);
const read = async (token = asha.owner) => (await call("GET", "/my-preferences", undefined, token)).body;
const change = async (said: Partial<MyPreferences>, token = asha.owner) => {
  const { preferences } = await read(token);
  return call("PUT", "/my-preferences", { preferences: { ...preferences, ...said } }, token);
};
const keepDevice = (deviceId: string, token: string, by = asha.owner) =>
  call("PUT", `/my-devices/${deviceId}`, { token: `ExponentPushToken[${token}]`, system: "android" }, by);
const devicesOf = async (token?: string) => (await read(token)).devices.map(({ deviceId }) => deviceId);

test("nothing said, there is one message a day, at nine, and nobody is woken at night", async () => {
  expect(await read()).toEqual({
    preferences: {
      digest: true,
      digestMinute: 540,
      byPush: true,
      byEmail: false,
      muted: [],
      quiet: { from: 1_260, to: 480 },
      quietUntil: null,
      language: "en",
    },
    email: null,
    devices: [],
  });
});

test("what one says is kept for oneself alone, and whoever tells members looks at it at once", async () => {
  jobs.length = 0;
  const said = {
    digest: false,
    digestMinute: 615,
    byPush: false,
    byEmail: true,
    muted: ["slower", "msme-due"],
    quiet: null,
    quietUntil: "2026-04-20",
    language: "hi",
  } satisfies MyPreferences;
  expect((await change(said)).body.preferences).toEqual(said);
  expect((await read()).preferences).toEqual(said);
  expect((await read(accountant)).preferences).toMatchObject({ digest: true, language: "en", muted: [] });
  expect(jobs).toEqual(["tell-members"]);
});

test("what cannot be meant is refused, and nothing of it kept", async () => {
  const before = await read();
  const refused: [Partial<MyPreferences>, string][] = [
    [{ digest: true, digestMinute: 480, quiet: { from: 1_260, to: 500 } }, "preferences.digestMinute"],
    [{ digestMinute: 200 }, "preferences.digestMinute"],
    [{ quiet: { from: 600, to: 600 } }, "preferences.quiet.to"],
    [{ muted: ["slower", "slower"] }, "preferences.muted"],
    [{ quietUntil: "2026-04-14" }, "preferences.quietUntil"],
    [{ quietUntil: "2026-08-01" }, "preferences.quietUntil"],
    [{ quietUntil: "2026-02-31" }, "preferences.quietUntil"],
  ];
  for (const [said, field] of refused) {
    const { status, body } = await change({ quietUntil: null, ...said });
    expect([said, status, body.field]).toEqual([said, 422, field]);
  }
  expect(await read()).toEqual(before);
});

test("a pause that is over is said no more", async () => {
  await asha.database.asOwner("update member_preference set quiet_until = '2026-04-15'");
  expect((await read()).preferences.quietUntil).toBe(null);
});

test("a phone is known by who used it last, and its name at the push service comes back to nobody", async () => {
  await keepDevice("phone-one", "aaaaaaaaaa");
  expect((await keepDevice("phone-two", "bbbbbbbbbb")).status).toBe(200);
  const { devices } = await read();
  expect(JSON.stringify(devices)).not.toContain("PushToken");
  expect(devices).toMatchObject([{ system: "android", isReached: true }, { isReached: true }]);
  await keepDevice("phone-one", "cccccccccc", accountant);
  await keepDevice("phone-new", "bbbbbbbbbb", accountant);
  expect(await devicesOf()).toEqual([]);
  expect((await devicesOf(accountant)).toSorted()).toEqual(["phone-new", "phone-one"]);
  await call("DELETE", "/my-devices/phone-one", undefined, asha.owner);
  expect(await devicesOf(accountant)).toHaveLength(2);
  await call("DELETE", "/my-devices/phone-one", undefined, accountant);
  expect(await devicesOf(accountant)).toEqual(["phone-new"]);
});

test("what is no phone's name is refused", async () => {
  const tried = { token: "https://example.in", system: "ios" };
  expect((await call("PUT", "/my-devices/phone-one", tried)).status).toBe(422);
  expect(
    (await call("PUT", "/my-devices/..%2f..", { ...tried, token: "ExpoPushToken[aaaaaaaaaa]" })).status,
  ).not.toBe(200);
});

test("with a member goes all that they said and their phones", async () => {
  await change({ language: "hi" }, accountant);
  const left = () =>
    asha.database.asOwner<{ said: number; phones: number }>(
      `select (select count(*)::int from member_preference p join member m using (company_id, user_id) where m.role = 'accountant') as said,
         (select count(*)::int from push_device) as phones`,
    );
  expect(await left()).toEqual([{ said: 1, phones: 1 }]);
  await asha.database.asOwner("delete from member where company_id = $1 and role = 'accountant'", [
    asha.books.companyId,
  ]);
  expect(await left()).toEqual([{ said: 0, phones: 0 }]);
});
