import { idOut } from "@cfa/values/ids";
import { afterAll, beforeAll, expect, test } from "vitest";

import { everyRoute, type Route } from "./test-routes.ts";
import { sampleOf, thingsNamedBy, type IdOf, type Place } from "./test-sample-input.ts";
import {
  ashasThing,
  NOTHING,
  startTwoCompanies,
  type Heard,
  type TwoCompanies,
} from "./test-two-companies.ts";

/*
 * Every route there is, with another company's ids in every place that takes one, in every role: it must answer just as
 * for ids that nothing has. Routes and places are found in the OpenAPI document, things to point at in the database.
 */

const routes = await everyRoute();
const attempts = routes.flatMap((route) =>
  thingsNamedBy(route).map((thing) => ({
    route,
    ...thing,
    title: `${route.key}, ${thing.kind} in its ${thing.place}`,
  })),
);

let world: TwoCompanies;
let before: object[];
const millis = { foreign: [] as number[], missing: [] as number[] };

beforeAll(async () => {
  world = await startTwoCompanies();
  before = await world.stateOf(world.asha);
});
afterAll(async () => {
  console.log(
    `Median of an answer: ${median(millis.foreign)} ms for what another company has, ${median(millis.missing)} ms for what nobody has.`,
  );
  await world.close();
});

const own: IdOf = (kind) => world.bindus(kind);
/** A quick run tries each attempt in one role in turn, a long one in all. */
const LONG = process.env["CFA_TEST_LONG"] === "1";
const ROLES = ["owner", "accountant", "viewer"] as const;
const REFUSED: unknown = expect.toSatisfy((status: number) => status >= 400 && status < 500);
const isAgents = (route: Route): boolean => route.access?.who === "agent";

test("there is something to try in every company's route", () => {
  const tried = new Set(attempts.map(({ route }) => route.key));
  const untried = routes.filter(({ path, key }) => path.includes("{") && !tried.has(key));
  expect(untried.map(({ key }) => key).filter((key) => key.includes("{companyId}"))).toEqual([]);
  expect(attempts.length).toBeGreaterThan(100);
});

test.each(ROLES)(
  "a person who is %s elsewhere cannot tell another company's things from none",
  async (role) => {
    await world.setRole(role);
    for (const [at, attempt] of attempts.filter(({ route }) => !isAgents(route)).entries()) {
      if (!LONG && ROLES[at % ROLES.length] !== role) continue;
      const { foreign, missing } = await both(attempt, world.bindusPerson);
      expect([attempt.title, foreign]).toEqual([attempt.title, missing]);
      // A question about what is nowhere may be answered with nothing; an address that leads nowhere may not.
      if (attempt.place === "path") expect([attempt.title, foreign.status]).toEqual([attempt.title, REFUSED]);
      if (attempt.kind === "company") expect([attempt.title, foreign.status]).toEqual([attempt.title, 404]);
    }
  },
);

test("an agent with another company's key cannot tell either", async () => {
  const agents = attempts.filter(({ route }) => isAgents(route));
  expect(agents.length).toBeGreaterThan(0);
  for (const attempt of agents) {
    const { foreign, missing } = await both(attempt, world.bindusKey);
    expect([attempt.title, foreign]).toEqual([attempt.title, missing]);
  }
});

test("a session opens no agent's route, and a key no person's", async () => {
  for (const route of routes) {
    const token = isAgents(route) ? world.bindusPerson : world.bindusKey;
    if (route.access?.who === "anyone") continue;
    expect([route.key, (await world.ask(route.method, sampleOf(route, own), token)).status]).toEqual([
      route.key,
      401,
    ]);
  }
});

test("none of these attempts has changed anything of that company's", async () => {
  expect(await world.stateOf(world.asha)).toEqual(before);
});

/** The same request twice: once with the other company's thing in that place, once with nobody's. All else is one's own. */
async function both(
  { route, kind, place }: { route: Route; kind: string; place: Place },
  token: string,
): Promise<Record<"foreign" | "missing", Omit<Heard, "millis">>> {
  const ask = async (which: "foreign" | "missing") => {
    const theirs = which === "missing" ? NOTHING : kind === "company" ? world.asha : ashasThing;
    const idOf: IdOf = (other, at) => {
      if (other === kind && at === place) return theirs;
      return kind === "company" ? ashasThing : world.bindus(other);
    };
    const { millis: took, ...heard } = await world.ask(route.method, sampleOf(route, idOf), token);
    millis[which].push(took);
    return { ...heard, text: withoutIds(heard.text, kind) };
  };
  return { foreign: await ask("foreign"), missing: await ask("missing") };
}

/**
 * The text with `{id}` for either id, as for those of a turn and of its conversation, which are new each time where the conversation is not the asker's: what is asked
 * twice under one id of the asker's answers as it did the first time.
 */
function withoutIds(text: string, kind: string): string {
  return [NOTHING, ashasThing, world.asha]
    .flatMap((uuid) => [idOut(kind as Parameters<typeof idOut>[0], uuid), uuid])
    .reduce(
      (left, id) => left.replaceAll(id, "{id}"),
      text.replaceAll(/\b(?:trn|cnv)_[a-z2-7]{26}/g, "{id}"),
    );
}

function median(list: readonly number[]): string {
  return (list.toSorted((a, b) => a - b)[Math.floor(list.length / 2)] ?? 0).toFixed(1);
}
