import { ReportName } from "@cfa/contract/reports";
import { reportFilePath } from "@cfa/contract/report-kinds";
import { secretsIn } from "@cfa/testkit/secret-scan";
import { walledTables } from "@cfa/testkit/row-in-every-table";
import { idOut } from "@cfa/values/ids";
import { afterAll, beforeAll, expect, test } from "vitest";

import { everyRoute, type Route } from "./test-routes.ts";
import { sampleOf, type Sample } from "./test-sample-input.ts";
import { ashasThing, CANARY, startTwoCompanies, type TwoCompanies } from "./test-two-companies.ts";

/*
 * Every text of Asha's, in every table, is the canary. Everything that is answered, written, queued or logged for Bindu's
 * people is searched for it, and for Asha's ids.
 */

let world: TwoCompanies;
let traces: string[];

beforeAll(async () => {
  world = await startTwoCompanies();
  traces = [
    CANARY,
    world.asha,
    idOut("company", world.asha),
    ashasThing,
    idOut("ledger", ashasThing).slice(4),
  ];
});
afterAll(() => world.close());

const isWorse = (route: Route): number => Number(route.method !== "GET") + Number(route.method === "DELETE");
/** Reads first, then what changes something, then what removes something. */
const routes = (await everyRoute()).toSorted((a, b) => isWorse(a) - isWorse(b));

/** What is found of Asha's in the answers, and how many of them were more than a refusal. */
async function crawl(
  token: string,
  asked: readonly (readonly [Route["method"], Sample])[],
): Promise<{ found: object[]; granted: number }> {
  const found: object[] = [];
  let granted = 0;
  for (const [method, sample] of asked) {
    const { status, headers, text } = await world.ask(method, sample, token);
    if (status === 200) granted++;
    const all = text + JSON.stringify(headers);
    const trace = traces.find((one) => all.includes(one));
    if (trace !== undefined) found.push({ method, path: sample.path, status, trace });
  }
  return { found, granted };
}

const READABLE = ["csv", "xlsx"] as const;
const LONG = process.env["CFA_TEST_LONG"] === "1";
const ofBindu = (route: Route) => [route.method, sampleOf(route, (kind) => world.bindus(kind))] as const;
const bare = (path: string) => ["GET", { path, headers: {}, body: undefined }] as const;

test("the canary sings to those whose it is", async () => {
  const asked = routes
    .filter(({ method }) => method === "GET")
    .map(
      (route) =>
        [route.method, sampleOf(route, (kind) => (kind === "company" ? world.asha : ashasThing))] as const,
    );
  const { found } = await crawl(world.ashasOwner, asked);
  expect(found.length).toBeGreaterThan(10);
});

// What is in a PDF is packed and set in glyphs; its rows are those of the other two.
test("no file of Bindu's has it, as text or as a workbook", async () => {
  const company = idOut("company", world.bindu.companyId);
  const party = idOut("party", world.bindus("party"));
  const files = ReportName.options.flatMap((name) =>
    READABLE.map((format) => bare(`${reportFilePath(company, name, format)}?party=${party}`)),
  );
  expect(await crawl(world.bindusPerson, files)).toEqual({ found: [], granted: files.length });
});

test("searching for it finds nothing", async () => {
  const searching = routes.filter(({ parameters }) => parameters.some(({ name }) => name === "search"));
  const asked = searching.map((route) => {
    const [method, sample] = ofBindu(route);
    const mark = sample.path.includes("?") ? "&" : "?";
    return [method, { ...sample, path: `${sample.path}${mark}search=${CANARY.slice(0, 4)}` }] as const;
  });
  expect(asked.length).toBeGreaterThan(0);
  expect(await crawl(world.bindusPerson, asked)).toEqual({ found: [], granted: asked.length });
});

test.each(LONG ? (["viewer", "accountant", "owner"] as const) : (["owner"] as const))(
  "no answer to Bindu's %s has it",
  async (role) => {
    await world.setRole(role);
    const people = routes.filter(({ access }) => access?.who !== "agent" && access?.who !== "anyone");
    const { found, granted } = await crawl(world.bindusPerson, people.map(ofBindu));
    expect(found).toEqual([]);
    expect(granted).toBeGreaterThan(20);
  },
);

test("no answer to Bindu's agent has it", async () => {
  const agents = routes.filter(({ access }) => access?.who === "agent");
  const { found, granted } = await crawl(world.bindusKey, agents.map(ofBindu));
  expect(found).toEqual([]);
  expect(granted).toBeGreaterThan(0);
});

test("no job that came of this has it, and none is another company's", () => {
  expect(world.jobs.length).toBeGreaterThan(0);
  for (const { name, data } of world.jobs) {
    expect([name, data]).toEqual([name, expect.objectContaining({ companyId: world.bindu.companyId })]);
    expect(traces.filter((trace) => JSON.stringify(data).includes(trace))).toEqual([]);
  }
});

test("no row of Bindu's has it, and no line of the log", async () => {
  for (const { name } of await walledTables(world.database)) {
    const rows = await world.database.asOwner(
      `select * from "${name}" t where company_id <> $1 and t::text ~ $2`,
      [world.asha, CANARY],
    );
    expect([name, rows]).toEqual([name, []]);
  }
  expect(world.server.logLines.filter((line) => line.includes(CANARY))).toEqual([]);
});

test("no address and no line of the log holds a key, a token or a phone number", () => {
  const { logLines, addresses } = world.server;
  expect(addresses.length).toBeGreaterThan(100);
  expect(secretsIn(addresses)).toEqual([]);
  expect(secretsIn(logLines)).toEqual([]);
  for (const line of logLines) expect(line.trimEnd().split("\n")).toHaveLength(1);
  // The scan knows what it looks for.
  const seeded = [
    world.bindusKey,
    world.bindusPerson,
    "call +91 98200 00000",
    `Bearer ${world.bindusPerson}`,
  ];
  expect(seeded.filter((text) => secretsIn([text]).length === 0)).toEqual([]);
});
