import { sql } from "kysely";

import type { BooksReader } from "../snapshot.ts";

/** The link under which an offer may be paid at the company's gateway; undefined: none, or the gateway was taken away. */
export async function shownGatewayLink(
  { companyId, query }: BooksReader,
  offerId: string,
): Promise<{ step: number; amount: bigint; expiresAt: Date; url: string } | undefined> {
  const found = await sql<{ step: number; amount: bigint; expiresAt: Date; url: string }>`
    select l.step, l.amount, l.expires_at as "expiresAt", l.url
    from gateway_link l join gateway g on g.company_id = l.company_id
    where l.company_id = ${companyId} and l.offer_id = ${offerId} and l.state = 'made'`.execute(query);
  return found.rows[0];
}
