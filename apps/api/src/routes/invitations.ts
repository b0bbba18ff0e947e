import { INVITATION_PAGE, type Invitation } from "@cfa/contract/members";
import { inCompany, type CompanyTx } from "@cfa/db/company-scope";
import { addAuditEntry } from "@cfa/db/queries/absences";
import { companyProfile } from "@cfa/db/queries/company-profile";
import {
  addInvitation,
  closeInvitation,
  invitationsIn,
  lockInvitation,
  type InvitationRow,
} from "@cfa/db/queries/invitations";
import { addMember, lockMembers, membersIn } from "@cfa/db/queries/members";
import { idIn, idOut } from "@cfa/values/ids";

import { countWithin, type Limit } from "../auth/limit.ts";
import { hashOf, makeToken } from "../auth/one-time.ts";
import type { User } from "../auth/sign-in.ts";
import type { Scope, Services } from "../context.ts";
import { ApiFailure } from "../errors.ts";
import { refuseStale, type guarded } from "../guard.ts";
import { invitationMail } from "../invitations/invitation-mail.ts";
import { openInvitation } from "../invitations/open-invitation.ts";

const DAYS_7_MILLIS = 7 * 86_400_000;
const INVITATIONS: Limit = { name: "invite", most: 30, windowMillis: 3_600_000 };
const LOOKS: Limit = { name: "invitation", most: 60, windowMillis: 3_600_000 };

/** Asking people to join, and joining. */
export function invitationRoutes(services: Services, { routes, member }: ReturnType<typeof guarded>) {
  const { db, now, publicUrl } = services;
  const { invitations } = routes;
  return {
    list: invitations.list.use(member).handler(({ context: { scope } }) =>
      inCompany(db, scope.companyId, async (tx) => {
        const rows = await invitationsIn(tx);
        return { rows: rows.map((row) => presentInvitation(row, scope.now)) };
      }),
    ),

    invite: invitations.invite.use(member).handler(async ({ context: { scope, session, log }, input }) => {
      if (input.role === "owner") refuseStale({ who: "signed-in", fresh: true }, session);
      await countWithin(INVITATIONS, scope.companyId, { db, now: scope.now });
      const token = makeToken();
      const { email } = input;
      const expiresAt = new Date(scope.now.getTime() + DAYS_7_MILLIS);
      const { row, profile } = await inCompany(db, scope.companyId, async (tx) => {
        const wanted = { email, role: input.role, tokenHash: hashOf(token) };
        const row = await addInvitation(tx, { ...wanted, by: scope.user, now: scope.now, expiresAt });
        const detail = { email, role: input.role };
        await addAuditEntry(tx, { user: scope.user, action: "member.invited", detail });
        return { row, profile: await companyProfile(tx) };
      });
      const link = `${publicUrl}${INVITATION_PAGE}${token}`;
      const mail = invitationMail({ email, link, by: scope.user.name, role: input.role, company: profile });
      const isMailed = await sent(services, mail, log);
      return { invitation: presentInvitation(row, scope.now), link, isMailed };
    }),

    withdraw: invitations.withdraw
      .use(member)
      .handler(({ context: { scope }, input }) =>
        inCompany(db, scope.companyId, (tx) => withdraw(tx, scope, input.invitationId)),
      ),

    read: invitations.read.handler(async ({ context: { user }, input }) => {
      if (!user) throw new ApiFailure("not-signed-in");
      await countWithin(LOOKS, user.id, { db, now: now() });
      const found = await openInvitation({ db, now: now() }, { token: input.token, user });
      return inCompany(db, found.companyId, async (tx) => {
        const { name } = await companyProfile(tx);
        const isMember = (await membersIn(tx)).some((row) => row.userId === user.id);
        const { role, by, expiresAt } = found.invitation;
        const companyId = isMember ? idOut("company", found.companyId) : null;
        return { company: name, role, by, expiresAt: expiresAt.toISOString(), isMember, companyId };
      });
    }),

    accept: invitations.accept.handler(async ({ context: { user, log }, input }) => {
      if (!user) throw new ApiFailure("not-signed-in");
      await countWithin(LOOKS, user.id, { db, now: now() });
      const { companyId, invitation } = await openInvitation(
        { db, now: now() },
        { token: input.token, user },
      );
      await inCompany(db, companyId, (tx) => join(tx, { user, invitation, now: now() }));
      log.info({ event: "member-joined", userId: user.id, companyId }, "company");
      return { companyId: idOut("company", companyId) };
    }),
  };
}

async function withdraw(tx: CompanyTx, scope: Scope, id: string): Promise<{ withdrawn: boolean }> {
  const invitationId = idIn("invitation", id);
  const row = invitationId.ok ? await lockInvitation(tx, invitationId.value) : undefined;
  if (row === undefined) throw new ApiFailure("not-found");
  if (row.acceptedAt !== null) {
    throw new ApiFailure("conflict", {
      message: "This invitation was accepted. Take the member out instead.",
    });
  }
  if (row.withdrawnAt !== null) return { withdrawn: true };
  await closeInvitation(tx, row.invitationId, { acceptedBy: null, now: scope.now });
  const detail = { email: row.email };
  await addAuditEntry(tx, { user: scope.user, action: "member.uninvited", detail });
  return { withdrawn: true };
}

/** The invited person becomes a member, once. */
async function join(
  tx: CompanyTx,
  { user, invitation, now }: { user: User; invitation: InvitationRow; now: Date },
): Promise<void> {
  await lockMembers(tx);
  const row = await lockInvitation(tx, invitation.invitationId);
  const isMember = (await membersIn(tx)).some((each) => each.userId === user.id);
  // The answer to the first call may have been lost; somebody taken out since does not come back by it.
  if (row?.acceptedBy === user.id && isMember) return;
  if (row === undefined || stateOf(row, now) !== "open") throw new ApiFailure("not-found");
  await addMember(tx, { userId: user.id, role: row.role });
  await closeInvitation(tx, row.invitationId, { acceptedBy: user.id, now });
  const detail = { member: user.name, role: row.role };
  await addAuditEntry(tx, { user, action: "member.joined", detail });
}

/** The invitation stands whether its mail goes out or not: the link is handed over then. */
async function sent(
  { sendMail }: Services,
  mail: Parameters<NonNullable<Services["sendMail"]>>[0],
  log: { warn(facts: object, message: string): void },
): Promise<boolean> {
  if (sendMail === null) return false;
  try {
    await sendMail(mail);
    return true;
  } catch (error) {
    log.warn({ reason: error instanceof Error ? error.name : "unknown" }, "an invitation was not mailed");
    return false;
  }
}

function presentInvitation(row: InvitationRow, now: Date): Invitation {
  const { invitationId, email, role, by, createdAt, expiresAt } = row;
  return {
    invitationId: idOut("invitation", invitationId),
    email,
    role,
    by,
    createdAt: createdAt.toISOString(),
    expiresAt: expiresAt.toISOString(),
    state: stateOf(row, now),
  };
}

function stateOf(row: InvitationRow, now: Date): Invitation["state"] {
  if (row.acceptedAt !== null) return "accepted";
  if (row.withdrawnAt !== null) return "withdrawn";
  return row.expiresAt <= now ? "expired" : "open";
}
