import { NUDGE_WAYS } from "@cfa/contract/nudge-kinds";
import { StyleSheet, View } from "react-native";

import { Button } from "../../components/button";
import { Card } from "../../components/card";
import { Text } from "../../components/text";
import { Way } from "../../components/way";
import { useWordsOf } from "../../locale/locale";
import { NUDGE_NAMES } from "../../locale/nudge-names/words";
import { NUDGE_SETTING_WORDS } from "../../locale/nudge-settings/words";
import { useCompanyId } from "../../session/view";
import { SPACE } from "../../theme/tokens";
import type { Editing } from "./editing";
import { TickLine } from "./tick-line";

type WayName = (typeof NUDGE_WAYS)[number];

/** By which ways customers are written to, the first that is open taken: those in use in their order, then the others. */
export function WaysCard({ draft: { wayOrder }, problems, onChange }: Editing) {
  const words = useWordsOf(NUDGE_SETTING_WORDS);
  const { ways } = useWordsOf(NUDGE_NAMES);
  const companyId = useCompanyId();
  const shown = [...wayOrder, ...NUDGE_WAYS.filter((way) => !wayOrder.includes(way))];
  const toggle = (way: WayName) =>
    onChange({
      wayOrder: wayOrder.includes(way) ? wayOrder.filter((one) => one !== way) : [...wayOrder, way],
    });
  const earlier = (at: number) => {
    const next = [...wayOrder];
    const [moved] = next.splice(at, 1);
    if (moved !== undefined) onChange({ wayOrder: next.toSpliced(at - 1, 0, moved) });
  };
  return (
    <Card heading={words.ways} hint={words.waysHint} testID="reminders-ways">
      <View style={styles.stack}>
        <View role="list" style={styles.stack}>
          {shown.map((way, at) => (
            <View key={way} role="listitem" style={styles.row}>
              <View style={styles.words}>
                <TickLine
                  title={ways[way]}
                  ticked={wayOrder.includes(way)}
                  onPress={() => toggle(way)}
                  testID={`way-${way}`}
                />
              </View>
              {at > 0 && wayOrder.includes(way) ? (
                <Button
                  title={words.earlier}
                  of={ways[way]}
                  onPress={() => earlier(at)}
                  testID={`way-${way}-earlier`}
                />
              ) : null}
            </View>
          ))}
        </View>
        {problems.ways === undefined ? null : (
          <Text type="small" tone="bad">
            {words.waysWrong}
          </Text>
        )}
        <View style={styles.row}>
          <Way
            title={words.toChannels}
            href={{ pathname: "/[companyId]/settings/channels", params: { companyId } }}
            testID="reminders-to-channels"
          />
        </View>
      </View>
    </Card>
  );
}

const styles = StyleSheet.create({
  stack: { gap: SPACE.s },
  row: { flexDirection: "row", alignItems: "center", gap: SPACE.s, minHeight: 48 },
  words: { flex: 1, minWidth: 0 },
});
