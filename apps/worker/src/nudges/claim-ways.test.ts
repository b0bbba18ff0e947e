import type { CompanyTx } from "@cfa/db/company-scope";
import { lockCompanyCorrections } from "@cfa/db/queries/corrections";
import { lockCompany } from "@cfa/db/queries/locks";
import { addConsents } from "@cfa/db/queries/nudges/consent";
import { shippedTemplate } from "@cfa/nudges/templates/shipped";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";

import { openTestCompanies } from "../apply/test-company.ts";
import { claimSend } from "./claim-send.ts";
import { markOutcome } from "./hand-over.ts";
import {
  mergeSons,
  MORNING,
  NOON,
  nudgeTest,
  openAccount,
  RAVI,
  remindByMail,
  SETTINGS,
  SONS,
  sonsBooks,
  untilWaiting,
  waiting,
  type NudgeTest,
} from "./test-nudges.ts";

/*
 * The gate where ways and parties change at the same moment: a customer says stop, his ledgers are put together, a provider pauses a text. Ravi's INV-1 is reminded of
 * at noon on 8 May 2026.
 */

let companies: Awaited<ReturnType<typeof openTestCompanies>>;
let ravi: NudgeTest;
let nudgeId: string;

beforeAll(async () => {
  companies = await openTestCompanies();
});
beforeEach(async () => {
  ravi = await nudgeTest(companies);
  await ravi.plan();
  nudgeId = (await waiting(ravi)).nudge_id;
});
afterAll(() => companies.close());

const attempts = () =>
  ravi.rows(
    "select attempt_id as id, way from nudge_attempt where company_id = $1 order by called_at, attempt_no",
    [ravi.companyId],
  ) as Promise<{ id: string; way: string }[]>;
const firstAttempt = async (): Promise<string> => (await attempts())[0]?.id ?? "";

/** Does `work` in a transaction of its own that stays open until `meanwhile` is over. */
function during<T>(
  work: (tx: CompanyTx) => Promise<unknown>,
  meanwhile: () => Promise<T>,
  as: "app" | "job" = "app",
): Promise<T> {
  return ravi[as](async (tx) => {
    await work(tx);
    return meanwhile();
  });
}

/** As a reply that says nothing but stop is taken. */
async function stop(tx: CompanyTx): Promise<void> {
  await lockCompany(tx, "nudge");
  const words = (["reminder", "offer"] as const).map((kind) => ({
    guid: RAVI,
    addressHash: null,
    kind,
    way: "email" as const,
    said: "withdrawn" as const,
    source: "reply" as const,
    proof: "STOP",
  }));
  await addConsents(tx, words, { at: NOON, by: { id: "", name: "smtp" } });
}

async function pauseMail(tx: CompanyTx): Promise<void> {
  await lockCompany(tx, "nudge");
  await tx.run("update channel_account set state = 'paused' where company_id = $1", [tx.companyId]);
}

describe("by mail", () => {
  const ways = new Set(["email", "print"] as const);
  const lookByMail = (at = NOON) =>
    ravi.job((tx) => claimSend(tx, { nudgeId, permitted: "email", now: at }, { ...SETTINGS, carried: ways }));

  beforeEach(async () => {
    await remindByMail(ravi, 25);
    await ravi.plan();
  });

  test.each([
    ["a stop", stop, "job"],
    ["an account that the owner pauses", pauseMail, "app"],
  ] as const)(
    "%s at the same moment: the gate is busy, and then no mail goes, but a letter",
    async (_, saying, as) => {
      expect(await during(saying, () => lookByMail(), as)).toEqual({ kind: "busy" });
      expect(await lookByMail()).toMatchObject({ kind: "call", way: "print" });
    },
  );

  test("a stop while the gate judges waits for it: that mail was the last", async () => {
    let found: unknown;
    const said = await ravi.job(async (tx) => {
      const looked = await claimSend(
        tx,
        { nudgeId, permitted: "email", now: NOON },
        { ...SETTINGS, carried: ways },
      );
      expect(looked).toMatchObject({ kind: "call", way: "email" });
      const begun = ravi.job(async (other) => {
        await stop(other);
        found = await other.run("select state from nudge_attempt where company_id = $1", [other.companyId]);
      });
      await untilWaiting(ravi.database);
      return () => begun;
    });
    await said();
    expect(found).toEqual([{ state: "calling" }]);
    await ravi.job(async (tx) =>
      markOutcome(tx, await firstAttempt(), {
        outcome: { kind: "later", afterSeconds: 60, code: "421" },
        at: NOON,
      }),
    );
    // It was surely not sent: what is tried next hears the stop.
    expect(await lookByMail(new Date(NOON.getTime() + 120_000))).toMatchObject({
      kind: "call",
      way: "print",
    });
  });
});

async function merge(tx: CompanyTx): Promise<void> {
  await lockCompanyCorrections(tx);
  await mergeSons(tx);
}

describe("two ledgers of one customer", () => {
  let sons: string;
  beforeEach(async () => {
    await ravi.take([sonsBooks()]);
    await ravi.plan();
    const [row] = await ravi.rows(
      "select nudge_id as id from nudge where company_id = $1 and ledger_guid = $2",
      [ravi.companyId, SONS],
    );
    sons = String(row?.["id"]);
  });

  test("apart, each is reminded", async () => {
    expect((await ravi.look(nudgeId)).kind).toBe("call");
    expect((await ravi.look(sons)).kind).toBe("call");
  });

  test("put together between the plan and the gate, what one has had counts for both", async () => {
    expect((await ravi.look(nudgeId)).kind).toBe("call");
    expect(await during(merge, () => ravi.look(sons))).toEqual({ kind: "busy" });
    expect(await ravi.look(sons)).toEqual({ kind: "done", code: "two-a-day" });
    expect(await attempts()).toHaveLength(1);
  });

  test("put together before either went: both at one moment, and one of them goes", async () => {
    await ravi.app(mergeSons);
    const both = await Promise.all([ravi.look(nudgeId), ravi.look(sons)]);
    expect(both.filter(({ kind }) => kind === "call")).toHaveLength(1);
    expect(await attempts()).toHaveLength(1);
  });
});

test("a text that its provider pauses between two of a batch carries the first and not the second", async () => {
  await ravi.take([sonsBooks()]);
  const { companyId, database } = ravi;
  await database.asOwner("update ledger set phone = '98250 12345' where company_id = $1 and guid = $2", [
    companyId,
    RAVI,
  ]);
  await database.asOwner("update ledger set phone = '98250 54321' where company_id = $1 and guid = $2", [
    companyId,
    SONS,
  ]);
  const shipped = shippedTemplate("reminder", "after-7", { way: "whatsapp", language: "en" });
  await ravi.app(async (tx) => {
    await tx.run("update nudge_setting set way_order = '{whatsapp,print}' where company_id = $1", [
      companyId,
    ]);
    await openAccount(tx, "whatsapp", { provider: "whatsapp" });
    await tx.run(
      `insert into nudge_template (company_id, kind, stage, way, language, version, body, variables, state, state_at, category, provider_name, said_by, said_at)
       values ($1, 'reminder', 'after-7', 'whatsapp', 'en', 1, $2, $3, 'approved', $4, 'utility', 'reminder_7', 'u', $4)`,
      [companyId, shipped.body, JSON.stringify(shipped.variables), NOON],
    );
    const words = [RAVI, SONS].map((guid) => ({
      guid,
      addressHash: null,
      kind: "reminder" as const,
      way: "whatsapp" as const,
      said: "given" as const,
      source: "signed-form" as const,
      proof: "form 1",
    }));
    await addConsents(tx, words, { at: MORNING, by: { id: "u", name: "Asha" } });
  });
  await ravi.plan();
  const [row] = await ravi.rows(
    "select nudge_id as id from nudge where company_id = $1 and ledger_guid = $2",
    [companyId, SONS],
  );
  const carried = new Set(["whatsapp", "print"] as const);
  const look = (id: string) =>
    ravi.job((tx) =>
      claimSend(tx, { nudgeId: id, permitted: "whatsapp", now: NOON }, { ...SETTINGS, carried }),
    );
  expect(await look(nudgeId)).toMatchObject({ kind: "call", way: "whatsapp" });
  const id = await firstAttempt();
  const outcome = { kind: "refused", scope: "template", code: "paused", detail: "132015" } as const;
  const pause = (tx: CompanyTx) => markOutcome(tx, id, { outcome, at: NOON });
  expect(await during(pause, () => look(String(row?.["id"])), "job")).toEqual({ kind: "busy" });
  expect(await look(String(row?.["id"]))).toMatchObject({ kind: "call", way: "print" });
  expect(await look(nudgeId)).toMatchObject({ kind: "call", way: "print" });
});
