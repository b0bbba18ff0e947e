import type { Database } from "@cfa/db/client";
import { inCompany } from "@cfa/db/company-scope";
import { findInvitation, lockInvitation, type InvitationRow } from "@cfa/db/queries/invitations";
import { people } from "@cfa/db/queries/people";

import { hashOf } from "../auth/one-time.ts";
import type { User } from "../auth/sign-in.ts";
import { ApiFailure } from "../errors.ts";

/**
 * The invitation that a token opens for this person. A wrong, expired and withdrawn one answer alike; one for another
 * address says whose, in part, and nothing of the company. An address counts once its owner has proved it.
 */
export async function openInvitation(
  { db, now }: { readonly db: Database; readonly now: Date },
  { token, user }: { token: string; user: User },
): Promise<{ companyId: string; invitation: InvitationRow }> {
  const known = await findInvitation(db, hashOf(token));
  const invitation =
    known && (await inCompany(db, known.companyId, (tx) => lockInvitation(tx, known.invitationId)));
  if (known === undefined || invitation === undefined || !isOpenFor(invitation, user, now)) {
    throw new ApiFailure("not-found", { message: GONE });
  }
  const [person] = await people(db, [user.id]);
  if (person?.email.toLowerCase() !== invitation.email || !person.isVerified) {
    throw new ApiFailure("not-allowed", {
      message: `This invitation is for ${masked(invitation.email)}. Sign in with that address.`,
    });
  }
  return { companyId: known.companyId, invitation };
}

const GONE = "This invitation is no longer open. Ask for a new one.";

function isOpenFor(row: InvitationRow, user: User, now: Date): boolean {
  if (row.acceptedAt !== null) return row.acceptedBy === user.id;
  return row.withdrawnAt === null && row.expiresAt > now;
}

/** "r…@example.in": enough to know one's own address by. */
function masked(email: string): string {
  const [name = "", domain = ""] = email.split("@");
  return `${name.slice(0, 1)}…@${domain}`;
}
