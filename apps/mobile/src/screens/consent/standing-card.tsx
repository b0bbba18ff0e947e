import type { ConsentStanding } from "@cfa/contract/consent";
import { CONSENT_KINDS } from "@cfa/contract/nudge-kinds";
import { StyleSheet, View } from "react-native";

import { Card } from "../../components/card";
import { Tag } from "../../components/tag";
import { Text } from "../../components/text";
import { CONSENT_WORDS } from "../../locale/consent/words";
import { useWordsOf } from "../../locale/locale";
import { NUDGE_NAMES } from "../../locale/nudge-names/words";
import { SPACE } from "../../theme/tokens";

/** By which ways a customer may be written to about what, by its latest words. */
export function StandingCard({ standing }: { standing: readonly ConsentStanding[] }) {
  const words = useWordsOf(CONSENT_WORDS);
  return (
    <Card heading={words.standing} hint={words.standingHint} testID="consent-standing">
      <View style={styles.kinds}>
        {CONSENT_KINDS.map((kind) => (
          <View key={kind} style={styles.kind}>
            <Text type="strong">{words.kinds[kind]}</Text>
            {standing
              .filter((one) => one.kind === kind)
              .map((one) => (
                <One key={one.way} one={one} />
              ))}
          </View>
        ))}
      </View>
    </Card>
  );
}

function One({ one: { kind, way, party, stopped } }: { one: ConsentStanding }) {
  const words = useWordsOf(CONSENT_WORDS);
  const { ways } = useWordsOf(NUDGE_NAMES);
  return (
    <View style={styles.one} testID={`consent-${kind}-${way}`}>
      <Text style={styles.way}>{ways[way]}</Text>
      <Tag
        title={party === null ? words.none : words.said[party]}
        kind={party === "given" ? "good" : party === "withdrawn" ? "bad" : "neutral"}
      />
      {stopped === 0 ? null : <Tag title={words.stopped(stopped)} kind="bad" />}
    </View>
  );
}

const styles = StyleSheet.create({
  kinds: { flexDirection: "row", flexWrap: "wrap", columnGap: SPACE.xxl, rowGap: SPACE.l },
  kind: { flexGrow: 1, flexBasis: 260, gap: SPACE.s },
  one: { flexDirection: "row", flexWrap: "wrap", alignItems: "center", gap: SPACE.s },
  way: { minWidth: 96 },
});
