import type { Reading } from "@cfa/nudges/reading";
import { jsonWithPaise } from "@cfa/values/money";

import type { CompanyTx } from "../../company-scope.ts";
import type { InboundTable } from "../../tables/nudges.ts";
import type { BooksReader } from "../snapshot.ts";

/** What somebody wrote, or said on a page. `acted`: by whose word it was acted on at once; null: it waits for a person. */
export type NewInbound = {
  way: InboundTable["way"];
  providerId: string;
  addressHash: Uint8Array | null;
  guid: string | null;
  text: string;
  at: Date;
  reading: Reading;
  acted: { at: Date; by: { id: string; name: string } } | null;
};

/** Keeps it; undefined: it was kept before. */
export async function addInbound(tx: CompanyTx, inbound: NewInbound): Promise<string | undefined> {
  const { way, providerId, addressHash, guid, text, at, reading, acted } = inbound;
  const added = await tx.query
    .insertInto("inbound")
    .values({
      company_id: tx.companyId,
      way,
      provider_id: providerId,
      address_hash: addressHash === null ? null : Buffer.from(addressHash),
      ledger_guid: guid,
      text,
      received_at: at,
      reading: jsonWithPaise(reading),
      state: acted === null ? "waiting" : "taken",
      decided_at: acted?.at ?? null,
      decided_by: acted?.by.id ?? null,
      decided_name: acted?.by.name ?? null,
    })
    .onConflict((conflict) => conflict.doNothing())
    .returning("inbound_id as inboundId")
    .executeTakeFirst();
  return added?.inboundId;
}

/** How some of what was written stands. */
export async function inboundStates(
  { companyId, query }: BooksReader,
  inboundIds: readonly string[],
): Promise<InboundTable["state"][]> {
  if (inboundIds.length === 0) return [];
  const rows = await query
    .selectFrom("inbound")
    .select("state")
    .where("company_id", "=", companyId)
    .where("inbound_id", "in", [...inboundIds])
    .execute();
  return rows.map(({ state }) => state);
}
