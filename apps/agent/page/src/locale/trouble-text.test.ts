import { TROUBLE_CODES } from "@cfa/contract/trouble-codes";
import { expect, test } from "vitest";

import { troubleText } from "./trouble-text.ts";
import { troublesEn } from "./troubles/en.ts";
import { troublesHi } from "./troubles/hi.ts";

const trouble = (code: string) => ({
  code,
  message: `Said of ${code}.`,
  fix: `Do about ${code}.`,
  since: "2026-11-29T05:12:00.000Z",
});

test("all that English knows Hindi knows, in letters of its own", () => {
  expect(Object.keys(troublesEn).filter((code) => !(code in troublesHi))).toEqual([]);
  for (const { message } of Object.values(troublesHi)) expect(message).toMatch(/[ऀ-ॿ]/);
});

test("every trouble of Tally is known in Hindi", () => {
  expect(TROUBLE_CODES.filter((code) => !(code in troublesHi))).toEqual([]);
});

test("one without words of its own, and one named like a part of every object, is told as the agent says it", () => {
  for (const code of ["wholly-new", "toString", "constructor"]) {
    expect(troubleText(trouble(code), "hi")).toEqual({
      message: `Said of ${code}.`,
      fix: `Do about ${code}.`,
    });
  }
});

test("Tally's own words are kept where they are what counts", () => {
  expect(troubleText(trouble("error-answer"), "en").message).toBe(
    "Tally refused the question. (Said of error-answer.)",
  );
});
