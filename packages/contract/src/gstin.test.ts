import { expect, test } from "vitest";

import { gstinProblem, tidyGstin } from "./gstin.ts";

/** As their owners print them on bills. */
const RIGHT = ["27AAPFU0939F1ZV", "29AAGCB7383J1Z4", "27AAACR5055K1Z7"];

test.each(RIGHT)("%s is right, also in small letters and with blanks", (gstin) => {
  expect(gstinProblem(gstin)).toBeNull();
  expect(gstinProblem(` ${gstin.slice(0, 2)} ${gstin.slice(2).toLowerCase()}`)).toBeNull();
  expect(tidyGstin(gstin.toLowerCase())).toBe(gstin);
});

test("any one character that is mistyped is noticed", () => {
  for (const gstin of RIGHT) {
    for (let place = 0; place < gstin.length; place++) {
      const was = gstin.charAt(place);
      const other = /\d/.test(was) ? String((Number(was) + 1) % 10) : was === "Z" ? "Y" : "Z";
      expect(gstinProblem(gstin.slice(0, place) + other + gstin.slice(place + 1))).not.toBeNull();
    }
  }
});

test("each kind of mistake has its own sentence", () => {
  expect(gstinProblem("27AAPFU0939F1Z")).toContain("15 characters, this has 14");
  expect(gstinProblem("AA27PFU0939F1ZV")).toContain("not the form");
  expect(gstinProblem("27AAPFU0939F1ZW")).toContain("mistyped");
});
