import { randomUUID } from "node:crypto";

import { cloneDatabase, type TestDatabase } from "@cfa/testkit/test-database";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";

import { inCompany, type CompanyTx } from "./company-scope.ts";
import { findOfferLink, isLinkInUse, makeOfferLink } from "./queries/offers/links.ts";

/* What the database itself never lets slip of messages, whatever program writes to it. */

const ASHA = randomUUID();
const AT = "2026-04-15T05:00:00Z";
let database: TestDatabase;

beforeAll(async () => {
  database = await cloneDatabase();
  await asApp((tx) => tx.run("insert into company (company_id, name) values ($1, 'A')", [ASHA]));
});
beforeEach(() => database.asOwner("delete from nudge"));
afterAll(() => database.close());

const asApp = <T>(work: (tx: CompanyTx) => Promise<T>) => inCompany(database.db, ASHA, work);
const asJob = <T>(work: (tx: CompanyTx) => Promise<T>) => inCompany(database.db, ASHA, work, { role: "job" });
const run = (text: string, values: unknown[] = []) =>
  asJob((tx) => tx.run<{ id: string }>(text, [ASHA, ...values]));

async function addNudge(changes: { stage?: string; day?: string; guid?: string } = {}): Promise<string> {
  const { stage = "due", day = "2026-04-15", guid = "g" } = changes;
  const made = await run(
    `insert into nudge (company_id, ledger_guid, kind, stage, day, class, language, way_order, send_at, not_after, state, reason, bills,
       amount, cost, preview, approval, plan_generation, made_at)
     values ($1, $2, 'reminder', $3, $4, 'late', 'en', '{print}', $5::timestamptz, $5::timestamptz + interval '1 hour', 'queued', '{}', '[]',
       1, 0, '{}', 'automatic', 1, $5) returning nudge_id as id`,
    [guid, stage, day, AT],
  );
  return made[0]?.id ?? "";
}

async function addAttempt(nudgeId: string, no: number, state = "calling"): Promise<string> {
  const made = await run(
    `insert into nudge_attempt (company_id, nudge_id, attempt_no, way, provider, state, message_id, text, units, called_at)
     values ($1, $2, $3, 'print', 'print', $4, $5, 'x', 1, $6) returning attempt_id as id`,
    [nudgeId, no, state, randomUUID(), AT],
  );
  return made[0]?.id ?? "";
}

const become = (attemptId: string, state: string) =>
  run("update nudge_attempt set state = $3, failure = '{}' where company_id = $1 and attempt_id = $2", [
    attemptId,
    state,
  ]);
const moveNudge = (nudgeId: string, state: string) =>
  run("update nudge set state = $3 where company_id = $1 and nudge_id = $2", [nudgeId, state]);

async function addStep(nudgeId: string | null, billKey: string = randomUUID()): Promise<string> {
  await run(
    `insert into dunning_step (company_id, ledger_guid, bill_key, bill_date, stage, due_on, state, nudge_id, looked_at)
     values ($1, 'g', $2, '2026-04-01', 'due', '2026-04-15', $3, $4, $5)`,
    [billKey, nudgeId === null ? "open" : "taken", nudgeId, AT],
  );
  return billKey;
}

const setStep = (billKey: string, set: string, values: unknown[] = []) =>
  run(`update dunning_step set ${set} where company_id = $1 and bill_key = $2`, [billKey, ...values]);

test("a step that a person took back stays so, whoever comes along", async () => {
  const billKey = await addStep(null);
  await asApp((tx) =>
    tx.run(
      "update dunning_step set state = 'silent', code = 'taken-back', looked_at = $3 where company_id = $1 and bill_key = $2",
      [ASHA, billKey, AT],
    ),
  );
  const nudgeId = await addNudge();
  for (const set of ["state = 'open', code = null", "code = 'paid'"]) {
    await expect(setStep(billKey, set)).rejects.toThrow("took back");
  }
  await expect(setStep(billKey, "state = 'taken', code = null, nudge_id = $3", [nudgeId])).rejects.toThrow(
    "took back",
  );
});

test("nothing is on until an owner says so", async () => {
  const rows = await asApp((tx) =>
    tx.run(
      `insert into nudge_setting (company_id, said_at, said_by, said_name) values ($1, $2, 'u', 'Asha')
       returning is_on, approval, way_order, from_minute, to_minute, week_cap, month_cap`,
      [ASHA, AT],
    ),
  );
  expect(rows).toEqual([
    {
      is_on: false,
      approval: {},
      way_order: ["whatsapp", "sms", "email", "print"],
      from_minute: 540,
      to_minute: 1200,
      week_cap: 2,
      month_cap: 5,
    },
  ]);
});

test("there is one nudge for a party, kind, stage and day, also once it has ended", async () => {
  const nudgeId = await addNudge();
  await run(
    "update nudge set state = 'ended', ended_at = now(), end_code = 'paid' where company_id = $1 and nudge_id = $2",
    [nudgeId],
  );
  await expect(addNudge()).rejects.toThrow(/duplicate key/);
  await addNudge({ day: "2026-04-16" });
  await addNudge({ stage: "after-3" });
  await addNudge({ guid: "other" });
});

test("nothing that was not approved is queued, unless nobody needs to approve it", async () => {
  const nudgeId = await addNudge();
  const set = (what: string) =>
    run(`update nudge set ${what} where company_id = $1 and nudge_id = $2`, [nudgeId]);
  await expect(set("approval = 'each'")).rejects.toThrow(/check constraint/);
  await set("approval = 'each', state = 'proposed'");
  await set("state = 'queued', approved_at = now(), approved_by = 'u', approved_name = 'Asha'");
});

test("a nudge goes its way, and is to nobody else and for no other day", async () => {
  const nudgeId = await addNudge();
  for (const state of ["sending", "queued", "sending", "sent", "queued", "sending", "failed", "sent"]) {
    await moveNudge(nudgeId, state);
  }
  await expect(moveNudge(nudgeId, "proposed")).rejects.toThrow(
    "a nudge that is sent does not become proposed",
  );
  await expect(run("update nudge set day = day + 1 where company_id = $1")).rejects.toThrow(/plan another/);
  const other = await addNudge({ stage: "final" });
  await run(
    "update nudge set state = 'ended', ended_at = now(), end_code = 'paid' where company_id = $1 and nudge_id = $2",
    [other],
  );
  await expect(
    run(
      "update nudge set state = 'queued', ended_at = null, end_code = null where company_id = $1 and nudge_id = $2",
      [other],
    ),
  ).rejects.toThrow("a nudge that is ended does not become queued");
});

test.each(["calling", "unknown", "accepted", "sent", "delivered", "read", "printed"])(
  "after an attempt that is %s there is no other",
  async (state) => {
    const nudgeId = await addNudge();
    const first = await addAttempt(nudgeId, 1);
    if (state !== "calling") await become(first, state);
    await expect(addAttempt(nudgeId, 2)).rejects.toThrow("an earlier attempt may have arrived");
  },
);

test.each(["put-off", "failed"])("after an attempt that is %s there is another", async (state) => {
  const nudgeId = await addNudge();
  await become(await addAttempt(nudgeId, 1), state);
  await expect(addAttempt(nudgeId, 3)).rejects.toThrow("attempts are numbered in their order");
  await addAttempt(nudgeId, 2);
  await expect(addAttempt(nudgeId, 3)).rejects.toThrow("an earlier attempt may have arrived");
});

test("two who call at the same moment: one of them does not", async () => {
  const nudgeId = await addNudge();
  const both = await Promise.allSettled([addAttempt(nudgeId, 1), addAttempt(nudgeId, 1)]);
  expect(both.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
});

test("an attempt begins as a call and stays the call it was", async () => {
  const nudgeId = await addNudge();
  await expect(addAttempt(nudgeId, 1, "accepted")).rejects.toThrow("an attempt begins as a call");
  const attemptId = await addAttempt(nudgeId, 1);
  const set = (what: string) =>
    run(`update nudge_attempt set ${what} where company_id = $1 and attempt_id = $2`, [attemptId]);
  await set("provider_id = 'p-1', state = 'accepted', answered_at = now()");
  for (const what of ["provider_id = 'p-2'", "attempt_no = 2", "message_id = 'm'", "called_at = now()"]) {
    await expect(set(what)).rejects.toThrow("an attempt is one call");
  }
});

const FORWARD = ["unknown", "accepted", "sent", "failed", "delivered", "read"];

test.each(FORWARD.map((state, at) => [state, FORWARD.slice(0, at)] as const))(
  "what is %s does not become less",
  async (state, less) => {
    const nudgeId = await addNudge();
    const attemptId = await addAttempt(nudgeId, 1);
    await become(attemptId, state);
    for (const earlier of [...less, "calling", "put-off"]) {
      await expect(become(attemptId, earlier), earlier).rejects.toThrow(
        `an attempt that is ${state} does not become ${earlier}`,
      );
    }
    await become(attemptId, state); // told twice
  },
);

test("what was put off is over; what failed may turn out to have come", async () => {
  const nudgeId = await addNudge();
  const first = await addAttempt(nudgeId, 1);
  await become(first, "put-off");
  for (const state of [...FORWARD, "calling"]) await expect(become(first, state)).rejects.toThrow(/put-off/);
  const second = await addAttempt(nudgeId, 2);
  await become(second, "failed");
  await expect(become(second, "printed")).rejects.toThrow(/failed does not become printed/);
  await become(second, "delivered");
});

test("a step belongs to the nudge that took it", async () => {
  const nudgeId = await addNudge();
  const other = await addNudge({ stage: "after-3" });
  const billKey = await addStep(null);
  await setStep(billKey, "state = 'silent', code = 'covered'");
  await setStep(billKey, "state = 'open', code = null");
  await setStep(billKey, "state = 'taken', nudge_id = $3", [nudgeId]);
  await expect(setStep(billKey, "nudge_id = $3", [other])).rejects.toThrow("a step is taken by one nudge");
  await expect(addStep(other, billKey)).rejects.toThrow(/duplicate key/);
});

test("a step is free again where its nudge surely went nowhere, and only there", async () => {
  const nudgeId = await addNudge();
  const billKey = await addStep(nudgeId);
  await become(await addAttempt(nudgeId, 1), "put-off");
  await setStep(billKey, "state = 'open', nudge_id = null");
  await setStep(billKey, "state = 'taken', nudge_id = $3", [nudgeId]);
  const second = await addAttempt(nudgeId, 2);
  for (const state of ["calling", "unknown", "accepted", "failed", "delivered"]) {
    if (state !== "calling") await become(second, state);
    await expect(setStep(billKey, "state = 'open', nudge_id = null"), state).rejects.toThrow(
      "a step whose message may have gone out is not free again",
    );
  }
});

test("a taken step falls silent with its own nudge alone, and not where the message may have gone out", async () => {
  const nudgeId = await addNudge();
  const billKey = await addStep(nudgeId);
  const attemptId = await addAttempt(nudgeId, 1);
  const silence = () => setStep(billKey, "state = 'silent', code = 'no-way-left'");
  await expect(silence()).rejects.toThrow("a step whose message may have gone out is not silent");
  await become(attemptId, "failed");
  await silence();
  await expect(setStep(billKey, "state = 'open', code = null, nudge_id = null")).rejects.toThrow(
    /not free again/,
  );
});

test("what was said of consent stays as it was said, and goes with the company", async () => {
  const companyId = randomUUID();
  const say = (tx: CompanyTx) =>
    tx.run(
      `insert into consent_event (company_id, ledger_guid, kind, way, said, source, proof, at, by_id, by_name)
       values ($1, 'g', 'reminder', 'sms', 'withdrawn', 'reply', 'STOP', $2, 'u', 'Asha')`,
      [companyId, AT],
    );
  await inCompany(database.db, companyId, async (tx) => {
    await tx.run("insert into company (company_id, name) values ($1, 'B')", [companyId]);
    await say(tx);
  });
  for (const role of ["app", "job"] as const) {
    for (const change of ["update consent_event set said = 'given'", "delete from consent_event"]) {
      await expect(inCompany(database.db, companyId, (tx) => tx.run(change), { role })).rejects.toThrow(
        /permission denied/,
      );
    }
  }
  for (const change of ["update consent_event set said = 'given'", "delete from consent_event"]) {
    await expect(database.asOwner(change)).rejects.toThrow("what was said of consent is not changed");
  }
  await inCompany(database.db, companyId, (tx) =>
    tx.run("delete from company where company_id = $1", [companyId]),
  );
  expect(await database.asOwner("select 1 from consent_event where company_id = $1", [companyId])).toEqual(
    [],
  );
});

test("a link in a message and one that a person makes do not take each other back", async () => {
  const nudgeId = await addNudge();
  const offerId = await addOffer();
  const sent = Buffer.from("sent".padEnd(32, "."));
  await asJob((tx) =>
    tx.run(
      "insert into offer_link (company_id, token_hash, offer_id, made_at, made_by, nudge_id) values ($1, $2, $3, $4, 'job', $5)",
      [ASHA, sent, offerId, AT, nudgeId],
    ),
  );
  const make = (tokenHash: Buffer) =>
    asApp((tx) => makeOfferLink(tx, { offerId, tokenHash, at: new Date(AT), by: "u" }));
  const [first, second] = [Buffer.from("1".padEnd(32, ".")), Buffer.from("2".padEnd(32, "."))];
  await make(first);
  await make(second);
  const inUse = await Promise.all([sent, first, second].map((hash) => asApp((tx) => isLinkInUse(tx, hash))));
  expect(inUse).toEqual([true, false, true]);
  expect(await findOfferLink(database.db, sent)).toEqual({ companyId: ASHA, offerId });
});

async function addOffer(): Promise<string> {
  const rows = await run(
    `insert into offer (company_id, ledger_guid, bill_key, bill_date, bill_name, amount, style, steps, state, is_held_out, cost, profit,
       profit_low, days_gained, chance, reason, terms_version, as_of, proposed_at)
     values ($1, 'g', 'b', '2026-04-01', 'B', 100, 'percent', '[]', 'proposed', false, 0, 1, 0, 1, 0.5, '{}', 1, '2026-04-15', $2)
     returning offer_id as id`,
    [AT],
  );
  return rows[0]?.id ?? "";
}
