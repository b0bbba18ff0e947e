import type { PartyPayment } from "@cfa/contract/insights";
import type { Party } from "@cfa/contract/reads";
import { paiseFromJson } from "@cfa/values/money";

import { Fact, Facts } from "../../components/fact";
import { Money } from "../../components/money";
import { Text } from "../../components/text";
import type { Catalogue } from "../../locale/en";
import { useWords } from "../../locale/locale";
import { moneyText } from "../../locale/money-text";
import { delayText } from "../../locale/payments/delay-text";
import { useKeepsBooks } from "../../queries/use-companies";
import type { SideName } from "../../queries/use-parties";
import { useCompanyId } from "../../session/view";

/** What is expected of a party: its next delay, and of a customer what may be lost and how much credit its payments support. */
export function PaymentFacts(props: { found: PartyPayment; party: Party; side: SideName }) {
  const { found, party, side } = props;
  const words = useWords();
  const { payments: w } = words;
  const seesLimits = useKeepsBooks(useCompanyId());
  const { expectedDelay, uncertainty } = found;
  return (
    <Facts>
      {expectedDelay === null ? null : (
        <Fact label={w.expected}>
          <Text type="strong" testID="expected-delay">
            {delayText(expectedDelay, words)}
          </Text>
          {uncertainty === null ? null : (
            <Text type="small" tone="textMuted">
              {w.giveOrTake(Math.max(1, Math.round(uncertainty)))}
            </Text>
          )}
        </Fact>
      )}
      {side === "receivable" ? (
        <Fact label={w.loss}>
          <Money paise={found.expectedLoss} type="strong" form="whole" testID="expected-loss" />
          <Text type="small" tone="textMuted">
            {w.lossWhy}
          </Text>
        </Fact>
      ) : null}
      {side === "receivable" && seesLimits ? (
        <Fact label={w.limit}>
          {found.suggestedLimit === null ? (
            <Text tone="textMuted">{w.limitUnknown}</Text>
          ) : (
            <Money paise={found.suggestedLimit} type="strong" form="whole" testID="suggested-limit" />
          )}
          <Text type="small" tone="textMuted" testID="limit-now">
            {limitText(party, words)}
          </Text>
        </Fact>
      ) : null}
    </Facts>
  );
}

/** The limit in Tally, and the one that is set beside it. */
function limitText({ creditLimit, beside }: Party, words: Catalogue): string {
  const { limitInTally, limitHere, limitNone } = words.payments;
  const text = (limit: string | null) =>
    limit === null ? limitNone : moneyText(paiseFromJson(limit), { form: "whole", words });
  const inTally = beside === undefined ? creditLimit : beside.tally.creditLimit;
  return [
    limitInTally(text(inTally)),
    ...(creditLimit === inTally ? [] : [limitHere(text(creditLimit))]),
  ].join(" · ");
}
