import type { Party } from "@cfa/contract/reads";
import { ledgerBalance, writtenOff, type PartyRow } from "@cfa/db/queries/parties";
import { partyLedgers } from "@cfa/db/queries/party-ledgers";
import { partyRoots } from "@cfa/db/queries/party-roots";
import type { CompanySnapshot } from "@cfa/db/queries/snapshot";
import { idOut } from "@cfa/values/ids";
import { paiseToJson } from "@cfa/values/money";

type Parts = Pick<Party, "writtenOff" | "putTogether" | "countedUnder">;

/** Why what is owed is not the ledger's balance: what people wrote off, and which ledgers they say are one party. */
export async function readParts(
  snapshot: CompanySnapshot,
  { party, asOf }: { party: PartyRow; asOf: string },
): Promise<Parts> {
  const off = await writtenOff(snapshot, { ledgerId: party.ledger_id, asOf });
  const roots = await partyRoots(snapshot);
  const under = [...roots].filter(([, root]) => root === party.guid).map(([guid]) => guid);
  const root = roots.get(party.guid);
  const facts = await partyLedgers(snapshot, { guids: root === undefined ? under : [...under, root] });
  const putTogether: NonNullable<Parts["putTogether"]> = [];
  for (const { guid, ledgerId, name } of facts) {
    if (guid === root) continue;
    const balance = await ledgerBalance(snapshot, { ledgerId, asOf });
    putTogether.push({ partyId: idOut("party", ledgerId), name, ledgerBalance: paiseToJson(balance) });
  }
  const head = facts.find(({ guid }) => guid === root);
  return {
    ...(off === 0n ? {} : { writtenOff: paiseToJson(off) }),
    ...(putTogether.length === 0 ? {} : { putTogether }),
    ...(head === undefined
      ? {}
      : { countedUnder: { partyId: idOut("party", head.ledgerId), name: head.name } }),
  };
}
