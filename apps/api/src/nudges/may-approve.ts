import type { Role } from "@cfa/contract/reads";
import type { Kind } from "@cfa/nudges/kinds";

/** Whether somebody's word lets a message out: an owner's always, an accountant's where the owner says so, and never on an offer. */
export function mayApprove(kind: Kind, who: { role: Role; accountantApproves: boolean }): boolean {
  if (who.role === "owner") return true;
  return who.role === "accountant" && who.accountantApproves && kind !== "offer";
}
