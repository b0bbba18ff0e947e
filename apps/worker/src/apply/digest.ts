import { createHash } from "node:crypto";

const DIGEST_BYTES = 16;

/** Tells two contents of one record (its JSON) apart, also where the version number has not moved. */
export function digestOf(json: string): string {
  return createHash("sha256").update(json).digest().toString("hex", 0, DIGEST_BYTES);
}
