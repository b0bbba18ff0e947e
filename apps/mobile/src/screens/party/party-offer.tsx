import type { Party } from "@cfa/contract/reads";
import { paiseFromJson } from "@cfa/values/money";

import { Card } from "../../components/card";
import { LinkRow } from "../../components/link-row";
import { Tag } from "../../components/tag";
import { Text } from "../../components/text";
import { useWords } from "../../locale/locale";
import { dayText } from "../../locale/moment-text";
import { moneyText } from "../../locale/money-text";
import { usePartyOffer } from "../../queries/use-offers";
import { useAsOf, useCompanyId } from "../../session/view";

/** The offer of this customer that waits for the owner or is live, and the way to it; nothing where there is none, or of an earlier day. */
export function PartyOffer({ party }: { party: Party }) {
  const words = useWords();
  const companyId = useCompanyId();
  const { asOf } = useAsOf();
  const isCustomer = party.kind !== "supplier";
  const offer = usePartyOffer(
    { companyId, partyId: party.partyId },
    { enabled: isCustomer && asOf === null },
  );
  if (offer === undefined || asOf !== null) return null;
  const { steps, runs, state, bill } = offer;
  const isWaiting = state === "proposed";
  const step = isWaiting ? (steps[0] ?? null) : runs;
  const list = isWaiting ? "waiting" : "live";
  return (
    <Card heading={words.party.offer} testID="party-offer" flush>
      <LinkRow
        to={{ pathname: "/[companyId]/offers", params: { companyId, list } }}
        isFirst
        isPart
        testID="party-to-offer"
      >
        <Text type="strong">{bill.name}</Text>
        {step === null ? null : (
          <Text type="small" tone="textMuted">
            {words.party.offerStep(
              moneyText(paiseFromJson(step.off), { form: "full", words }),
              dayText(step.until),
            )}
          </Text>
        )}
        <Tag
          title={words.party.offerStates[isWaiting ? "waiting" : state === "accepted" ? "accepted" : "live"]}
          kind={isWaiting ? "warn" : "good"}
          testID="party-offer-state"
        />
      </LinkRow>
    </Card>
  );
}
