import type { OfferSettings, OfferSettingsStanding } from "@cfa/contract/offers";
import { afterAll, beforeAll, expect, test } from "vitest";

import { callAs } from "../test-calls.ts";
import { startTestCompany, type TestCompany } from "../test-company.ts";

/* How Asha's company proposes offers: as usual, until its owner says otherwise. */

let asha: TestCompany;
const jobs: string[] = [];
const enqueue = (_: unknown, name: string): Promise<void> => {
  jobs.push(name);
  return Promise.resolve();
};
beforeAll(async () => {
  asha = await startTestCompany({ enqueue });
});
afterAll(() => asha.close());

const read = () => asha.read<OfferSettingsStanding>("/offer-settings");
const change = (settings: Partial<OfferSettings>, token = asha.owner) =>
  callAs<OfferSettingsStanding>(asha.server, token, [
    "PUT",
    `/api/companies/${asha.company}/offer-settings`,
    { settings },
  ]);

test("nothing said, offers go by each party's forecast; what the plain rule costs a year stands beside it", async () => {
  const { settings, said, costOfCash, plain } = await read();
  expect(settings).toMatchObject({ isOn: true, rule: "own-forecast", cap: 200, monthlyBudget: "2500000" });
  expect([said, costOfCash]).toEqual([null, 1_800]);
  // 3 % for 14 days: 0.03 / 0.97 × 365 / 14; at 18 % a year they are worth 0.0069 / 1.0069
  expect(plain).toEqual({ lateDays: 14, discount: 300, annualRate: 8_063, breakEven: 69 });
});

test("what an owner says holds, is looked at anew, and is on record with before and after; the same once more is nothing new", async () => {
  const { settings } = await read();
  const wanted: OfferSettings = { ...settings, rule: "plain", margin: 1_200, cap: 150 };
  for (let time = 0; time < 2; time++) {
    expect(await change(wanted)).toMatchObject({ status: 200, body: { settings: wanted } });
  }
  expect((await read()).settings).toEqual(wanted);
  const log = await asha.database.asOwner<{ detail: object }>(
    "select detail from audit_entry where action = 'change-offers'",
  );
  expect(log).toEqual([{ detail: { before: settings, after: wanted } }]);
  expect(jobs).toEqual(["propose-offers"]);
});

test("what cannot be is refused, with the place where it stands", async () => {
  const { settings } = await read();
  for (const wrong of [{ cap: 2_000 }, { margin: 0 }, { monthlyBudget: "-1" }, { gapDays: 7 }]) {
    const [field = ""] = Object.keys(wrong);
    expect(await change({ ...settings, ...wrong })).toMatchObject({
      status: 422,
      body: { code: "bad-input", field: `settings.${field}` },
    });
  }
  expect((await read()).settings).toEqual(settings);
});
