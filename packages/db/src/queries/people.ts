import type { Database } from "../client.ts";
import { asAuthn } from "../company-scope.ts";

/** A person as the sign-in knows them. */
export type Person = { id: string; name: string; email: string; isVerified: boolean };

/** These people, in no order; one whose account is gone is missing. */
export function people(db: Database, ids: readonly string[]): Promise<Person[]> {
  return asAuthn(db, (tx) =>
    tx.run<Person>(
      `select id::text as id, name, email, "emailVerified" as "isVerified"
       from auth."user" where id::text = any($1::text[])`,
      [[...ids]],
    ),
  );
}
