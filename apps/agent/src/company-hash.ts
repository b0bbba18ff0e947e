import { createHash } from "node:crypto";

/** What a company's files are called: a GUID may hold anything. */
export function companyHash(companyGuid: string): string {
  return createHash("sha256").update(companyGuid).digest("hex").slice(0, 16);
}
