import { sql, type RawBuilder } from "kysely";

/**
 * Whether every one of `words` is in the name or an alias of the ledger `l`. They are compared as they are, in lower case: no pattern
 * characters. No index serves it: the ledgers of a company are few.
 */
export function isNamed(words: readonly string[]): RawBuilder<boolean> {
  if (words.length === 0) return sql`true`;
  const named = words.map(
    (word) => sql<boolean>`(strpos(l.name_key, ${word}) > 0
      or exists (select from unnest(l.aliases) alias where strpos(lower(alias), ${word}) > 0))`,
  );
  return sql<boolean>`(${sql.join(named, sql` and `)})`;
}
