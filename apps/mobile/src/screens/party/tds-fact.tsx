import type { PartyTds } from "@cfa/contract/party-tds";
import { formatPercent } from "@cfa/values/percent";

import { Fact } from "../../components/fact";
import { Text } from "../../components/text";
import { useWords } from "../../locale/locale";
import { dayText } from "../../locale/moment-text";

/** What a party keeps back as tax, and who says so: its past, or someone here. */
export function TdsFact({ tds: { learned, said } }: { tds: PartyTds }) {
  const words = useWords();
  const holds = said ?? learned;
  if (holds === null) return null;
  const { tdsRate, tdsNothing, tdsSaid, tdsLearned } = words.party;
  return (
    <Fact label={words.party.tds}>
      <Text testID="party-tds">
        {holds.rate === 0 ? tdsNothing : tdsRate[holds.of](formatPercent(holds.rate))}
      </Text>
      <Text type="small" tone="textMuted">
        {said !== null
          ? tdsSaid(dayText(said.from))
          : learned !== null && tdsLearned(learned.bills, dayText(learned.since))}
      </Text>
    </Fact>
  );
}
