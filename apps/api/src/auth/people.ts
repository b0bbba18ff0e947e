import { createLibrary, type LibraryDeps } from "./library.ts";

export type SignInDeps = LibraryDeps;

/** Finds a person by mail address, or makes them. For people that are not asked to sign up themselves: the demo's. */
export async function ensurePerson(
  deps: SignInDeps,
  person: { name: string; email: string },
): Promise<{ id: string }> {
  const { internalAdapter } = await createLibrary(deps, null).$context;
  const found = await internalAdapter.findUserByEmail(person.email);
  if (found) return { id: found.user.id };
  const made = await internalAdapter.createUser({ ...person, emailVerified: true }, { method: "demo" });
  return { id: made.id };
}
