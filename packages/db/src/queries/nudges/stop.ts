import type { ConsentSource } from "@cfa/nudges/kinds";

import type { CompanyTx } from "../../company-scope.ts";
import type { ConsentEventTable } from "../../tables/nudges.ts";
import type { BooksReader } from "../snapshot.ts";
import { addConsents, type NewConsent } from "./consent.ts";
import type { LinkAddress } from "./links.ts";
import { groupsOf } from "./party-guids.ts";
import { consentSaid, type ConsentRow } from "./party-history.ts";

type Way = ConsentEventTable["way"];

const WAYS = ["whatsapp", "sms", "email"] as const satisfies readonly Way[];
const KINDS = ["reminder", "offer"] as const satisfies readonly ConsentEventTable["kind"][];

/** What a customer wants no more of, and of whom that is known: the party, the addresses, or both. */
export type Stop = {
  guid: string | null;
  addresses: readonly LinkAddress[];
  kinds: readonly ConsentEventTable["kind"][];
  source: ConsentSource;
  proof: string;
  at: Date;
  by: { id: string; name: string };
};

/**
 * Takes a customer's leave back: of the party on all ways, and of the addresses for good, whoever's they become. What was taken back last already is not
 * said again; answers how many words were new. The caller holds the company's lock of nudges.
 */
export async function stopMessages(tx: CompanyTx, stop: Stop): Promise<number> {
  const { guid, addresses, kinds, source, proof, at, by } = stop;
  const hashes = addresses.map(({ hash }) => hash);
  const said = await consentSaid(tx, { guids: guid === null ? [] : [guid], hashes });
  const latest = new Map(
    said.toSorted(byTime).map((word) => [keyOf({ ...word, addressHash: word.hash }), word.said]),
  );
  const words = kinds.flatMap((kind): NewConsent[] => {
    const no = { kind, said: "withdrawn" as const, source, proof };
    const ofParty = guid === null ? [] : WAYS.map((way) => ({ ...no, guid, addressHash: null, way }));
    const ofAddresses = addresses.flatMap(({ way, hash }) =>
      sameAddressWays(way).map((each) => ({ ...no, guid: null, addressHash: hash, way: each })),
    );
    return [...ofParty, ...ofAddresses];
  });
  const added = [...new Map(words.map((word) => [keyOf(word), word])).values()].filter(
    (word) => latest.get(keyOf(word)) !== "withdrawn",
  );
  await addConsents(tx, added, { at, by });
  return added.length;
}

/** Of what a party's customer wants no more, on any way. */
export async function stoppedKinds(reader: BooksReader, guid: string): Promise<ConsentEventTable["kind"][]> {
  const group = (await groupsOf(reader, [guid])).get(guid) ?? [guid];
  const words = (await consentSaid(reader, { guids: group, hashes: [] })).toSorted(byTime);
  return KINDS.filter((kind) =>
    WAYS.every(
      (way) => words.findLast((word) => word.kind === kind && word.way === way)?.said === "withdrawn",
    ),
  );
}

/** The latest last; of two at one moment the one that takes leave back. */
function byTime(a: ConsentRow, b: ConsentRow): number {
  return a.at.getTime() - b.at.getTime() || (a.said === "withdrawn" ? 1 : b.said === "withdrawn" ? -1 : 0);
}

/** A telephone number is one address, by WhatsApp and by SMS. */
function sameAddressWays(way: Way): readonly Way[] {
  return way === "email" ? ["email"] : ["whatsapp", "sms"];
}

type About = { guid: string | null; addressHash: Uint8Array | null; kind: string; way: string };

function keyOf({ guid, addressHash, kind, way }: About): string {
  const hash = addressHash === null ? "" : Buffer.from(addressHash).toString("hex");
  return `${guid ?? ""} ${hash} ${kind} ${way}`;
}
