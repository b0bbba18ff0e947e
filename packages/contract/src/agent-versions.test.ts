import { expect, test } from "vitest";

import { agentAge, agreeOnProtocol, compareVersions, laterVersion } from "./agent-versions.ts";

test("versions are held against each other by number, not by letter", () => {
  expect(compareVersions("1.10.0", "1.9.9")).toBeGreaterThan(0);
  expect(compareVersions("1.0.0", "1.0.0")).toBe(0);
  expect(laterVersion("0.9.0", "0.10.0")).toBe("0.10.0");
});

test.each([
  ["0.9.9", "too-old"],
  ["1.0.0", "old"],
  ["1.2.0", "fine"],
  ["2.0.0", "fine"],
  ["a build of my own", "fine"],
  [null, "fine"],
])("an agent of version %s is %s", (version, age) => {
  expect(agentAge(version, { least: "1.0.0", newest: "1.2.0" })).toBe(age);
});

test("without a release nobody is told to renew", () => {
  expect(agentAge("1.0.0", { least: "0.1.0", newest: null })).toBe("fine");
});

test.each([
  [[1], [1, 2], 1],
  [[1, 2, 3], [1, 2], 2],
  [[1], [2, 3], "agent-behind"],
  [[4], [2, 3], "server-behind"],
] as const)("an agent that speaks %j and a server that speaks %j agree on %s", (agent, server, agreed) => {
  expect(agreeOnProtocol(agent, server)).toBe(agreed);
});
