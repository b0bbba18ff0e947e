import { CompiledQuery, sql, type RawBuilder } from "kysely";

import type { CompanySnapshot } from "../snapshot.ts";

const ROWS_AT_ONCE = 1_000;

/** All rows of a query, some at a time, so that many cost no memory. One such reading at a time in a snapshot. */
export async function* rowsOf<Row extends object>(
  snapshot: CompanySnapshot,
  query: RawBuilder<Row>,
): AsyncGenerator<Row> {
  const { sql: text, parameters } = query.compile(snapshot.query);
  const declared = `declare report_rows no scroll cursor for ${text}`;
  await snapshot.query.executeQuery(CompiledQuery.raw(declared, [...parameters]));
  for (;;) {
    const fetched = await sql<Row>`fetch ${sql.raw(String(ROWS_AT_ONCE))} from report_rows`.execute(
      snapshot.query,
    );
    yield* fetched.rows;
    if (fetched.rows.length < ROWS_AT_ONCE) break;
  }
  await sql`close report_rows`.execute(snapshot.query);
}

/** The rows of a query from a place on. */
export async function rowsFrom<Row extends object>(
  snapshot: CompanySnapshot,
  query: RawBuilder<Row>,
  place: { from: number; limit: number },
): Promise<Row[]> {
  const found =
    await sql<Row>`select * from (${query}) as report offset ${place.from} limit ${place.limit}`.execute(
      snapshot.query,
    );
  return found.rows;
}
