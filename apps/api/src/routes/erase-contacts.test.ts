import { randomUUID } from "node:crypto";

import type { ConsentStanding } from "@cfa/contract/consent";
import type { Party } from "@cfa/contract/reads";
import { inCompany } from "@cfa/db/company-scope";
import { keepOffers } from "@cfa/db/queries/offers/keep-offers";
import { madeOffer } from "@cfa/testkit/made-offer";
import { day } from "@cfa/values/local-date";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";

import { outward, TODAY } from "../test-books.ts";
import { callAs } from "../test-calls.ts";
import { listJobs, startTestCompany, type TestCompany } from "../test-company.ts";

/* How Ram & Sons is reached is erased, and what was written; its books stay. Tally says +91 98200 00000. Now is 15 April 2026. */

const GUID = "g-Ram & Sons";
const PHONE = "+91 98200 00000";
const SAID = "98250 12345";
const jobs: string[] = [];
let asha: TestCompany;
let ram: string;
beforeAll(async () => {
  asha = await startTestCompany({ enqueue: listJobs(jobs) });
  ram = outward(asha.books, "party", "Ram & Sons");
});
beforeEach(async () => {
  jobs.length = 0;
  await asha.database.asOwner(
    "truncate nudge, offer, party_address, inbound, consent_event, erased_contact, correction, audit_entry, access_entry cascade",
  );
});
afterAll(() => asha.close());

type Erased = { addresses: number; texts: number; links: number; stillInTally: boolean; code?: string };
const erase = (token = asha.owner, party = ram) =>
  callAs<Erased>(asha.server, token, [
    "POST",
    `/api/companies/${asha.company}/parties/${party}/erase-contacts`,
    {},
  ]);
const party = () => asha.read<Party>(`/parties/${ram}`);
const put = (text: string, values: unknown[] = []) =>
  asha.database.asOwner(text, [asha.books.companyId, ...values]);
/** As a sync brings it. */
const tallySays = (phone: string) =>
  put("update ledger set phone = $3 where company_id = $1 and guid = $2", [GUID, phone]);

/** Whether a text stands anywhere in the company's own tables, but for what Tally says. */
async function standsIn(text: string): Promise<string[]> {
  const tables = await asha.database.asOwner<{ name: string }>(
    `select c.relname as name from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attname = 'company_id'
     where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and c.relname <> 'ledger' order by 1`,
  );
  const found: string[] = [];
  for (const { name } of tables) {
    const rows = await asha.database.asOwner(`select 1 from ${name} t where t::text like '%' || $1 || '%'`, [
      text,
    ]);
    if (rows.length > 0) found.push(name);
  }
  return found;
}

/** An address as a plan has kept it, a message to it, a reply from it, and a word against it. */
async function written(): Promise<void> {
  const nudgeId = randomUUID();
  await put(
    `insert into party_address (company_id, ledger_guid, way, address, address_hash, source, seen_at)
     values ($1, $2, 'sms', '+919825012345', '\\xaa', 'correction', now())`,
    [GUID],
  );
  await put(
    `insert into nudge (company_id, nudge_id, ledger_guid, kind, stage, day, class, language, way_order, send_at, not_after, state, reason, bills,
       amount, cost, preview, approval, plan_generation, made_at)
     values ($1, $2, $3, 'reminder', 'due', '2026-04-14', 'late', 'en', '{sms}', now(), now() + interval '1 hour', 'sent', '{}', '[]', 1, 0, '{}',
       'automatic', 1, now())`,
    [nudgeId, GUID],
  );
  await put(
    `insert into nudge_attempt (company_id, nudge_id, attempt_no, way, provider, address_hash, state, message_id, text, units, called_at)
     values ($1, $2, 1, 'sms', 'msg91', '\\xaa', 'calling', 'm', 'Dear customer, 98250 12345', 1, now())`,
    [nudgeId],
  );
  await put(
    `insert into nudge_link (company_id, token_hash, nudge_id, attempt_id, made_at)
     select company_id, '\\xbb', nudge_id, attempt_id, now() from nudge_attempt where company_id = $1 and nudge_id = $2`,
    [nudgeId],
  );
  await put(
    `insert into inbound (company_id, way, provider_id, address_hash, ledger_guid, text, received_at, reading, state)
     values ($1, 'sms', 'p', '\\xaa', null, 'call me on 98250 12345', now(), '{}', 'waiting')`,
  );
  await put(
    `insert into consent_event (company_id, ledger_guid, address_hash, kind, way, said, source, proof, at, by_id, by_name)
     values ($1, $2, '\\xaa', 'reminder', 'sms', 'withdrawn', 'reply', 'STOP', now(), '', 'msg91')`,
    [GUID],
  );
  const base = { phone: PHONE, email: null };
  const value = { person: "Ramesh", phone: SAID, email: null, language: null };
  await asha.say("contact", value, { base: JSON.stringify(base), correction_id: nudgeId });
  await put(
    `insert into audit_entry (company_id, user_id, user_name, action, detail) values ($1, 'u', 'Asha', 'correction.made', $2)`,
    [
      JSON.stringify({
        kind: "contact",
        correctionId: nudgeId,
        on: "Ram & Sons",
        before: base,
        after: value,
      }),
    ],
  );
}

test("what people said, what was written and what was kept goes; that it was said, and a stop, stay", async () => {
  await written();
  expect((await party()).phone).toBe(SAID);
  const { status, body } = await erase();
  expect([status, body]).toEqual([200, { addresses: 1, texts: 2, links: 1, stillInTally: true }]);
  for (const text of [SAID, "+919825012345", "Ramesh", PHONE])
    expect([text, await standsIn(text)]).toEqual([text, []]);
  expect(await put("select revoked_at is null as opens from nudge_link where company_id = $1")).toEqual([
    { opens: false },
  ]);
  const { standing } = await asha.read<{ standing: ConsentStanding[] }>(`/consent?partyId=${ram}`);
  expect(standing.find(({ kind, way }) => kind === "reminder" && way === "sms")?.stopped).toBe(1);
  const audit = await asha.database.asOwner<{ action: string; detail: object }>(
    "select action, detail from audit_entry order by at",
  );
  expect(audit.map(({ action }) => action)).toEqual(["correction.made", "change-contacts-erased"]);
  expect(audit[0]?.detail).toMatchObject({ kind: "contact", on: "Ram & Sons" });
  expect(jobs).toEqual(["plan-nudges"]);
});

test("of links to an offer those in messages end, one that a person made stays, and so do other customers' links", async () => {
  await written();
  const proposal = madeOffer({
    ledgerGuid: GUID,
    bill: { nameKey: "inv-1", date: day("2026-01-10"), name: "INV-1" },
    amount: 60_000n,
    steps: [{ until: day("2026-04-20"), discount: 100, off: 600n }],
  });
  await inCompany(
    asha.database.db,
    asha.books.companyId,
    (tx) => keepOffers(tx, { asOf: day("2026-04-15"), at: TODAY, termsVersion: 1, proposals: [proposal] }),
    { role: "job" },
  );
  await put(
    `insert into offer_link (company_id, token_hash, offer_id, made_at, made_by, nudge_id)
     select o.company_id, link.token, o.offer_id, now(), 'u', case when link.is_told then n.nudge_id end
     from offer o join nudge n on n.company_id = o.company_id, (values ('\\x01'::bytea, true), ('\\x02', false)) link (token, is_told) where o.company_id = $1`,
  );
  const other = randomUUID();
  await put(
    `insert into nudge select (jsonb_populate_record(n, jsonb_build_object('nudge_id', $2::text, 'ledger_guid', 'g-Other'))).* from nudge n where company_id = $1`,
    [other],
  );
  await put(
    `insert into nudge_link (company_id, token_hash, nudge_id, attempt_id, made_at)
     select company_id, '\\xcc', $2, attempt_id, now() from nudge_attempt where company_id = $1`,
    [other],
  );
  expect((await erase()).body.links).toBe(2);
  const opens = await put(
    `select encode(token_hash, 'hex') as link from offer_link where company_id = $1 and revoked_at is null
     union all select encode(token_hash, 'hex') from nudge_link where company_id = $1 and revoked_at is null order by 1`,
  );
  expect(opens).toEqual([{ link: "02" }, { link: "cc" }]);
});

test("what Tally goes on saying is not shown, until it says something else", async () => {
  expect((await party()).phone).toBe(PHONE);
  await erase();
  expect((await party()).phone).toBeNull();
  await tallySays(PHONE); // a sync brings it again
  expect((await party()).phone).toBeNull();
  await tallySays("98111 11111");
  expect((await party()).phone).toBe("98111 11111");
  await tallySays(PHONE);
});

test("who says anew how it is reached does not bring back what was erased", async () => {
  await erase();
  const path = `/api/companies/${asha.company}/corrections`;
  const proposal = { kind: "contact", partyId: ram, person: null, phone: SAID, email: null, language: null };
  const preview = await callAs<{ seen: string }>(asha.server, asha.owner, [
    "POST",
    `${path}/preview`,
    { proposal },
  ]);
  const said = { requestId: randomUUID(), proposal, reason: "he said so", untilDate: null, replaces: null };
  const made = await callAs<{ facts: object[] }>(asha.server, asha.owner, [
    "POST",
    path,
    { ...said, seen: preview.body.seen },
  ]);
  expect([made.status, JSON.stringify(made.body).includes(PHONE)]).toEqual([200, false]);
  expect((await party()).phone).toBe(SAID);
  expect(await standsIn(PHONE)).toEqual([]);
});

test("its bills and vouchers are as before, and a second time nothing is left to erase", async () => {
  const before = await party();
  await written();
  await erase();
  expect(await erase()).toMatchObject({ body: { addresses: 0, texts: 0, stillInTally: true } });
  const { receivable, ledgerBalance } = await party();
  expect({ receivable, ledgerBalance }).toEqual({
    receivable: before.receivable,
    ledgerBalance: before.ledgerBalance,
  });
});

test("an owner alone erases, and of a party of the company alone", async () => {
  const accountant = await asha.server.signIn("accountant");
  expect((await erase(accountant)).status).toBe(403);
  expect((await erase(asha.owner, `pty_${"a".repeat(26)}`)).status).toBe(404);
});

test("nothing else that was said, and nothing else on record, can be made empty", async () => {
  await asha.say("promise", { amount: "100", day: "2026-05-01" }, { from_date: "2026-04-01" });
  await put(
    `insert into audit_entry (company_id, user_id, user_name, action, detail) values ($1, 'u', 'A', 'change-consent', '{"kind": "contact", "before": 1}')`,
  );
  const { db } = asha.database;
  for (const text of [
    `update correction set value = '{"person": null, "phone": null, "email": null, "language": null}', base = '{"phone": null, "email": null}', state = 'undone', ended_at = now(), ended_why = 'x'`,
    "update audit_entry set detail = detail - 'before'",
    "update audit_entry set detail = '{}'",
  ]) {
    await expect(inCompany(db, asha.books.companyId, (tx) => tx.run(text, []))).rejects.toThrow();
  }
});
