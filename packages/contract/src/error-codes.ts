/** Every code an API error can carry, with its HTTP status. */
export const ERROR_STATUS = {
  "bad-request": 400,
  "bad-input": 422,
  "not-signed-in": 401,
  "bad-key": 401,
  "not-allowed": 403,
  "sign-in-again": 403,
  "not-found": 404,
  conflict: 409,
  "batch-changed": 409,
  "stale-lease": 409,
  "other-agent": 409,
  "wrong-company": 409,
  incomplete: 409,
  "too-large": 413,
  "unsupported-protocol": 426,
  "agent-too-old": 426,
  "too-many": 429,
  internal: 500,
  unavailable: 503,
} as const;

export type ErrorCode = keyof typeof ERROR_STATUS;
