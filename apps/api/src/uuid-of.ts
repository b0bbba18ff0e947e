import { idIn, type IdKind } from "@cfa/values/ids";

import { ApiFailure } from "./errors.ts";

/** The UUID behind an outward id; what is none is not found. */
export function uuidOf(kind: IdKind, id: string): string {
  const uuid = idIn(kind, id);
  if (!uuid.ok) throw new ApiFailure("not-found");
  return uuid.value;
}

/** The same of an id that may be left out; null: it is. */
export function uuidIfAny(kind: IdKind, id: string | undefined): string | null {
  return id === undefined ? null : uuidOf(kind, id);
}

/** The UUID of a ledger behind its id, or behind a party's: a party is a ledger. */
export function ledgerUuidOf(id: string): string {
  return uuidOf(id.startsWith("pty_") ? "party" : "ledger", id);
}
