import { expect, test } from "vitest";

import { en } from "../../locale/en";
import { gstinFault, gstinSaid } from "./gstin-fault";

const { gstinFaults, gstinCount, gstinRight } = en.start.company;

test("while a GSTIN is typed its characters are counted; whole, it is held against its check digit", () => {
  expect(gstinSaid("", en)).toEqual({});
  expect(gstinSaid("27aap", en)).toEqual({ hint: gstinCount(5) });
  expect(gstinSaid("27 aapfu 0939f1zv", en)).toEqual({ hint: gstinRight });
  expect(gstinSaid("27AAPFU0939F1ZW", en)).toEqual({ error: gstinFaults.digit });
});

test("what cannot be taken says why; nothing at all can", () => {
  expect(gstinFault("  ", en)).toBeNull();
  expect(gstinFault("27AAPFU0939F1ZV", en)).toBeNull();
  expect(gstinFault("27AAPFU0939F1Z", en)).toBe(gstinFaults.short);
  expect(gstinFault("27AAPFU0939F1ZV1", en)).toBe(gstinFaults.long);
  expect(gstinFault("AAAAPFU0939F1ZV", en)).toBe(gstinFaults.form);
});
