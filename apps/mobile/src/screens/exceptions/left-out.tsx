import { View } from "react-native";

import { Text } from "../../components/text";
import { countText } from "../../locale/count-text";
import { useWords } from "../../locale/locale";
import { SPACE } from "../../theme/tokens";

const SHOWN = 6;

/** What is left out, with its reason: the first few, and how many more. */
export function LeftOut({ items }: { items: readonly { name: string; why: string }[] }) {
  const words = useWords();
  const w = words.exceptions.queue;
  if (items.length === 0) return null;
  return (
    <View style={{ gap: SPACE.xs }} testID="bulk-left-out">
      <Text type="smallStrong">{w.leftOut(items.length)}</Text>
      {items.slice(0, SHOWN).map(({ name, why }, at) => (
        <Text key={at} type="small" tone="textMuted">
          {`${name}: ${why}`}
        </Text>
      ))}
      {items.length > SHOWN ? (
        <Text type="small" tone="textMuted">
          {w.more(countText(items.length - SHOWN))}
        </Text>
      ) : null}
    </View>
  );
}
