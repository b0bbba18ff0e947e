import { inCompany, asAuthn, type CompanyTx } from "../company-scope.ts";
import type { Database } from "../client.ts";
import type { MemberTable } from "../tables/company.ts";
import type { BooksReader } from "./snapshot.ts";

export type Role = MemberTable["role"];
export type Membership = { companyId: string; name: string; isDemo: boolean; role: Role };

/** The companies a person belongs to, by name. */
export function companiesOf(db: Database, userId: string): Promise<Membership[]> {
  return asAuthn(db, ({ query }) => memberships(query).where("member.user_id", "=", userId).execute());
}

/** A person's place in one company; null when it is not theirs, and just so when there is no such company. */
export async function membershipIn(
  db: Database,
  wanted: { companyId: string; userId: string },
): Promise<Membership | null> {
  const found = await asAuthn(db, ({ query }) =>
    memberships(query)
      .where("member.company_id", "=", wanted.companyId)
      .where("member.user_id", "=", wanted.userId)
      .executeTakeFirst(),
  );
  return found ?? null;
}

/** Makes a person a member, or gives a member another role. */
export function setMember(
  db: Database,
  member: { companyId: string; userId: string; role: Role },
): Promise<void> {
  return inCompany(db, member.companyId, async ({ query }) => {
    await query
      .insertInto("member")
      .values({ company_id: member.companyId, user_id: member.userId, role: member.role })
      .onConflict((conflict) =>
        conflict.columns(["company_id", "user_id"]).doUpdateSet({ role: member.role }),
      )
      .execute();
  });
}

function memberships(query: Parameters<Parameters<typeof asAuthn>[1]>[0]["query"]) {
  return query
    .selectFrom("member")
    .innerJoin("company", "company.company_id", "member.company_id")
    .select([
      "company.company_id as companyId",
      "company.name as name",
      "company.is_demo as isDemo",
      "member.role as role",
    ])
    .orderBy("company.name")
    .orderBy("company.company_id");
}

/** A member as the company keeps them; their name stands with the sign-in. */
export type MemberRow = { userId: string; role: Role; joinedAt: Date };

/** Everybody who belongs to the company. */
export function membersIn({ companyId, query }: BooksReader): Promise<MemberRow[]> {
  return query
    .selectFrom("member")
    .select(["user_id as userId", "role", "joined_at as joinedAt"])
    .where("company_id", "=", companyId)
    .orderBy("joined_at")
    .orderBy("user_id")
    .execute();
}

/** Lets one change of the company's members happen at a time, so that two owners cannot both leave the other behind. */
export async function lockMembers(tx: CompanyTx): Promise<void> {
  await tx.run("select from company where company_id = $1 for no key update", [tx.companyId]);
}

/** Gives a member another role. */
export async function changeRole(tx: CompanyTx, member: { userId: string; role: Role }): Promise<void> {
  await tx.query
    .updateTable("member")
    .set({ role: member.role })
    .where("company_id", "=", tx.companyId)
    .where("user_id", "=", member.userId)
    .execute();
}

/** Takes a person out: their next request finds no company. */
export async function removeMember(tx: CompanyTx, userId: string): Promise<void> {
  await tx.query
    .deleteFrom("member")
    .where("company_id", "=", tx.companyId)
    .where("user_id", "=", userId)
    .execute();
}

/** Makes a person a member; one who is already keeps their role. */
export async function addMember(tx: CompanyTx, member: { userId: string; role: Role }): Promise<void> {
  await tx.query
    .insertInto("member")
    .values({ company_id: tx.companyId, user_id: member.userId, role: member.role })
    .onConflict((conflict) => conflict.columns(["company_id", "user_id"]).doNothing())
    .execute();
}
