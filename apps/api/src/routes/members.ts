import { seesContacts } from "@cfa/contract/roles";
import type { Member } from "@cfa/contract/members";
import type { Database } from "@cfa/db/client";
import { inCompany, type CompanyTx } from "@cfa/db/company-scope";
import { addAuditEntry } from "@cfa/db/queries/absences";
import { changeRole, lockMembers, membersIn, removeMember, type MemberRow } from "@cfa/db/queries/members";
import { people } from "@cfa/db/queries/people";
import { idIn, idOut } from "@cfa/values/ids";

import type { Scope, Services } from "../context.ts";
import { ApiFailure } from "../errors.ts";
import { refuseStale, type guarded } from "../guard.ts";

const ROLES = ["owner", "accountant", "viewer"] as const;
const FRESH = { who: "signed-in", fresh: true } as const;

/** Who belongs to a company. Whatever changes, it keeps at least one owner. */
export function memberRoutes({ db }: Services, { routes, member }: ReturnType<typeof guarded>) {
  const { members } = routes;
  return {
    list: members.list.use(member).handler(({ context: { scope } }) => listFor(db, scope)),

    changeRole: members.changeRole.use(member).handler(async ({ context: { scope, session }, input }) => {
      if (input.role === "owner") refuseStale(FRESH, session);
      await change(db, scope, async (tx, rows) => {
        const one = memberIn(rows, input.memberId);
        if (one.role === input.role) return undefined;
        await changeRole(tx, { userId: one.userId, role: input.role });
        return { action: "member.role", userId: one.userId, before: one.role, after: input.role };
      });
      return listFor(db, scope);
    }),

    remove: members.remove.use(member).handler(async ({ context: { scope }, input }) => {
      await change(db, scope, async (tx, rows) => {
        const one = memberIn(rows, input.memberId);
        await removeMember(tx, one.userId);
        return { action: "member.removed", userId: one.userId, before: one.role };
      });
      return listFor(db, scope);
    }),

    leave: members.leave.use(member).handler(async ({ context: { scope } }) => {
      await change(db, scope, async (tx) => {
        await removeMember(tx, scope.user.id);
        return { action: "member.left", userId: scope.user.id, before: scope.role };
      });
      return { left: true };
    }),

    transfer: members.transfer.use(member).handler(async ({ context: { scope }, input }) => {
      await change(db, scope, async (tx, rows) => {
        const one = memberIn(rows, input.memberId);
        if (one.userId === scope.user.id) {
          throw new ApiFailure("conflict", { message: "You are the owner already. Choose another member." });
        }
        await changeRole(tx, { userId: one.userId, role: "owner" });
        await changeRole(tx, { userId: scope.user.id, role: "accountant" });
        return { action: "company.transferred", userId: one.userId, before: one.role, after: "owner" };
      });
      return listFor(db, { ...scope, role: "accountant" });
    }),
  };
}

type Change = { action: string; userId: string; before?: string; after?: string };

/** One change at a time: made, held against the rule that an owner stays, and noted; or nothing of it. */
async function change(
  db: Database,
  scope: Scope,
  make: (tx: CompanyTx, rows: readonly MemberRow[]) => Promise<Change | undefined>,
): Promise<void> {
  const names = await people(
    db,
    await inCompany(db, scope.companyId, async (tx) => (await membersIn(tx)).map((row) => row.userId)),
  );
  await inCompany(db, scope.companyId, async (tx) => {
    await lockMembers(tx);
    const rows = await membersIn(tx);
    // Whoever asks may have lost their own place while this waited.
    if (rows.find((row) => row.userId === scope.user.id)?.role !== scope.role) {
      throw new ApiFailure("not-allowed");
    }
    const made = await make(tx, rows);
    if (made === undefined) return;
    if (!(await membersIn(tx)).some((row) => row.role === "owner")) throw withoutOwner();
    const { action, userId, ...detail } = made;
    const member = names.find((person) => person.id === userId)?.name ?? "";
    await addAuditEntry(tx, { user: scope.user, action, detail: { member, ...detail } });
  });
}

function withoutOwner(): ApiFailure {
  return new ApiFailure("conflict", {
    message: "A company needs an owner. Make another member owner first, or delete the company.",
  });
}

function memberIn(rows: readonly MemberRow[], memberId: string): MemberRow {
  const userId = idIn("user", memberId);
  const found = userId.ok ? rows.find((row) => row.userId === userId.value) : undefined;
  if (found === undefined) throw new ApiFailure("not-found");
  return found;
}

const place = (member: Member): number => ROLES.indexOf(member.role);

async function listFor(db: Database, scope: Scope): Promise<{ rows: Member[] }> {
  const rows = await inCompany(db, scope.companyId, membersIn);
  const ids = rows.map((row) => row.userId);
  const known = new Map((await people(db, ids)).map((person) => [person.id, person]));
  // Whose account is gone cannot sign in, and is nobody to show.
  const shown = rows.flatMap((row): Member[] => {
    const person = known.get(row.userId);
    if (person === undefined) return [];
    return [
      {
        memberId: idOut("user", row.userId),
        name: person.name,
        email: seesContacts(scope.role) ? person.email : null,
        role: row.role,
        joinedAt: row.joinedAt.toISOString(),
        isMe: row.userId === scope.user.id,
      },
    ];
  });
  return { rows: shown.toSorted((a, b) => place(a) - place(b) || a.name.localeCompare(b.name)) };
}
