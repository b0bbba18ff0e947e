import { groupsOf } from "@cfa/db/queries/nudges/party-guids";
import { partyLedgers } from "@cfa/db/queries/party-ledgers";
import type { BooksReader } from "@cfa/db/queries/snapshot";

import { ApiFailure } from "../errors.ts";
import { uuidOf } from "../uuid-of.ts";

/** The GUIDs of all ledgers that are one party, that of its head first. */
export async function partyGuids(reader: BooksReader, partyId: string): Promise<readonly string[]> {
  const [party] = await partyLedgers(reader, { ledgerIds: [uuidOf("party", partyId)] });
  if (party === undefined) throw new ApiFailure("not-found");
  return (await groupsOf(reader, [party.guid])).get(party.guid) ?? [party.guid];
}
