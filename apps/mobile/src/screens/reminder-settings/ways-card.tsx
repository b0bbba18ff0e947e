import { StyleSheet, View } from "react-native";

import { Card } from "../../components/card";
import { Text } from "../../components/text";
import { Way } from "../../components/way";
import { useWordsOf } from "../../locale/locale";
import { NUDGE_SETTING_WORDS } from "../../locale/nudge-settings/words";
import { useCompanyId } from "../../session/view";
import { SPACE } from "../../theme/tokens";
import type { Editing } from "./editing";
import { WayOrder } from "./way-order";

/** By which ways customers are written to, the first that is open taken. */
export function WaysCard({ draft: { wayOrder }, problems, onChange }: Editing) {
  const words = useWordsOf(NUDGE_SETTING_WORDS);
  const companyId = useCompanyId();
  return (
    <Card heading={words.ways} hint={words.waysHint} testID="reminders-ways">
      <View style={styles.stack}>
        <WayOrder order={wayOrder} onChange={(next) => onChange({ wayOrder: next })} testID="way" />
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
});
