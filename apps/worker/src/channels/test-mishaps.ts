import type { ProviderMishap } from "@cfa/testkit/fake-provider";
import { expect } from "vitest";

/**
 * What may befall the call that hands messages over, what that comes to whoever the provider is, and whether the provider has taken them. By a code of its own each
 * says that there were too many, and of an answer that nobody can read.
 */
export function mishapsOfCalls(code: {
  tooMany: string;
  unread: string;
}): [mishap: ProviderMishap, outcome: object, isTaken: boolean][] {
  const later = { kind: "later", code: code.tooMany };
  const unread = { kind: "unknown", code: code.unread };
  return [
    ["429", { ...later, afterSeconds: 7 }, false],
    ["dated-429", { ...later, afterSeconds: expect.toSatisfy(isTwoMinutes) }, false],
    ["401", { kind: "refused", scope: "account", code: "bad-keys" }, false],
    ["500", { kind: "unknown", code: "500" }, false],
    ["502-html", { kind: "unknown", code: "502" }, false],
    ["hangs", { kind: "unknown", code: "no-answer" }, false],
    ["cut", { kind: "unknown", code: "cut" }, false],
    ["not-json", unread, false],
    ["empty", unread, false],
    ["too-long", unread, false],
    ["redirect", { kind: "unknown", code: "redirect" }, false],
    ["taken-500", { kind: "unknown", code: "500" }, true],
    ["taken-hangs", { kind: "unknown", code: "no-answer" }, true],
    ["taken-cut", { kind: "unknown", code: "cut" }, true],
    ["taken-not-json", unread, true],
    ["slow", { kind: "accepted" }, true],
  ];
}

function isTwoMinutes(seconds: number): boolean {
  return seconds > 100 && seconds <= 122;
}
