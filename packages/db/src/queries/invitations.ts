import type { Database } from "../client.ts";
import { asAuthn, type CompanyTx } from "../company-scope.ts";
import type { Role } from "./members.ts";
import type { BooksReader } from "./snapshot.ts";

export type InvitationRow = {
  invitationId: string;
  email: string;
  role: Role;
  by: string;
  createdAt: Date;
  expiresAt: Date;
  acceptedAt: Date | null;
  acceptedBy: string | null;
  withdrawnAt: Date | null;
};

const LISTED = 100;
const ROW = [
  "invitation_id as invitationId",
  "email",
  "role",
  "invited_by_name as by",
  "created_at as createdAt",
  "expires_at as expiresAt",
  "accepted_at as acceptedAt",
  "accepted_by as acceptedBy",
  "withdrawn_at as withdrawnAt",
] as const;

/** The latest invitations, newest first. */
export function invitationsIn({ companyId, query }: BooksReader): Promise<InvitationRow[]> {
  return query
    .selectFrom("invitation")
    .select(ROW)
    .where("company_id", "=", companyId)
    .orderBy("created_at", "desc")
    .orderBy("invitation_id")
    .limit(LISTED)
    .execute();
}

/** Keeps an invitation; an open one of the same address ends with it. */
export async function addInvitation(
  tx: CompanyTx,
  invitation: {
    email: string;
    role: Role;
    tokenHash: Uint8Array;
    by: { id: string; name: string };
    now: Date;
    expiresAt: Date;
  },
): Promise<InvitationRow> {
  const { email, role, tokenHash, by, now, expiresAt } = invitation;
  await tx.run(
    `update invitation set withdrawn_at = $3
     where company_id = $1 and email = $2 and accepted_at is null and withdrawn_at is null`,
    [tx.companyId, email, now],
  );
  return tx.query
    .insertInto("invitation")
    .values({
      company_id: tx.companyId,
      email,
      role,
      token_hash: Buffer.from(tokenHash),
      invited_by: by.id,
      invited_by_name: by.name,
      created_at: now,
      expires_at: expiresAt,
    })
    .returning(ROW)
    .executeTakeFirstOrThrow();
}

/** Which company's invitation a token opens, whatever has become of it. */
export function findInvitation(
  db: Database,
  tokenHash: Uint8Array,
): Promise<{ companyId: string; invitationId: string } | undefined> {
  return asAuthn(db, ({ query }) =>
    query
      .selectFrom("invitation")
      .select(["company_id as companyId", "invitation_id as invitationId"])
      .where("token_hash", "=", Buffer.from(tokenHash))
      .executeTakeFirst(),
  );
}

/** One invitation, locked: it is accepted or withdrawn once. */
export function lockInvitation(tx: CompanyTx, invitationId: string): Promise<InvitationRow | undefined> {
  return tx.query
    .selectFrom("invitation")
    .select(ROW)
    .where("company_id", "=", tx.companyId)
    .where("invitation_id", "=", invitationId)
    .forUpdate()
    .executeTakeFirst();
}

/** Notes what became of an invitation. */
export async function closeInvitation(
  tx: CompanyTx,
  invitationId: string,
  how: { acceptedBy: string | null; now: Date },
): Promise<void> {
  await tx.query
    .updateTable("invitation")
    .set(
      how.acceptedBy === null
        ? { withdrawn_at: how.now }
        : { accepted_at: how.now, accepted_by: how.acceptedBy },
    )
    .where("company_id", "=", tx.companyId)
    .where("invitation_id", "=", invitationId)
    .execute();
}
