import { sql, type RawBuilder } from "kysely";

/* The one place that says, in SQL, which of people's words hold: of a correction row `c`. */

/** Whether it has been approved where it had to be, and nobody has ended it. */
export const STANDS: RawBuilder<boolean> = sql<boolean>`c.state in ('active', 'conflict')`;

/** Whether it stands, and still does on a day. */
export function holdsOn(day: string): RawBuilder<boolean> {
  return sql<boolean>`(${STANDS} and (c.until_date is null or c.until_date >= ${day}::date))`;
}

/** Whether it says on a day that its party is never chased. */
export function excludesOn(day: string): RawBuilder<boolean> {
  return sql<boolean>`(c.kind = 'exclude' and ${holdsOn(day)})`;
}
