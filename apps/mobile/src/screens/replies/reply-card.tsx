import type { Inbound } from "@cfa/contract/inbound";
import { StyleSheet, View } from "react-native";

import { Button } from "../../components/button";
import { Tag } from "../../components/tag";
import { Text } from "../../components/text";
import { useWordsOf } from "../../locale/locale";
import { momentText } from "../../locale/moment-text";
import { REPLY_WORDS } from "../../locale/replies/words";
import { useColours } from "../../theme/theme";
import { RADIUS, SPACE } from "../../theme/tokens";
import { CameBy, OwnWords, Seems, Whose } from "./reply-parts";

/** One answer of a customer: whose, in which words, what it seems to say; what a person makes of it, or has made. */
export function ReplyCard(props: { reply: Inbound; at: number; onTake: () => void; onSetAside: () => void }) {
  const { reply, at, onTake, onSetAside } = props;
  const words = useWordsOf(REPLY_WORDS);
  const colours = useColours();
  const { state, party } = reply;
  const of = party?.name ?? words.unknown;
  return (
    <View
      role="listitem"
      testID={`reply-${at}`}
      style={[styles.card, { backgroundColor: colours.surface, borderColor: colours.line }]}
    >
      <View style={styles.head}>
        <Whose reply={reply} at={at} />
        <CameBy reply={reply} />
      </View>
      <OwnWords reply={reply} />
      {state === "waiting" ? (
        <>
          <Seems reply={reply} at={at} />
          <View style={styles.deeds}>
            <Button title={words.take} of={of} onPress={onTake} testID={`reply-take-${at}`} />
            <Button title={words.setAside} of={of} onPress={onSetAside} testID={`reply-aside-${at}`} />
          </View>
        </>
      ) : (
        <Decided reply={reply} at={at} />
      )}
    </View>
  );
}

function Decided({ reply: { state, reading, decided }, at }: { reply: Inbound; at: number }) {
  const words = useWordsOf(REPLY_WORDS);
  return (
    <View style={styles.decided}>
      <Tag
        title={state === "taken" ? words.was[reading.intent] : words.aside}
        kind={state === "taken" ? "good" : "neutral"}
        testID={`reply-decided-${at}`}
      />
      {decided === null ? null : (
        <Text type="small" tone="textMuted">
          {words.decidedBy(decided.by, momentText(decided.at))}
        </Text>
      )}
    </View>
  );
}

const styles = StyleSheet.create({
  card: { borderRadius: RADIUS.l, borderWidth: 1, padding: SPACE.l, gap: SPACE.m },
  head: { gap: 2 },
  deeds: { flexDirection: "row", flexWrap: "wrap", gap: SPACE.s },
  decided: { flexDirection: "row", flexWrap: "wrap", alignItems: "center", gap: SPACE.s },
});
