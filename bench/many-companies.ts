import { createHmac, randomBytes, randomUUID } from "node:crypto";

import type { Client } from "pg";

/* Many companies in one database, made past the product because the product makes one at a time. For benchmarks. */

/** Copies all that one company has to so many new ones; answers their ids. */
export async function companiesLike(owner: Client, companyId: string, count: number): Promise<string[]> {
  const ids = Array.from({ length: count }, () => randomUUID());
  const { rows } = await owner.query<{ name: string; columns: string }>(
    `select c.relname as name,
            (select string_agg(quote_ident(attname), ', ' order by attnum) from pg_attribute
             where attrelid = c.oid and attnum > 0 and not attisdropped and attgenerated = ''
               and attname <> 'company_id') as columns
     from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attname = 'company_id'
     where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and c.relname not in ('member', 'api_key')`,
  );
  await owner.query("set session_replication_role = replica"); // sums come along as rows: no trigger adds them up again
  for (const { name, columns } of rows) {
    await owner.query(
      `insert into "${name}" (company_id, ${columns}) select c.id, ${columns}
       from "${name}" t, unnest($2::uuid[]) as c(id) where t.company_id = $1`,
      [companyId, ids],
    );
  }
  await owner.query("set session_replication_role = origin");
  await owner.query("analyze");
  return ids;
}

/** Three new people of each company, as its owner, accountant and viewer, signed in; their tokens. */
export async function sessionsFor(
  owner: Client,
  wanted: { companyIds: readonly string[]; secret: string },
): Promise<{ companyId: string; token: string }[]> {
  const people = wanted.companyIds.flatMap((companyId) =>
    ["owner", "accountant", "viewer"].map((role) => ({
      companyId,
      role,
      id: randomUUID(),
      token: randomBytes(24).toString("base64url"),
    })),
  );
  const all = <K extends "companyId" | "role" | "id" | "token">(key: K) =>
    people.map((person) => person[key]);
  await owner.query(
    `insert into auth."user" (id, name, email, "emailVerified")
     select id, 'Somebody', id || '@bench.invalid', true from unnest($1::uuid[]) as p(id)`,
    [all("id")],
  );
  await owner.query(
    `insert into auth.session (token, "userId", "expiresAt", "updatedAt")
     select token, id, now() + interval '20 days', now() from unnest($1::uuid[], $2::text[]) as p(id, token)`,
    [all("id"), all("token")],
  );
  await owner.query(
    `insert into member (company_id, user_id, role) select company, id, role
     from unnest($1::uuid[], $2::text[], $3::text[]) as p(company, id, role)`,
    [all("companyId"), all("id"), all("role")],
  );
  return people.map(({ companyId, token }) => ({ companyId, token: signed(token, wanted.secret) }));
}

/** As the sign-in library signs it: the token, a dot, HMAC-SHA-256 in base64. */
function signed(token: string, secret: string): string {
  return `${token}.${createHmac("sha256", secret).update(token).digest("base64")}`;
}
