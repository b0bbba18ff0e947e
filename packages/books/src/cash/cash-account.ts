/** Where money lies: the till, a bank account, or an account the bank lets be overdrawn. */
export type CashAccountKind = "cash" | "bank" | "overdraft";

const KIND_OF_GROUP: ReadonlyMap<string, CashAccountKind> = new Map([
  ["Cash-in-Hand", "cash"],
  ["Bank Accounts", "bank"],
  ["Bank OD A/c", "overdraft"],
]);

/** What kind of money account the ledgers of a group are, however deep it lies and whatever people call it. Null: none. */
export function cashAccountKind(place: { readonly reserved: readonly string[] }): CashAccountKind | null {
  const nearest = place.reserved.findLast((name) => KIND_OF_GROUP.has(name));
  return KIND_OF_GROUP.get(nearest ?? "") ?? null;
}
