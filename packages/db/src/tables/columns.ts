import type { ColumnType } from "kysely";

/*
 * How columns are read and written: eight-byte integers are bigint, days are "YYYY-MM-DD" text, moments are Date. JSON is
 * written as text, because `pg` would turn an array into a PostgreSQL array.
 */

export type Json<T> = ColumnType<T, string, string>;
export type OptionalJson<T> = ColumnType<T | null, string | null | undefined, string | null>;
export type Int8 = ColumnType<bigint, bigint | number, bigint | number>;
export type DefaultInt8 = ColumnType<bigint, bigint | number | undefined, bigint | number>;

export type OptionalInt8 = ColumnType<
  bigint | null,
  bigint | number | null | undefined,
  bigint | number | null
>;

export type Moment = ColumnType<Date, Date | string | undefined, Date | string>;
export type OptionalMoment = ColumnType<Date | null, Date | string | null | undefined, Date | string | null>;
