import { expect, test } from "vitest";

import { clockText, pairCommand } from "./agent-command";

test("the command names the server, and the code where there is one", () => {
  expect(pairCommand("https://cfa.example.in")).toBe("npm run agent -- pair --server https://cfa.example.in");
  expect(pairCommand("https://cfa.example.in", "BCDF-GHJK")).toBe(
    "npm run agent -- pair --server https://cfa.example.in --code BCDF-GHJK",
  );
});

test("seconds count down as a clock does", () => {
  expect([600, 65, 9, 0].map(clockText)).toEqual(["10:00", "1:05", "0:09", "0:00"]);
});
