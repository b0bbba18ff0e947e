import type { Turn } from "@cfa/contract/assistant";
import { StyleSheet, View } from "react-native";

import { Text } from "../../components/text";
import { ASSISTANT_WORDS } from "../../locale/assistant/words";
import { useWordsOf } from "../../locale/locale";
import type { Asking } from "../../queries/use-assistant";
import { answerLine } from "./unsaid";

/** Told to those who do not see the page, and to nobody else: that it is looked for, and then what was found. */
export function LiveWords({ asking, latest }: { asking: Asking | null; latest: Turn | undefined }) {
  const own = useWordsOf(ASSISTANT_WORDS);
  return (
    <View role="status" aria-live="polite" style={styles.hidden} testID="ask-live">
      <Text>{asking === null ? heard(latest) : own.asking}</Text>
    </View>
  );
}

function heard(turn: Turn | undefined): string {
  if (turn === undefined) return "";
  const { answer } = turn;
  return answerLine(answer.text, "results" in answer ? answer.results : []);
}

const styles = StyleSheet.create({
  hidden: { position: "absolute", width: 1, height: 1, overflow: "hidden" },
});
