import type { Role } from "./reads.ts";

/** Phone, mail and credit limit of a party, and members' mail addresses, are for those who deal with them. */
export function seesContacts(role: Role): boolean {
  return role !== "viewer";
}
