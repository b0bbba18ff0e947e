import { createHmac } from "node:crypto";

import type { Database } from "@cfa/db/client";

import { createLibrary } from "./auth/library.ts";
import { signInDeps, TEST_SECRET } from "./test-server.ts";

/** A person of a test who is signed in: their id inside and their session's token. */
export type TestPerson = { readonly id: string; readonly token: string };

/**
 * Makes a person and a session of theirs as the library keeps them, without walking through a way of signing in. A person
 * who is there already gets one more session.
 */
export async function signInAs(
  db: Database,
  person: { name: string; email: string; isVerified?: boolean },
): Promise<TestPerson> {
  const { internalAdapter } = await createLibrary(signInDeps(db), null).$context;
  const { isVerified = true, ...who } = person;
  const found = await internalAdapter.findUserByEmail(person.email);
  const user =
    found?.user ??
    (await internalAdapter.createUser({ ...who, emailVerified: isVerified }, { method: "test" }));
  const session = await internalAdapter.createSession(user.id);
  const signature = createHmac("sha256", TEST_SECRET).update(session.token).digest("base64");
  return { id: user.id, token: encodeURIComponent(`${session.token}.${signature}`) };
}
