import type { NudgeSettings, NudgeSettingsStanding } from "@cfa/contract/nudge-settings";
import { inCompany } from "@cfa/db/company-scope";
import { tryToHoldStill } from "@cfa/db/queries/locks";
import { afterAll, beforeAll, expect, test, vi } from "vitest";

import { TODAY } from "../test-books.ts";
import { callAs } from "../test-calls.ts";
import { listJobs, startTestCompany, type TestCompany } from "../test-company.ts";

/* How Asha's customers are reminded: not at all, until her owner says so. Today is 15 April 2026. */

let asha: TestCompany;
const jobs: string[] = [];
beforeAll(async () => {
  asha = await startTestCompany({ enqueue: listJobs(jobs) });
});
afterAll(() => asha.close());

type Answer = NudgeSettingsStanding & { code?: string; field?: string };
const read = () => asha.read<NudgeSettingsStanding>("/nudge-settings");
const change = (settings: Partial<NudgeSettings>, token = asha.owner) =>
  callAs<Answer>(asha.server, token, ["PUT", `/api/companies/${asha.company}/nudge-settings`, { settings }]);
const quiet = (method: "PUT" | "DELETE", day: string, token = asha.owner) =>
  callAs<Answer>(asha.server, token, [
    method,
    `/api/companies/${asha.company}/quiet-days/${day}`,
    ...(method === "PUT" ? [{ note: "Diwali" }] : []),
  ] as [string, string, unknown]);
const audit = () =>
  asha.database.asOwner<{ action: string; detail: object }>(
    "select action, detail from audit_entry where action like 'change-nudges%' order by at",
  );

test("nothing said, nobody is reminded, and everything else is as careful as can be", async () => {
  const { settings, said, ground, usualLadder, quietDays } = await read();
  expect(settings).toEqual({
    isOn: false,
    isGroundSaid: false,
    approval: { prompt: "each", "on-time": "each", late: "each", risky: "each", new: "each" },
    ladder: null,
    wayOrder: ["whatsapp", "sms", "email", "print"],
    fromMinute: 540,
    toMinute: 1_200,
    quietWeekdays: [7],
    keepsHolidays: true,
    weekCap: 2,
    monthCap: 5,
    accountantApproves: true,
    brand: null,
  });
  expect([said, ground, quietDays]).toEqual([null, null, []]);
  expect(usualLadder.prompt[0]).toEqual({ stage: "after-7", days: 7 });
});

test("what the owner says is kept, once, with who said on what ground, and is on record", async () => {
  const { settings, usualLadder } = await read();
  const wanted: NudgeSettings = {
    ...settings,
    isOn: true,
    isGroundSaid: true,
    approval: { ...settings.approval, prompt: "automatic", risky: "digest" },
    ladder: { ...usualLadder, risky: [{ stage: "due", days: 1 }] },
    wayOrder: ["print", "email"],
    fromMinute: 570,
    brand: "Asha",
  };
  for (let time = 0; time < 2; time++) {
    expect(await change(wanted)).toMatchObject({ status: 200, body: { settings: wanted } });
  }
  expect(jobs).toEqual(["plan-nudges"]);
  const standing = await read();
  expect(standing.settings).toEqual(wanted);
  expect(standing.said?.at).toBe(TODAY.toISOString());
  expect(standing.ground).toEqual(standing.said);
  expect(await audit()).toMatchObject([
    {
      action: "change-nudges",
      detail: {
        before: { remindersOn: false, fromMinute: "09:00", approval: { prompt: "each", risky: "each" } },
        after: {
          remindersOn: true,
          fromMinute: "09:30",
          approval: { prompt: "automatic", risky: "digest" },
          ladder: { risky: [1] },
        },
      },
    },
  ]);
  expect((await asha.get("/audit")).status).toBe(200);
});

test("the ground stays as it was said while other things change, and can be taken back", async () => {
  const [before] = await groundRows();
  const { settings } = await read();
  await asha.database.asOwner("update nudge_setting set ground_said_name = 'The one before'");
  const kept = await change({ ...settings, weekCap: 1 });
  expect(kept.body.ground).toEqual({ by: "The one before", at: before?.at.toISOString() });
  const back = await change({ ...settings, isGroundSaid: false });
  expect(back.body).toMatchObject({ ground: null, settings: { isGroundSaid: false } });
});

const groundRows = () =>
  asha.database.asOwner<{ at: Date }>("select ground_said_at as at from nudge_setting");

test.each([
  ["before eight in the morning", { fromMinute: 400 }, "fromMinute"],
  ["after nine in the evening", { toMinute: 1_300 }, "toMinute"],
  ["less than an hour to send in", { fromMinute: 1_000, toMinute: 1_059 }, "toMinute"],
  ["no day to send on", { quietWeekdays: [1, 2, 3, 4, 5, 6, 7] }, "quietWeekdays"],
  ["a day twice", { quietWeekdays: [7, 7] }, "quietWeekdays"],
  ["no way", { wayOrder: [] }, "wayOrder"],
  ["more in a week than in a month", { weekCap: 4, monthCap: 3 }, "monthCap"],
  ["a name that turns its direction", { brand: "Asha \u202Esredart" }, "brand"],
  ["a name too long for an SMS", { brand: "x".repeat(31) }, "brand"],
])("%s is refused by its field", async (_, wrong, field) => {
  const { settings } = await read();
  expect(await change({ ...settings, ...wrong })).toMatchObject({
    status: 422,
    body: { code: "bad-input", field: `settings.${field}` },
  });
  expect((await read()).settings).toEqual(settings);
});

test.each([
  [
    "twice the same place",
    [
      { stage: "due" as const, days: 0 },
      { stage: "due" as const, days: 2 },
    ],
  ],
  [
    "places out of their order",
    [
      { stage: "final" as const, days: 1 },
      { stage: "due" as const, days: 2 },
    ],
  ],
  [
    "two places on one day",
    [
      { stage: "due" as const, days: 3 },
      { stage: "after-3" as const, days: 3 },
    ],
  ],
  ["before the due date, after it", [{ stage: "before-due" as const, days: 1 }]],
  ["after the due date, before it", [{ stage: "due" as const, days: -1 }]],
])("a ladder with %s is refused", async (_, late) => {
  const { settings, usualLadder } = await read();
  expect(await change({ ...settings, ladder: { ...usualLadder, late } })).toMatchObject({
    status: 422,
    body: { field: "settings.ladder.late" },
  });
});

test("a day is named quiet, told with its note, and let go again", async () => {
  expect((await quiet("PUT", "2026-11-08")).body.quietDays).toEqual([{ day: "2026-11-08", note: "Diwali" }]);
  await quiet("PUT", "2026-11-08");
  await quiet("PUT", "2026-04-15");
  expect((await read()).quietDays.map(({ day }) => day)).toEqual(["2026-04-15", "2026-11-08"]);
  expect((await quiet("DELETE", "2026-04-15")).body.quietDays).toHaveLength(1);
  expect(await quiet("DELETE", "2026-04-15")).toMatchObject({ status: 404 });
  const actions = (await audit()).map(({ action }) => action.replace("change-nudges-", ""));
  expect(actions.slice(-3)).toEqual(["quiet-day", "quiet-day", "quiet-day-ended"]);
});

test.each(["2026-04-14", "2028-04-16", "2026-02-30"])("%s cannot be named", async (day) => {
  expect(await quiet("PUT", day)).toMatchObject({ status: 422, body: { field: "day" } });
});

test("the accountant reads it and changes none of it", async () => {
  const accountant = await asha.server.signIn("accountant");
  const { settings } = await asha.read<NudgeSettingsStanding>("/nudge-settings", accountant);
  expect(await change(settings, accountant)).toMatchObject({ status: 403 });
  expect(await quiet("PUT", "2026-05-01", accountant)).toMatchObject({ status: 403 });
  expect(await quiet("DELETE", "2026-11-08", accountant)).toMatchObject({ status: 403 });
});

test("no setting changes while a message is judged: the change waits until that is over", async () => {
  const { settings } = await read();
  const { db } = asha.database;
  let isChanged = false;
  const changing = await inCompany(db, asha.books.companyId, async (tx) => {
    expect(await tryToHoldStill(tx)).toBe(true);
    const asked = change({ ...settings, weekCap: 3 }).then((answer) => {
      isChanged = true;
      return answer;
    });
    await vi.waitFor(async () => expect(await waiting()).toBe(1));
    expect(isChanged).toBe(false);
    return { asked };
  });
  expect(await changing.asked).toMatchObject({ status: 200, body: { settings: { weekCap: 3 } } });
});

const waiting = async () => {
  const [found] = await asha.database.asOwner<{ count: number }>(
    `select count(*)::int as count from pg_locks where locktype = 'advisory' and not granted
     and database = (select oid from pg_database where datname = current_database())`,
  );
  return found?.count;
};
