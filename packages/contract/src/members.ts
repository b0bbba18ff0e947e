import { oc } from "@orpc/contract";
import { z } from "zod";

import { InCompany } from "./asking.ts";
import { CompanyId, InvitationId, MailAddress, MemberId, Moment } from "./fields.ts";
import { Role } from "./reads.ts";
import { INVITATION_TOKEN } from "./typed.ts";

/* Who belongs to a company, and who is asked to. */

export const Member = z.object({
  memberId: MemberId,
  name: z.string(),
  email: z.string().nullable().describe("null: a viewer does not see it"),
  role: Role,
  joinedAt: Moment,
  isMe: z.boolean(),
});
export type Member = z.infer<typeof Member>;

const Members = z.object({ rows: z.array(Member).describe("owners first, then by name") });
const OfMember = InCompany.extend({ memberId: MemberId });

/** The app's calls about members. */
export const membersApi = {
  list: oc
    .route({ method: "GET", path: "/companies/{companyId}/members", summary: "Who belongs to the company" })
    .input(InCompany)
    .output(Members),
  changeRole: oc
    .route({
      method: "PATCH",
      path: "/companies/{companyId}/members/{memberId}",
      summary: "Give a member another role; to make an owner one must have signed in lately",
    })
    .input(OfMember.extend({ role: Role }))
    .output(Members),
  remove: oc
    .route({
      method: "DELETE",
      path: "/companies/{companyId}/members/{memberId}",
      summary: "Take a person out of the company, at once",
    })
    .input(OfMember)
    .output(Members),
  leave: oc
    .route({ method: "POST", path: "/companies/{companyId}/leave", summary: "Leave the company" })
    .input(InCompany)
    .output(z.object({ left: z.boolean() })),
  transfer: oc
    .route({
      method: "POST",
      path: "/companies/{companyId}/transfer",
      summary: "Make another member owner in my place; I become accountant",
    })
    .input(OfMember)
    .output(Members),
};

export const Invitation = z.object({
  invitationId: InvitationId,
  email: z.string(),
  role: Role,
  by: z.string(),
  createdAt: Moment,
  expiresAt: Moment,
  state: z.enum(["open", "accepted", "expired", "withdrawn"]),
});
export type Invitation = z.infer<typeof Invitation>;

const ByToken = z.strictObject({ token: z.string().regex(INVITATION_TOKEN) });

/** The page of the app that an invitation leads to. */
export const INVITATION_PAGE = "/invitations/";

/** The app's calls about invitations. */
export const invitationsApi = {
  list: oc
    .route({
      method: "GET",
      path: "/companies/{companyId}/invitations",
      summary: "Who has been asked to join, newest first",
    })
    .input(InCompany)
    .output(z.object({ rows: z.array(Invitation) })),
  invite: oc
    .route({
      method: "POST",
      path: "/companies/{companyId}/invitations",
      summary: "Ask a person to join; an earlier open invitation of the same address ends",
    })
    .input(InCompany.extend({ email: MailAddress, role: Role }))
    .output(
      z.object({
        invitation: Invitation,
        link: z.string().describe("shown this once; the address that is invited can use it, nobody else"),
        isMailed: z.boolean().describe("false: hand the link over yourself"),
      }),
    ),
  withdraw: oc
    .route({
      method: "DELETE",
      path: "/companies/{companyId}/invitations/{invitationId}",
      summary: "Take an invitation back",
    })
    .input(InCompany.extend({ invitationId: InvitationId }))
    .output(z.object({ withdrawn: z.boolean() })),
  read: oc
    .route({ method: "GET", path: "/invitations/{token}", summary: "What I am asked to join" })
    .input(ByToken)
    .output(
      z.object({
        company: z.string(),
        role: Role,
        by: z.string(),
        expiresAt: Moment,
        isMember: z.boolean().describe("I belong to it already"),
        companyId: CompanyId.nullable().describe("told to members alone"),
      }),
    ),
  accept: oc
    .route({ method: "POST", path: "/invitations/{token}/accept", summary: "Join" })
    .input(ByToken)
    .output(z.object({ companyId: CompanyId })),
};
