import type { CashPosition } from "@cfa/contract/cash";
import { View } from "react-native";

import { Money } from "../../components/money";
import { Text } from "../../components/text";
import { useWords } from "../../locale/locale";
import { dayText } from "../../locale/moment-text";
import { useAsOf } from "../../session/view";
import { short } from "./cash-figures";

/** What may be spent today, or on the chosen day, and what that is made up of. */
export function CashToday({ position }: { position: CashPosition }) {
  const words = useWords();
  const { asOf } = useAsOf();
  const { money, free, overdrawn } = position;
  const parts = [
    ...(free === "0" ? [] : [words.cash.made(short(money, words), short(free, words))]),
    ...(overdrawn === "0" ? [] : [words.cash.overdrawnBy(short(overdrawn, words))]),
  ];
  return (
    <View>
      <Text type="strong" tone="textMuted" heading={2}>
        {asOf === null ? words.cash.today : words.cash.todayOf(dayText(asOf))}
      </Text>
      <Money paise={position.available} form="short" type="hero" testID="cash-available-short" />
      <Money paise={position.available} type="small" tone="textMuted" testID="cash-available" />
      {parts.map((part) => (
        <Text key={part} type="small" tone="textMuted">
          {part}
        </Text>
      ))}
    </View>
  );
}
