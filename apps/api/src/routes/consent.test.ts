import type { ConsentEvent, ConsentStanding, ConsentToSay } from "@cfa/contract/consent";
import { inCompany } from "@cfa/db/company-scope";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";

import { outward, TODAY } from "../test-books.ts";
import { callAs } from "../test-calls.ts";
import { listJobs, startTestCompany, type TestCompany } from "../test-company.ts";

/* The leave that Asha's customers gave to be written to, and its end. Today is 15 April 2026. */

let asha: TestCompany;
const jobs: string[] = [];
let ram: string;
beforeAll(async () => {
  asha = await startTestCompany({ enqueue: listJobs(jobs) });
  ram = outward(asha.books, "party", "Ram & Sons");
});
beforeEach(async () => {
  jobs.length = 0;
  await asha.database.asOwner("truncate consent_event, access_entry, party_address");
  await asha.database.asOwner("delete from audit_entry");
});
afterAll(() => asha.close());

type Listed = { rows: ConsentEvent[]; nextCursor: string | null; standing: ConsentStanding[] };
type Outcomes = { items: { outcome: string; refusal: string | null }[]; code?: string; field?: string };
const list = (query = "") => asha.read<Listed>(`/consent${query}`);
const say = (words: object[], token = asha.owner) =>
  callAs<Outcomes>(asha.server, token, ["POST", `/api/companies/${asha.company}/consent`, { words }]);
const word = (more: Partial<ConsentToSay> = {}): ConsentToSay => ({
  partyId: ram,
  kind: "reminder",
  way: "whatsapp",
  said: "given",
  source: "signed-form",
  proof: "form 12 of 3 April",
  ...more,
});
/** What a customer says himself, from one address. */
const stop = (hash: string, at: string, guid = "g-Ram & Sons") =>
  asha.database.asOwner(
    `insert into consent_event (company_id, ledger_guid, address_hash, kind, way, said, source, proof, at, by_id, by_name)
     values ($1, $4, decode($2, 'hex'), 'reminder', 'whatsapp', 'withdrawn', 'reply', 'STOP', $3, '', 'whatsapp')`,
    [asha.books.companyId, hash, at, guid],
  );
const standing = async () =>
  (await list(`?partyId=${ram}`)).standing.find(({ kind, way }) => kind === "reminder" && way === "whatsapp");

test("leave is kept with its source and proof, and who took it down; what is on record names the party", async () => {
  expect((await say([word()])).body.items).toEqual([{ outcome: "said", refusal: null }]);
  expect(jobs).toEqual(["plan-nudges"]);
  const { rows, standing: all } = await list(`?partyId=${ram}`);
  expect(rows).toMatchObject([
    {
      party: { partyId: ram, name: "Ram & Sons" },
      address: null,
      said: "given",
      source: "signed-form",
      proof: "form 12 of 3 April",
      at: TODAY.toISOString(),
    },
  ]);
  expect(all).toHaveLength(6);
  expect(await standing()).toMatchObject({ party: "given", stopped: 0 });
  const [entry] = await asha.database.asOwner<{ detail: object }>(
    "select detail from audit_entry where action = 'change-consent'",
  );
  expect(entry?.detail).toMatchObject({
    words: 1,
    partyId: ram,
    after: { consent: "given", consentSource: "signed-form", proof: "form 12 of 3 April" },
  });
});

test("a number that was typed into a proof is kept as its end alone, on record as well", async () => {
  const answered = await say([word({ proof: "wrote from 98250 43210" })]);
  expect(answered.body.items).toEqual([{ outcome: "said", refusal: null }]);
  const kept = await asha.database.asOwner("select proof from consent_event where proof like 'wrote%'");
  expect(kept).toEqual([{ proof: "wrote from …3210" }]);
  expect(await asha.database.asOwner("select from audit_entry where detail::text like '%98250%'")).toEqual(
    [],
  );
});

test("the same word again adds nothing; another proof, or its end, does", async () => {
  for (const each of [word(), word(), word({ proof: "form 13" }), word({ said: "withdrawn" })])
    await say([each]);
  const { rows } = await list();
  expect(rows.map(({ said, proof }) => [said, proof])).toEqual([
    ["withdrawn", "form 12 of 3 April"],
    ["given", "form 13"],
    ["given", "form 12 of 3 April"],
  ]);
  expect(await standing()).toMatchObject({ party: "withdrawn" });
});

test("who said stop himself is not brought back by our word, and by his signature only as far as his number allows", async () => {
  await say([word()]);
  await stop("aa", "2026-04-14T10:00:00Z");
  await stop("bb", "2026-04-15T10:00:00Z");
  expect(await standing()).toMatchObject({ party: "withdrawn", stopped: 2 });
  for (const source of ["owner-attested", "import"] as const) {
    expect((await say([word({ source, proof: "he said so" })])).body.items).toEqual([
      { outcome: "refused", refusal: "customer-withdrew" },
    ]);
  }
  expect((await say([word({ way: "sms", source: "import" })])).body.items[0]?.outcome).toBe("said");
  const signed = await say([word({ proof: "form 14, signed after the stop" })]);
  expect(signed.body.items[0]?.outcome).toBe("said");
  expect((await standing())?.stopped).toBe(2);
});

test("one word among many that cannot be taken keeps none of the others back", async () => {
  const nobody = `pty_${"a".repeat(26)}`;
  const { body } = await say([word({ partyId: nobody }), word(), word({ kind: "offer" })]);
  expect(body.items.map(({ outcome, refusal }) => refusal ?? outcome)).toEqual(["not-there", "said", "said"]);
  expect((await list()).rows).toHaveLength(2);
});

test("of a party that was put together with another, what was said of either is of both", async () => {
  const [other] = await asha.database.asOwner<{ guid: string }>(
    "select guid from ledger where home_side is not null and guid <> 'g-Ram & Sons' order by guid limit 1",
  );
  await stop("aa", "2026-04-14T10:00:00Z", other?.guid);
  expect((await list(`?partyId=${ram}`)).rows).toEqual([]);
  await asha.say("merge", { intoGuid: "g-Ram & Sons" }, { ledger_guid: other?.guid });
  expect((await list(`?partyId=${ram}`)).rows).toHaveLength(1);
  expect((await say([word({ source: "import" })])).body.items[0]?.refusal).toBe("customer-withdrew");
  await asha.database.asOwner("delete from correction");
});

test("a list goes on where it ended", async () => {
  for (const way of ["whatsapp", "sms", "email"] as const) await say([word({ way })]);
  const first = await list("?limit=2");
  const second = await list(`?limit=2&cursor=${first.nextCursor}`);
  expect([...first.rows, ...second.rows].map(({ way }) => way)).toEqual(["email", "sms", "whatsapp"]);
  expect(second.nextCursor).toBeNull();
});

test("an address is shown by its end, and not at all once it is erased", async () => {
  await stop("cc", "2026-04-14T10:00:00Z");
  await asha.database.asOwner(
    `insert into party_address (company_id, ledger_guid, way, address, address_hash, source, seen_at)
     values ($1, 'g-Ram & Sons', 'whatsapp', '+919825012345', '\\xcc', 'tally', now())`,
    [asha.books.companyId],
  );
  expect((await list()).rows[0]?.address).toEqual({ end: "2345" });
  await asha.database.asOwner("update party_address set address = null, erased_at = now()");
  expect((await list()).rows[0]?.address).toEqual({ end: null });
});

test.each<[string, () => object[], string]>([
  ["no word", () => [], "words"],
  ["one party twice in a kind and way", () => [word(), word({ said: "withdrawn" })], "words"],
  ["no proof", () => [word({ proof: " " })], "words.0.proof"],
  ["a proof that turns its direction", () => [word({ proof: "form \u202E12" })], "words.0.proof"],
  ["a source that only the customer is", () => [{ ...word(), source: "reply" }], "words.0.source"],
  ["a letter, which needs no leave", () => [{ ...word(), way: "print" }], "words.0.way"],
])("%s is refused", async (_, words, field) => {
  expect(await say(words())).toMatchObject({ status: 422, body: { field } });
  expect((await list()).rows).toEqual([]);
});

test("what was said is never changed or taken out", async () => {
  await say([word()]);
  const { db } = asha.database;
  for (const text of ["update consent_event set said = 'withdrawn'", "delete from consent_event"]) {
    await expect(inCompany(db, asha.books.companyId, (tx) => tx.run(text, []))).rejects.toThrow();
  }
});

test("who looks is on record, once an hour for one party; the owner alone reads that", async () => {
  const accountant = await asha.server.signIn("accountant");
  await asha.read("/consent", accountant);
  await asha.read(`/consent?partyId=${ram}`, accountant);
  await asha.read(`/consent?partyId=${ram}`, accountant);
  const { rows } = await asha.read<{ rows: { what: string; party: object | null; who: string }[] }>(
    "/access-log",
  );
  expect(rows.map(({ what, party }) => [what, party])).toEqual([
    ["consent", { partyId: ram, name: "Ram & Sons" }],
    ["consent", null],
  ]);
  expect((await asha.get("/access-log", accountant)).status).toBe(403);
});
