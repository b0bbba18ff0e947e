import { expect, test } from "vitest";

import type { AgentView, CompanyView } from "../../../src/engine/agent-view.ts";
import { en } from "../locale/en.ts";
import { chainOf, ownTrouble } from "./chain.ts";

const since = "2026-11-29T05:12:00.000Z";
const company = {
  guid: "a",
  name: "Sharma Traders",
  tieOut: "equal",
  trouble: null,
} as unknown as CompanyView;
const well = {
  companies: [company],
  server: { origin: "https://app.example.in", state: "reached", trouble: null },
  tally: {
    state: "answering",
    release: "TallyPrime 5.1",
    companies: [{ guid: "a", name: "Sharma Traders", isPaired: true }],
    trouble: null,
  },
  settings: { isPaused: false },
} as unknown as AgentView;

const chain = (view: AgentView, pauseEnds: string | null = null) =>
  chainOf({ view, words: en, language: "en", pauseEnds }).map(({ id, well, state }) => [id, well, state]);

test("all is well", () => {
  expect(chain(well)).toEqual([
    ["agent", "good", "Running"],
    ["tally", "good", "Tally answers · TallyPrime 5.1"],
    ["company", "good", "Sharma Traders is open in Tally"],
    ["server", "good", "Reached"],
    ["tieOut", "good", "Every balance equals Tally's"],
  ]);
});

test("what hangs on a closed Tally is not known; the fix is Tally's alone", () => {
  const trouble = { code: "tally-closed", message: "", fix: "", since };
  const view = { ...well, tally: { ...well.tally, state: "closed", companies: [], trouble } } as AgentView;
  const links = chainOf({ view, words: en, language: "en", pauseEnds: null });
  expect(links.filter(({ fix }) => fix !== "").map(({ id }) => id)).toEqual(["tally"]);
  expect(chain(view)[2]).toEqual(["company", "waiting", "Sharma Traders"]);
});

test("one of two companies is closed, and one differs", () => {
  const other = { ...company, guid: "b", name: "Verma", tieOut: "different" } as CompanyView;
  const links = chain({ ...well, companies: [company, other] });
  expect(links[2]).toEqual(["company", "bad", "1 of 2 are open in Tally"]);
  expect(links[4]).toEqual(["tieOut", "bad", "Some balances differ from Tally's"]);
});

test("paused until a moment, and until told", () => {
  const view = { ...well, settings: { ...well.settings, isPaused: true } };
  expect(chain(view, "today 11:42")[0]).toEqual(["agent", "paused", "Paused until today 11:42"]);
  expect(chain(view)[0]).toEqual(["agent", "paused", "Paused"]);
});

test("a server that is reached may still have something against this agent", () => {
  const trouble = { code: "agent-old", message: "Old.", fix: "Update.", since };
  expect(chain({ ...well, server: { ...well.server, trouble } })[3]).toEqual([
    "server",
    "bad",
    "There is a newer agent.",
  ]);
});

test("nothing is told twice: a company's trouble that is Tally's is told in the chain", () => {
  const trouble = { code: "tally-closed", message: "", fix: "", since };
  const troubled = { ...company, trouble };
  expect(ownTrouble(troubled, well)).toBe(trouble);
  expect(ownTrouble(troubled, { ...well, tally: { ...well.tally, trouble } })).toBeNull();
});
