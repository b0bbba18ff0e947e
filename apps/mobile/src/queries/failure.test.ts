import { describe, expect, it } from "vitest";

import { ApiFailure, failureOf, sentenceOf } from "./failure";

describe("the failure of an answer", () => {
  it("is what the API says", () => {
    const body = JSON.stringify({ code: "not-allowed", message: "no", requestId: "req_1" });
    const failure = failureOf({ status: 403, body, requestId: null });
    expect([failure.code, failure.requestId]).toEqual(["not-allowed", "req_1"]);
  });

  it("is read from the status when something in between answered", () => {
    const failure = failureOf({ status: 502, body: "<html>Bad gateway</html>", requestId: "req_2" });
    expect([failure.code, failure.requestId]).toEqual(["unavailable", "req_2"]);
    expect(failureOf({ status: 401, body: "", requestId: null }).code).toBe("not-signed-in");
  });

  it("does not trust a code it does not know", () => {
    const body = JSON.stringify({ code: "whatever", message: "no", requestId: "req_3" });
    expect(failureOf({ status: 500, body, requestId: null }).code).toBe("internal");
  });
});

describe("the sentence for a failure", () => {
  it("is the code's own where there is one, else the nearest", () => {
    expect(sentenceOf(new ApiFailure("not-found", null))).toBe("not-found");
    expect(sentenceOf(new ApiFailure("bad-request", null))).toBe("bad-input");
    expect(sentenceOf(new ApiFailure("stale-lease", null))).toBe("internal");
    expect(sentenceOf(new TypeError("anything"))).toBe("internal");
  });
});
