import { expect, test } from "vitest";

import { en } from "../../locale/en";
import { ApiFailure } from "../../queries/failure";
import { mailFailureText } from "./mail-failure-text";

const told = (code: ConstructorParameters<typeof ApiFailure>[0], field: string | null = null) =>
  mailFailureText(new ApiFailure(code, "req-1", field), en);

test("a wrong address, a wrong code and an account of Google's are told apart", () => {
  expect(told("bad-input", "email")).toBe(en.start.mailFailures.email);
  expect(told("bad-input", "code")).toBe(en.start.mailFailures.code);
  expect(told("conflict", "email")).toBe(en.start.mailFailures.google);
});

test("tried too often, mail that is down and a way that is off each say what to do; the rest is said as everywhere", () => {
  expect(told("too-many")).toBe(en.start.mailFailures.many);
  expect(told("unavailable")).toBe(en.start.mailFailures.unsent);
  expect(told("not-found")).toBe(en.start.mailFailures.off);
  expect(told("unreachable")).toBe(en.failure.unreachable);
});
