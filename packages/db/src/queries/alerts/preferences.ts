import type { QuietHours } from "@cfa/contract/alert-kinds";

import type { CompanyTx } from "../../company-scope.ts";
import type { BooksReader } from "../snapshot.ts";

/** What a member wants to be told, how and when. Minutes are of the day in India. */
export type Preferences = {
  digest: boolean;
  digestMinute: number;
  byPush: boolean;
  byEmail: boolean;
  muted: readonly string[];
  quiet: QuietHours | null;
  /** Nothing is told before that day. */
  quietUntil: string | null;
  language: "en" | "hi";
};

/** What holds for who has said nothing. Nobody is woken at night. */
const USUAL: Omit<Preferences, "language"> = {
  digest: true,
  digestMinute: 9 * 60,
  byPush: true,
  byEmail: false,
  muted: [],
  quiet: { from: 21 * 60, to: 8 * 60 },
  quietUntil: null,
};

/** What members want, by member; whoever has said nothing is there too. */
export async function preferencesIn(
  { companyId, query }: BooksReader,
  userId: string | null = null,
): Promise<Map<string, Preferences>> {
  let asked = query
    .selectFrom("member as m")
    .innerJoin("company as c", "c.company_id", "m.company_id")
    .leftJoin("member_preference as p", (join) =>
      join.onRef("p.company_id", "=", "m.company_id").onRef("p.user_id", "=", "m.user_id"),
    )
    .select([
      "m.user_id as userId",
      "p.user_id as saidBy",
      "p.digest",
      "p.digest_minute as digestMinute",
      "p.by_push as byPush",
      "p.by_email as byEmail",
      "p.muted",
      "p.quiet_from as quietFrom",
      "p.quiet_to as quietTo",
      "p.quiet_until as quietUntil",
      "p.language",
      "c.language as usualLanguage",
    ])
    .where("m.company_id", "=", companyId);
  if (userId !== null) asked = asked.where("m.user_id", "=", userId);
  const rows = await asked.execute();
  return new Map(
    rows.map((row) => {
      const language = row.language ?? row.usualLanguage;
      if (row.saidBy === null) return [row.userId, { ...USUAL, language }];
      const quiet =
        row.quietFrom === null || row.quietTo === null ? null : { from: row.quietFrom, to: row.quietTo };
      const said = {
        digest: row.digest ?? USUAL.digest,
        digestMinute: row.digestMinute ?? USUAL.digestMinute,
        byPush: row.byPush ?? USUAL.byPush,
        byEmail: row.byEmail ?? USUAL.byEmail,
        muted: row.muted ?? [],
      };
      return [row.userId, { ...said, quiet, quietUntil: row.quietUntil, language }];
    }),
  );
}

/** Keeps what a member said, in the place of what they said before. */
export async function keepPreferences(tx: CompanyTx, userId: string, said: Preferences): Promise<void> {
  const values = {
    digest: said.digest,
    digest_minute: said.digestMinute,
    by_push: said.byPush,
    by_email: said.byEmail,
    muted: [...said.muted],
    quiet_from: said.quiet?.from ?? null,
    quiet_to: said.quiet?.to ?? null,
    quiet_until: said.quietUntil,
    language: said.language,
  };
  await tx.query
    .insertInto("member_preference")
    .values({ company_id: tx.companyId, user_id: userId, ...values })
    .onConflict((conflict) => conflict.columns(["company_id", "user_id"]).doUpdateSet(values))
    .execute();
}
