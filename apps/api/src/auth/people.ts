import type { Database } from "@cfa/db/client";

import type { Logger } from "../log.ts";
import { createSignIn, type SignInSettings } from "./sign-in.ts";

export type SignInDeps = { readonly db: Database; readonly config: SignInSettings; readonly log: Logger };

/** Finds a person by mail address, or makes them. For people that are not asked to sign up themselves: the demo's. */
export async function ensurePerson(
  deps: SignInDeps,
  person: { name: string; email: string },
): Promise<{ id: string }> {
  const { internalAdapter } = await createSignIn(deps).auth.$context;
  const found = await internalAdapter.findUserByEmail(person.email);
  if (found) return { id: found.user.id };
  const made = await internalAdapter.createUser({ ...person, emailVerified: true }, { method: "demo" });
  return { id: made.id };
}
