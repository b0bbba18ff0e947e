import { sql } from "kysely";

import type { BooksReader } from "../snapshot.ts";

type ShownLink = { step: number; amount: bigint; expiresAt: Date; url: string; paidAmount: bigint | null };

/**
 * The link under which an offer may be paid at the company's gateway, or by which it was, as the gateway says; undefined: none, or the gateway was
 * taken away before anybody paid.
 */
export async function shownGatewayLink(
  { companyId, query }: BooksReader,
  offerId: string,
): Promise<ShownLink | undefined> {
  const found = await sql<ShownLink>`
    select l.step, l.amount, l.expires_at as "expiresAt", l.url, l.paid_amount as "paidAmount"
    from gateway_link l left join gateway g on g.company_id = l.company_id
    where l.company_id = ${companyId} and l.offer_id = ${offerId}
      and (l.state = 'paid' or l.state = 'made' and g.company_id is not null)
    order by l.state = 'paid' desc limit 1`.execute(query);
  return found.rows[0];
}
