import type { LedgerFacts } from "@cfa/books/corrections/ground";
import type { PartyLedgerRow } from "@cfa/db/queries/party-ledgers";

/** What Tally says of a ledger itself. */
export function factsOf(row: PartyLedgerRow): LedgerFacts {
  const { guid, name, aliases, homeSide, gstin, phone, email, reach, creditLimit, creditPeriod } = row;
  return {
    guid,
    name,
    aliases,
    homeSide,
    gstin,
    phone,
    email,
    reach,
    creditLimit,
    creditPeriod: creditPeriod?.text ?? null,
  };
}
