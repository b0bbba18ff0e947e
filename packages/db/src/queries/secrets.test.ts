import { randomBytes } from "node:crypto";

import { cloneDatabase, type TestDatabase } from "@cfa/testkit/test-database";
import { afterAll, beforeAll, expect, test } from "vitest";

import { inCompany } from "../company-scope.ts";
import { readMasterKeys, type MasterKeys } from "../sealing.ts";
import { createCompany } from "./companies.ts";
import { forgetSecrets, listSecrets, readSecret, rewrapDataKeys, setSecret } from "./secrets.ts";

const TOKEN = "EAAG-a-token-of-a-provider-7Q2x";
const WANTED = { provider: "whatsapp", field: "token" };

let database: TestDatabase;
let asha: string;
let bindu: string;

beforeAll(async () => {
  database = await cloneDatabase();
  const company = { tallyGuid: null, isDemo: false };
  asha = await createCompany(database.db, { ...company, name: "Asha Traders" });
  bindu = await createCompany(database.db, { ...company, name: "Bindu Textiles" });
});
afterAll(() => database.close());

const newKey = (): string => randomBytes(32).toString("base64");
const [FIRST, SECOND] = [newKey(), newKey()];
const keys = keysOf(FIRST);

function keysOf(current: string, former = ""): MasterKeys {
  const read = readMasterKeys(current, former);
  if (!read.ok) throw new Error(read.error);
  return read.value;
}

const put = (companyId: string, text: string, provider = "whatsapp") =>
  inCompany(database.db, companyId, (tx) =>
    setSecret(tx, keys, { provider, field: "token", text, by: "Meera" }),
  );
const read = (companyId: string, using: MasterKeys = keys) =>
  inCompany(database.db, companyId, (tx) => readSecret(tx, using, WANTED), { role: "job" });

test("a secret is read by a job and told of, not told, to a request", async () => {
  expect(await put(asha, TOKEN)).toEqual({ ok: true, value: undefined });
  expect(await read(asha)).toEqual({ ok: true, value: TOKEN });
  const told = await inCompany(database.db, asha, listSecrets);
  expect(told).toEqual([{ ...WANTED, lastFour: "7Q2x", setAt: expect.any(Date), setBy: "Meera" }]);
  const asRequest = inCompany(database.db, asha, (tx) => readSecret(tx, keys, WANTED));
  await expect(asRequest).rejects.toThrow(/permission denied/);
});

test("nothing of it lies in the database, and a short one's end is not told", async () => {
  await put(asha, "1234", "sms");
  const rows = await database.asOwner("select company_secret::text as row from company_secret");
  const text = JSON.stringify(rows);
  expect(text).not.toContain(Buffer.from(TOKEN).toString("hex"));
  expect(text).not.toContain(TOKEN.slice(0, 20));
  expect(await inCompany(database.db, asha, listSecrets)).toContainEqual(
    expect.objectContaining({ provider: "sms", lastFour: "" }),
  );
});

test("another company's, another field's or an earlier secret does not open in the place of this one", async () => {
  await put(bindu, "a token of Bindu's, long enough");
  const move = "update company_secret t set sealed = s.sealed from company_secret s where";
  for (const swap of [
    `${move} t.company_id = '${bindu}' and s.company_id = '${asha}' and s.provider = 'whatsapp'`,
    `update company_secret set field = 'password' where company_id = '${asha}' and provider = 'whatsapp'`,
    `update company_data_key t set wrapped = s.wrapped from company_data_key s
     where t.company_id = '${asha}' and s.company_id = '${bindu}'`,
  ]) {
    await database.asOwner(swap);
  }
  expect(await read(bindu)).toEqual({ ok: false, error: "not-authentic" });
  const moved = await inCompany(
    database.db,
    asha,
    (tx) => readSecret(tx, keys, { ...WANTED, field: "password" }),
    {
      role: "job",
    },
  );
  expect(moved).toEqual({ ok: false, error: "not-authentic" });
});

test("a value put back from before a change does not open", async () => {
  const chand = await createCompany(database.db, { name: "Chand", tallyGuid: null, isDemo: false });
  await put(chand, "the first token of Chand's");
  const [old] = await database.asOwner<{ sealed: Buffer }>(
    "select sealed from company_secret where company_id = $1",
    [chand],
  );
  await put(chand, "the second token of Chand's");
  expect(await read(chand)).toEqual({ ok: true, value: "the second token of Chand's" });
  await database.asOwner("update company_secret set sealed = $2 where company_id = $1", [chand, old?.sealed]);
  expect(await read(chand)).toEqual({ ok: false, error: "not-authentic" });
});

test("a new master key wraps the data keys anew, and then the old one may go", async () => {
  const deepak = await createCompany(database.db, { name: "Deepak", tallyGuid: null, isDemo: false });
  await put(deepak, TOKEN);
  const sealedBefore = await sealedOf(deepak);
  expect(await read(deepak, keysOf(SECOND))).toEqual({ ok: false, error: "unknown-master-key" });
  const both = keysOf(SECOND, FIRST);
  expect(await read(deepak, both)).toEqual({ ok: true, value: TOKEN });
  const done = await rewrapDataKeys(database.db, both);
  expect(done.rewrapped).toBeGreaterThan(0);
  expect(done.notOpened).not.toContain(deepak);
  expect(await read(deepak, keysOf(SECOND))).toEqual({ ok: true, value: TOKEN });
  expect(await sealedOf(deepak)).toEqual(sealedBefore);
  expect((await rewrapDataKeys(database.db, both)).rewrapped).toBe(0);
});

test("a provider that is let go leaves nothing, and a master key must be one", async () => {
  await put(bindu, TOKEN, "mail");
  await inCompany(database.db, bindu, (tx) => forgetSecrets(tx, "mail"));
  const told = await inCompany(database.db, bindu, listSecrets);
  expect(told.map(({ provider }) => provider)).not.toContain("mail");
  for (const wrong of ["", "short", Buffer.alloc(31).toString("base64")]) {
    expect(readMasterKeys(wrong)).toMatchObject({
      ok: false,
      error: expect.stringContaining("32 random bytes"),
    });
  }
});

function sealedOf(companyId: string): Promise<object[]> {
  return database.asOwner("select sealed from company_secret where company_id = $1", [companyId]);
}
