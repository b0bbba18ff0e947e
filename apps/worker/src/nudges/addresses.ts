import type { FoundAddress } from "@cfa/db/queries/nudges/address-salt";
import type { KnownAddressRow } from "@cfa/db/queries/nudges/party-history";
import type { NudgeLedgerRow } from "@cfa/db/queries/nudges/party-rows";
import { addressEnd } from "@cfa/nudges/address/address-end";
import { mailsIn } from "@cfa/nudges/address/mail";
import { phonesIn } from "@cfa/nudges/address/phone";
import type { AddressFact } from "@cfa/nudges/facts";

import { addressHash } from "./address-hash.ts";

/** The addresses that Tally and people say of a ledger. What a person says stands before what Tally says. */
export function addressesSaid(ledger: NudgeLedgerRow, salt: Uint8Array): FoundAddress[] {
  const { guid, contact } = ledger;
  const phones = phonesIn(contact?.phone ?? ledger.phone ?? "");
  const mails = mailsIn(contact?.email ?? ledger.email ?? "");
  const found = (
    way: FoundAddress["way"],
    address: string,
    said: string | null | undefined,
  ): FoundAddress => ({
    guid,
    way,
    address,
    hash: Buffer.from(addressHash(salt, address), "hex"),
    source: said ? "correction" : "tally",
  });
  return [
    ...phones.flatMap((phone) => [
      found("whatsapp", phone, contact?.phone),
      found("sms", phone, contact?.phone),
    ]),
    ...mails.map((mail) => found("email", mail, contact?.email)),
  ];
}

/** What can be used of a party's addresses: not what was erased. What it wrote from itself is newest. */
export function usableAddresses(
  said: readonly FoundAddress[],
  known: readonly KnownAddressRow[],
): AddressFact[] {
  const erased = new Set(known.filter(({ address }) => address === null).map(({ hash }) => hashOf(hash)));
  const dead = new Set(known.filter(({ isDead }) => isDead).map(({ way, hash }) => `${way} ${hashOf(hash)}`));
  const own = known.flatMap(({ way, address, hash, source }) =>
    address !== null && (source === "inbound" || source === "provider") ? [{ way, address, hash }] : [],
  );
  const seen = new Set<string>();
  return [...own, ...said].flatMap(({ way, address, hash }) => {
    const key = `${way} ${hashOf(hash)}`;
    if (erased.has(hashOf(hash)) || seen.has(key)) return [];
    seen.add(key);
    return [{ way, address, hash: hashOf(hash), end: addressEnd(way, address), isDead: dead.has(key) }];
  });
}

function hashOf(hash: Uint8Array): string {
  return Buffer.from(hash).toString("hex");
}
