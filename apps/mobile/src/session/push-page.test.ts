import { expect, test } from "vitest";

import { pageOfPush } from "./push-page";

const COMPANY = "/cmp_aaaaaaaaaaaaaaaaaaaaaaaaaa";

test.each([
  COMPANY,
  `${COMPANY}/replies`,
  `${COMPANY}/exceptions?kind=unallocated`,
  `${COMPANY}/nudges/nud_x`,
])("%s is opened", (path) => {
  expect(pageOfPush({ path })).toBe(path);
});

test.each([
  undefined,
  null,
  "x",
  {},
  { path: 1 },
  { path: "/" },
  { path: "https://evil.example" },
  { path: "//evil.example" },
])("%j opens nothing", (data) => {
  expect(pageOfPush(data)).toBeNull();
});
