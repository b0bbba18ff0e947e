import type { Database } from "../../client.ts";
import { asAuthn, type CompanyTx } from "../../company-scope.ts";
import type { BooksReader } from "../snapshot.ts";

/** Makes the address under which an offer is seen; the one a person made before opens nothing from now on. */
export async function makeOfferLink(
  tx: CompanyTx,
  link: { offerId: string; tokenHash: Uint8Array; at: Date; by: string },
): Promise<void> {
  const { offerId, tokenHash, at, by } = link;
  await revokeOfferLink(tx, offerId, at);
  await tx.query
    .insertInto("offer_link")
    .values({
      company_id: tx.companyId,
      token_hash: Buffer.from(tokenHash),
      offer_id: offerId,
      made_at: at,
      made_by: by,
    })
    .execute();
}

/** Takes back the address that a person made; those in messages stay good. */
export async function revokeOfferLink(tx: CompanyTx, offerId: string, at: Date): Promise<void> {
  await tx.query
    .updateTable("offer_link")
    .set({ revoked_at: at })
    .where("company_id", "=", tx.companyId)
    .where("offer_id", "=", offerId)
    .where("revoked_at", "is", null)
    .where("nudge_id", "is", null)
    .execute();
}

/** Whose offer a token opens, whatever has become of it. */
export function findOfferLink(
  db: Database,
  tokenHash: Uint8Array,
): Promise<{ companyId: string; offerId: string } | undefined> {
  return asAuthn(db, ({ query }) =>
    query
      .selectFrom("offer_link")
      .select(["company_id as companyId", "offer_id as offerId"])
      .where("token_hash", "=", Buffer.from(tokenHash))
      .executeTakeFirst(),
  );
}

/** Whether an address was not taken back. */
export async function isLinkInUse(
  { companyId, query }: BooksReader,
  tokenHash: Uint8Array,
): Promise<boolean> {
  const found = await query
    .selectFrom("offer_link")
    .select("revoked_at")
    .where("company_id", "=", companyId)
    .where("token_hash", "=", Buffer.from(tokenHash))
    .executeTakeFirst();
  return found !== undefined && found.revoked_at === null;
}
