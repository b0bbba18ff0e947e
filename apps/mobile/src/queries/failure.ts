import type { ErrorCode } from "@cfa/contract/error-codes";
import type { ApiError } from "@cfa/contract/errors";
import { statedError } from "@cfa/contract/stated-error";

/**
 * Why something failed: a code of the API; `unreachable` when no answer of the API came at all; `device` when this device could not do
 * its part, such as keeping a file; `renewed` when a part of this page is gone from the server, which has another build of the app by now.
 */
export type FailureCode = ErrorCode | "unreachable" | "device" | "renewed";

/** A failed call. `requestId` is what a person quotes to support; null when the server never saw the call. */
export class ApiFailure extends Error {
  override name = "ApiFailure";
  readonly code: FailureCode;
  readonly requestId: string | null;
  /** What the failure is about, where the API says so. */
  readonly field: string | null;

  constructor(code: FailureCode, requestId: string | null, field: string | null = null) {
    super(code);
    this.code = code;
    this.requestId = requestId;
    this.field = field;
  }
}

/** The failure of an answer that is not a success. Answers of a proxy in between have no code of ours: the status decides. */
export function failureOf(answer: { status: number; body: string; requestId: string | null }): ApiFailure {
  const stated = statedIn(answer.body);
  const code = stated.code ?? codeOfStatus(answer.status);
  return new ApiFailure(code, stated.requestId ?? answer.requestId, stated.field ?? null);
}

/** Whether something only needs that the person has signed in within the last ten minutes. */
export function needsSignIn(error: unknown): boolean {
  return error instanceof ApiFailure && error.code === "sign-in-again";
}

/** Which sentence of the catalogue tells a person about a failure; codes without one of their own share the nearest. */
export function sentenceOf(error: unknown) {
  const code = error instanceof ApiFailure ? error.code : "internal";
  if (code === "bad-request") return "bad-input";
  return SAID.find((said) => said === code) ?? "internal";
}

const SAID = [
  "unreachable",
  "device",
  "renewed",
  "not-signed-in",
  "not-allowed",
  "not-found",
  "too-many",
  "unavailable",
  "bad-input",
] as const;

function statedIn(body: string): Partial<ApiError> {
  try {
    const read: unknown = JSON.parse(body);
    return statedError(read) ?? {};
  } catch {
    return {};
  }
}

function codeOfStatus(status: number): FailureCode {
  if (status === 401) return "not-signed-in";
  if (status === 403) return "not-allowed";
  if (status === 404) return "not-found";
  if (status === 429) return "too-many";
  if (status === 502 || status === 503 || status === 504) return "unavailable";
  return status >= 500 ? "internal" : "bad-input";
}
