import type { PartyTds } from "@cfa/contract/party-tds";

import { Fact } from "../../components/fact";
import { Text } from "../../components/text";
import { useWords } from "../../locale/locale";
import { habitText } from "../tds/tds-text";

/** What a party keeps back as tax, and who says so: its past, or someone here. */
export function TdsFact({ tds }: { tds: PartyTds }) {
  const words = useWords();
  const habit = habitText(tds, words);
  if (habit === null) return null;
  return (
    <Fact label={words.party.tds}>
      <Text testID="party-tds">{habit.rate}</Text>
      <Text type="small" tone="textMuted">
        {habit.why}
      </Text>
    </Fact>
  );
}
