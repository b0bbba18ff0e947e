import { NUDGE_WAYS } from "@cfa/contract/nudge-kinds";
import { StyleSheet, View } from "react-native";

import { Button } from "../../components/button";
import { useWordsOf } from "../../locale/locale";
import { NUDGE_NAMES } from "../../locale/nudge-names/words";
import { NUDGE_SETTING_WORDS } from "../../locale/nudge-settings/words";
import { SPACE } from "../../theme/tokens";
import { TickLine } from "./tick-line";

export type WayName = (typeof NUDGE_WAYS)[number];

/** Ways to tick and to move: those in use in their order, then the others. */
export function WayOrder(props: {
  order: readonly WayName[];
  onChange: (order: WayName[]) => void;
  testID: string;
}) {
  const { order, onChange, testID } = props;
  const words = useWordsOf(NUDGE_SETTING_WORDS);
  const { ways } = useWordsOf(NUDGE_NAMES);
  const shown = [...order, ...NUDGE_WAYS.filter((way) => !order.includes(way))];
  const toggle = (way: WayName): void =>
    onChange(order.includes(way) ? order.filter((one) => one !== way) : [...order, way]);
  const earlier = (at: number): void => {
    const next = [...order];
    const [moved] = next.splice(at, 1);
    if (moved !== undefined) onChange(next.toSpliced(at - 1, 0, moved));
  };
  return (
    <View role="list" style={styles.stack}>
      {shown.map((way, at) => (
        <View key={way} role="listitem" style={styles.row}>
          <View style={styles.words}>
            <TickLine
              title={ways[way]}
              ticked={order.includes(way)}
              onPress={() => toggle(way)}
              testID={`${testID}-${way}`}
            />
          </View>
          {at > 0 && order.includes(way) ? (
            <Button
              title={words.earlier}
              of={ways[way]}
              onPress={() => earlier(at)}
              testID={`${testID}-${way}-earlier`}
            />
          ) : null}
        </View>
      ))}
    </View>
  );
}

const styles = StyleSheet.create({
  stack: { gap: SPACE.s },
  row: { flexDirection: "row", alignItems: "center", gap: SPACE.s, minHeight: 48 },
  words: { flex: 1, minWidth: 0 },
});
