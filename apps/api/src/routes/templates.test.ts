import { TEMPLATE_REFUSALS, TEMPLATE_STAGES, TEMPLATE_VARIABLES } from "@cfa/contract/template-kinds";
import type {
  TemplatePlace,
  TemplatePlaces,
  TemplatePreviewed,
  TemplateRefusal,
} from "@cfa/contract/templates";
import { KINDS, STAGES_OF } from "@cfa/nudges/kinds";
import { PREFLIGHT_CODES } from "@cfa/nudges/silence";
import { SHIPPED } from "@cfa/nudges/templates/shipped";
import { idOut } from "@cfa/values/ids";
import { afterAll, beforeAll, expect, test } from "vitest";

import { outward } from "../test-books.ts";
import { callAs } from "../test-calls.ts";
import { listJobs, startTestCompany, type TestCompany } from "../test-company.ts";

/* The texts of Asha's messages, on 15 April 2026: those that come with the program, and her own in their place once they may go out. */

let asha: TestCompany;
const jobs: string[] = [];
beforeAll(async () => {
  asha = await startTestCompany({ enqueue: listJobs(jobs) });
});
afterAll(() => asha.close());

type Answer = TemplatePlaces & { refused?: TemplateRefusal[]; code?: string; field?: string };
type Previewed = { isMadeUp: boolean; texts: TemplatePreviewed[] };

const NOTHING = {
  category: null,
  providerName: null,
  dltEntity: null,
  dltHeader: null,
  dltTemplate: null,
  flow: null,
};
const DLT = { category: "service", dltEntity: "1101", dltHeader: "ASHATR", dltTemplate: "1107" };
const SMS = "{{brand}}: Rs {{amount}} for {{bills}} is due {{dueDay}}. {{link}}";
const at = (places: TemplatePlaces, text: string): TemplatePlace => {
  const found = places.templates.find(
    (one) => `${one.kind} ${one.stage} ${one.way} ${one.language}` === text,
  );
  if (found === undefined) throw new Error(`there is no ${text}`);
  return found;
};
const call = <Told = Answer>(method: string, path: string, body: object, token = asha.owner) =>
  callAs<Told>(asha.server, token, [method, `/api/companies/${asha.company}/templates${path}`, body]);
const read = (token?: string) => asha.read<TemplatePlaces>("/templates", token);
const keep = (place: string, text: object, registration: object = {}, token?: string) =>
  call(
    "PUT",
    `/${place.replaceAll(" ", "/")}`,
    { text, registration: { ...NOTHING, ...registration } },
    token,
  );
const setState = (templateId: string, state: string, registration: object = {}, token?: string) =>
  call(
    "POST",
    `/${templateId}/state`,
    { state, why: null, registration: { ...NOTHING, ...registration } },
    token,
  );
const preview = (body: object, token?: string) => call<Previewed>("POST", "/preview", body, token);
const nextAt = async (place: string) => at(await read(), place).next?.templateId ?? "";

test("the words of the contract are those of the messages", () => {
  expect(TEMPLATE_STAGES).toEqual(STAGES_OF);
  expect(TEMPLATE_REFUSALS).toEqual(PREFLIGHT_CODES);
  for (const kind of KINDS) {
    const named = SHIPPED.filter((one) => one.kind === kind).flatMap(({ variables }) => variables);
    const known: readonly string[] = TEMPLATE_VARIABLES[kind];
    expect(named.map(({ name }) => name).filter((name) => !known.includes(name))).toEqual([]);
  }
});

test("what is shipped goes out as mail and letter, and has to be registered for the rest", async () => {
  const places = await read();
  expect(places.templates).toHaveLength(SHIPPED.length);
  expect(places.brand).toBe("Asha Traders");
  expect(at(places, "reminder due email hi")).toMatchObject({
    goesOut: "shipped",
    refusals: [],
    inUse: null,
  });
  expect(at(places, "reminder due sms en")).toMatchObject({
    goesOut: "none",
    refusals: [{ code: "no-template" }],
  });
  expect(at(places, "thanks paid print en").shipped.body).toContain("{{bills}}");
});

test("a new version waits as a draft; what went out goes on until it is put into use", async () => {
  const place = "reminder due sms en";
  const first = await keep(place, { body: SMS });
  expect(at(first.body, place)).toMatchObject({ inUse: null, next: { version: 1, state: "draft" } });
  const id = await nextAt(place);
  const bare = await setState(id, "approved");
  expect(bare.body.refused?.map(({ code }) => code)).toEqual(["wrong-category", "no-dlt"]);
  expect(jobs).toEqual([]);
  const done = await setState(id, "approved", DLT);
  expect(at(done.body, place)).toMatchObject({ goesOut: "own", next: null, inUse: { version: 1 } });
  expect(jobs).toEqual(["plan-nudges"]);

  const second = await keep(place, { body: SMS.replace("is due", "falls due") }, DLT);
  expect(at(second.body, place)).toMatchObject({
    goesOut: "own",
    inUse: { version: 1, body: SMS },
    next: { version: 2, state: "draft" },
  });
  const newest = await nextAt(place);
  await setState(newest, "submitted", DLT);
  const after = await setState(newest, "approved", DLT);
  expect(at(after.body, place)).toMatchObject({ inUse: { version: 2 }, next: null });
  expect(await setState(id, "approved", DLT)).toMatchObject({ status: 409 });
  const states = await asha.database.asOwner("select version, state from nudge_template order by version");
  expect(states).toEqual([
    { version: 1, state: "retired" },
    { version: 2, state: "approved" },
  ]);
});

test("an own mail takes the place of the shipped one, and gives it back when it is retired", async () => {
  const place = "reminder due email en";
  await keep(place, { subject: "{{brand}}: {{amount}}", body: "Dear {{party}},\n\n{{bills}}\n\n{{link}}" });
  const id = await nextAt(place);
  expect(at((await setState(id, "approved")).body, place)).toMatchObject({ goesOut: "own" });
  expect(at((await setState(id, "retired")).body, place)).toMatchObject({ goesOut: "shipped", inUse: null });
});

test("what a provider paused or put elsewhere is told, and does not go out", async () => {
  const place = "reminder due sms en";
  await asha.database.asOwner(
    "update nudge_template set state = 'paused', state_why = 'low quality' where state = 'approved'",
  );
  expect(at(await read(), place)).toMatchObject({
    goesOut: "none",
    next: { state: "paused", stateWhy: "low quality", refusals: [{ code: "template-paused" }] },
  });
  await setState(await nextAt(place), "approved", DLT);
});

test.each([
  ["a value that there is none of", "reminder due sms en", { body: "{{brand}} {{iban}}" }, "text.body"],
  ["another message's value", "reminder due sms en", { body: "{{brand}} {{off}}" }, "text.body"],
  ["a lone brace", "reminder due sms en", { body: "{{brand}} {amount}" }, "text.body"],
  ["a mail without a subject", "reminder due email en", { body: "x" }, "text.subject"],
  ["an SMS with one", "reminder due sms en", { subject: "x", body: "x" }, "text.subject"],
  ["more than WhatsApp takes", "reminder due whatsapp en", { body: "x".repeat(1_025) }, "text.body"],
  ["a place that such a message has not", "thanks due sms en", { body: "x" }, "stage"],
])("%s is refused by its field", async (_, place, text, field) => {
  expect(await keep(place, text)).toMatchObject({ status: 422, body: { code: "bad-input", field } });
});

const seen = (way: string, language: string, text: object, registration: object = DLT) => ({
  way,
  language,
  text,
  registration: { ...NOTHING, ...registration },
});

test("a preview has values, units, cost and what would be refused", async () => {
  const { body } = await preview({
    kind: "reminder",
    stage: "after-7",
    partyId: null,
    texts: [
      seen("sms", "en", { body: SMS }),
      seen("sms", "hi", { body: `{{brand}}: ${"बकाया ".repeat(40)} {{party}} {{amount}}` }),
      seen("sms", "en", { body: "Hurry, {{amount}} only" }, {}),
    ],
  });
  const [plain, long, bad] = body.texts;
  expect(body.isMadeUp).toBe(true);
  expect(plain).toMatchObject({ units: 1, refusals: [] });
  expect(plain?.body).toMatch(/^Asha Traders: Rs 133250 for INV2026271048 /);
  expect(plain?.body).toContain("{{link}}");
  expect(BigInt(plain?.cost ?? 0)).toBeGreaterThan(0n);
  expect(long?.units).toBeGreaterThan(3);
  expect(long?.refusals.map(({ code }) => code)).toEqual(["units", "empty"]);
  expect(bad?.refusals.map(({ code }) => code)).toEqual([
    "wrong-category",
    "no-dlt",
    "no-brand",
    "promotional-words",
  ]);
});

test("a customer's own bills stand in it where he has some, made-up ones where he has none", async () => {
  const texts = [seen("email", "en", { subject: "{{amount}}", body: "{{brand}} {{party}} {{bills}}" }, {})];
  const partyId = outward(asha.books, "party", "Ram & Sons");
  const real = await preview({ kind: "reminder", stage: "after-7", partyId, texts });
  expect(real.body).toMatchObject({ isMadeUp: false });
  expect(real.body.texts[0]?.body).toContain("Ram & Sons");
  expect(real.body.texts[0]?.body).toContain("INV-1");
  const offer = await preview({
    kind: "offer",
    stage: "offered",
    partyId,
    texts: [seen("sms", "en", { body: "{{pay}}" })],
  });
  expect(offer.body).toMatchObject({ isMadeUp: true });
  const nobody = `pty_${"a".repeat(26)}`;
  expect(await preview({ kind: "reminder", stage: "due", partyId: nobody, texts })).toMatchObject({
    status: 404,
  });
});

test("the accountant reads and looks over; the owner alone writes and puts into use", async () => {
  const accountant = await asha.server.signIn("accountant");
  expect((await read(accountant)).templates.length).toBeGreaterThan(0);
  const text = { body: SMS };
  expect(await keep("reminder due sms en", text, {}, accountant)).toMatchObject({ status: 403 });
  const nothing = idOut("template", "00000000-0000-4000-8000-000000000000");
  expect(await setState(nothing, "approved", {}, accountant)).toMatchObject({ status: 403 });
  expect(await setState(nothing, "approved")).toMatchObject({ status: 404 });
});

test("who changed a text is on record", async () => {
  const rows = await asha.database.asOwner<{ action: string; detail: object }>(
    "select action, detail from audit_entry where action like 'change-template%' order by at",
  );
  expect(rows[0]).toMatchObject({
    action: "change-template",
    detail: { way: "sms", after: { textOf: "reminder", textStage: "due", language: "en" } },
  });
  expect(rows).toContainEqual(
    expect.objectContaining({
      action: "change-template-state",
      detail: expect.objectContaining({ before: { textState: "submitted" } }) as object,
    }),
  );
  expect((await asha.get("/audit")).status).toBe(200);
});
