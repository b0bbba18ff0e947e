import { ORPCError, ValidationError } from "@orpc/server";
import type { ApiError } from "@cfa/contract/errors";
import { ERROR_STATUS, type ErrorCode } from "@cfa/contract/error-codes";
import { isDatabaseUnavailable, isUnstorableText } from "@cfa/db/failure";

/** A refusal that people may read. Everything else that is thrown is answered as "internal" or "unavailable". */
export class ApiFailure extends Error {
  override name = "ApiFailure";
  readonly code: ErrorCode;
  readonly field: string | undefined;
  /** How long to wait before the next try, where it is known. */
  readonly retryAfterSeconds: number | undefined;

  constructor(
    code: ErrorCode,
    options: {
      message?: string;
      field?: string | undefined;
      retryAfterSeconds?: number;
      cause?: unknown;
    } = {},
  ) {
    super(options.message ?? SENTENCES[code], { cause: options.cause });
    this.code = code;
    this.field = options.field;
    this.retryAfterSeconds = options.retryAfterSeconds;
  }
}

/** What a code says when nothing better is known: what happened and what to do. */
const SENTENCES: Record<ErrorCode, string> = {
  "bad-request": "The request could not be read. Check its address and its body.",
  "bad-input": "A value in the request is not right.",
  "not-signed-in": "Please sign in.",
  "bad-key": "The API key is not valid. Take a new one from the app.",
  "not-allowed": "You may not do this. Ask the owner of the company.",
  "sign-in-again": "Please sign in again: this needs a sign-in of the last ten minutes.",
  "not-found": "There is nothing here. Check the address.",
  conflict: "Somebody else changed this in the meantime. Load it again.",
  "batch-changed": "This batch has already been received with another content.",
  "other-agent": "Another agent is syncing this company at the moment. Stop one of the two.",
  "stale-lease": "Another agent has taken over this company.",
  "wrong-company": "These are another company's books.",
  incomplete: "Parts are missing.",
  "too-large": "The request is too large.",
  "unsupported-protocol": "This program is too old or too new for the server. Update it.",
  "agent-too-old": "This agent is too old for the server. Install the newest one; what it has read is kept.",
  "too-many": "Too many requests. Wait a little and try again.",
  internal: "Something went wrong on our side. Quote the request id when you ask for help.",
  unavailable: "The server cannot answer at the moment. Try again in a few seconds.",
};

const NO_SUCH_TEXT = "A text in the request holds the character 0 or half of a character. Leave it out.";

/** Turns whatever was thrown into a failure that may be answered; the original stays as its cause for the log. */
export function toFailure(error: unknown): ApiFailure {
  if (error instanceof ApiFailure) return error;
  if (error instanceof ORPCError) return fromOrpc(error);
  if (error instanceof SyntaxError) return new ApiFailure("bad-request", { cause: error });
  if (isUnstorableText(error)) return new ApiFailure("bad-input", { message: NO_SUCH_TEXT, cause: error });
  return new ApiFailure(isOutage(error) ? "unavailable" : "internal", { cause: error });
}

type Issue = {
  readonly message: string;
  readonly path?: readonly (PropertyKey | { readonly key: PropertyKey })[] | undefined;
};

/** Refuses what has another shape than was asked for, by the first place that is not right; `cause` is for the log. */
export function wrongShape([issue]: readonly Issue[], cause: unknown): ApiFailure {
  const path = (issue?.path ?? []).map((part) => String(typeof part === "object" ? part.key : part));
  const field = [...path, ...unknownKeys(issue)].join(".") || undefined;
  const what = field === undefined ? "The request" : `The value of "${field}"`;
  return new ApiFailure("bad-input", { message: notRight(what, issue), field, cause });
}

/** Says what is not right and why. A reason may be a sentence of its own, and the library's begin with "Invalid input:" and the like. */
export function notRight(what: string, issue: Pick<Issue, "message"> | undefined): string {
  const reason = issue?.message.replace(/^Invalid [a-z]+: /, "").replace(/\.$/, "") ?? "unknown";
  return `${what} is not right: ${reason}.`;
}

/** The one shape of an error answer. */
export function errorBody(failure: ApiFailure, requestId: string): ApiError {
  const { code, message, field } = failure;
  return { code, message, ...(field === undefined ? {} : { field }), requestId };
}

/** The HTTP status of a failure, and how long to wait where waiting helps. */
export function errorHead(failure: ApiFailure): { status: number; headers: Record<string, string> } {
  const isPassing = failure.code === "unavailable" || failure.code === "too-many";
  const wait = failure.retryAfterSeconds ?? (isPassing ? 5 : undefined);
  const headers: Record<string, string> = wait === undefined ? {} : { "retry-after": String(wait) };
  return { status: ERROR_STATUS[failure.code], headers };
}

function fromOrpc(error: ORPCError<string, unknown>): ApiFailure {
  if (error.code === "BAD_REQUEST" && error.cause instanceof ValidationError)
    return wrongShape(error.cause.issues, error.cause);
  if (error.status === 413) return new ApiFailure("too-large", { cause: error });
  if (error.status === 404 || error.status === 405) return new ApiFailure("not-found", { cause: error });
  if (error.status >= 400 && error.status < 500) return new ApiFailure("bad-request", { cause: error });
  return new ApiFailure("internal", { cause: error });
}

function unknownKeys(issue: object | undefined): string[] {
  const keys = issue !== undefined && "keys" in issue ? issue.keys : [];
  return Array.isArray(keys) ? keys.filter((key) => typeof key === "string").slice(0, 1) : [];
}

/** The database is away or too busy, or this process is just closing its pool. */
function isOutage(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  if (isDatabaseUnavailable(error) || /Cannot use a pool after/i.test(error.message)) return true;
  return error.cause !== undefined && isOutage(error.cause);
}
