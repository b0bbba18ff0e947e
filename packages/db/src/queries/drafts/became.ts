import { sql } from "kysely";

/** Joins `v`, the voucher that a draft `d` became in Tally, told by the draft's marker or by what was read back; none where it is not there. */
export const VOUCHER_OF_DRAFT = sql`left join lateral (
  select v.* from voucher v
  where v.company_id = d.company_id and ((v.reference = d.marker and v.reference like 'CFA-%')
    or v.guid = d.outcome -> 'readBack' ->> 'guid')
  order by v.alter_id desc limit 1
) v on true`;
