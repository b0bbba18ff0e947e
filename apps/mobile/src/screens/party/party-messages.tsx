import type { Party } from "@cfa/contract/reads";

import { laterPart } from "../../components/later";
import { useKeepsBooks } from "../../queries/use-companies";
import { useAsOf, useCompanyId } from "../../session/view";

const Next = laterPart(
  async () => (await import("../nudges/all")).nudgePages.PartyNudges,
  () => null,
);

const Asks = laterPart(
  async () => (await import("../nudges/all")).nudgePages.PartyAsks,
  () => null,
);
const Writing = laterPart(
  async () => (await import("../nudges/all")).nudgePages.PartyWriting,
  () => null,
);

/** What a customer is written and how, for those who keep the books; it is about today. */
export function PartyMessages({ party }: { party: Party }) {
  const keepsBooks = useKeepsBooks(useCompanyId());
  const { asOf } = useAsOf();
  if (!keepsBooks || party.kind === "supplier" || asOf !== null) return null;
  return (
    <>
      <Next partyId={party.partyId} />
      <Asks partyId={party.partyId} />
      <Writing party={party} />
    </>
  );
}
