import { useRef, useState } from "react";
import { StyleSheet, View } from "react-native";

import { Button } from "../../components/button";
import { Busy } from "../../components/busy";
import { Notice } from "../../components/notice";
import { Refused } from "../../components/refused";
import { Text } from "../../components/text";
import { ASSISTANT_WORDS } from "../../locale/assistant/words";
import { useLocale, useWordsOf } from "../../locale/locale";
import { useConversation, type Asking, type Question, type Unanswered } from "../../queries/use-assistant";
import { useCompanyId } from "../../session/view";
import { useColours } from "../../theme/theme";
import { SPACE } from "../../theme/tokens";
import { Asked, Told, TurnView } from "./answer";
import { AskLine } from "./ask-line";
import { ConversationFrame } from "./conversation-frame";
import { HistorySheet } from "./history-sheet";
import { LiveWords } from "./live-words";
import { Start } from "./start";
import { unsaid } from "./unsaid";
import { useLinked } from "./use-linked";

/** Questions to the books and their answers, the latest at the end, with the line to ask on. */
export function AssistantScreen() {
  const own = useWordsOf(ASSISTANT_WORDS);
  const companyId = useCompanyId();
  const { language } = useLocale();
  const { turns, asking, unanswered, ask, open, stop } = useConversation({ companyId, language });
  const [isHistory, setHistory] = useState(false);
  const shown = useRef<string | null>(null);
  const onAsk = (question: Question): void => void ask(question);
  const isBegun = turns.length > 0 || asking !== null || unanswered !== null;
  const linked = useLinked({
    turns,
    isAsking: asking !== null,
    ask,
    open: (told) => {
      shown.current = told.at(-1)?.turnId ?? null; // it stands as it was left
      open(told);
    },
  });
  return (
    <ConversationFrame
      title={own.heading}
      aside={
        <View style={styles.ways}>
          {isBegun ? <Button title={own.history.fresh} onPress={() => open([])} testID="ask-fresh" /> : null}
          <Button title={own.history.heading} onPress={() => setHistory(true)} testID="ask-history" />
        </View>
      }
      foot={<AskLine onAsk={onAsk} isBusy={asking !== null} />}
    >
      {(bringIntoSight) => (
        <>
          {isBegun ? null : <Refused error={linked.error} testID="ask-not-opened" />}
          {isBegun || linked.isOpening ? null : <Start onAsk={onAsk} />}
          {turns.map((turn, at) => (
            <View
              key={turn.turnId}
              onLayout={({ nativeEvent }) => {
                if (at !== turns.length - 1 || shown.current === turn.turnId) return;
                shown.current = turn.turnId;
                bringIntoSight(nativeEvent.layout.y);
              }}
            >
              <TurnView turn={turn} at={at} onAsk={onAsk} />
            </View>
          ))}
          {asking === null ? null : (
            <View onLayout={({ nativeEvent }) => bringIntoSight(nativeEvent.layout.y)}>
              <UnderWay asking={asking} onAsk={onAsk} onStop={stop} />
            </View>
          )}
          {unanswered === null ? null : (
            <View onLayout={({ nativeEvent }) => bringIntoSight(nativeEvent.layout.y)}>
              <WithoutAnswer {...unanswered} onAsk={onAsk} />
            </View>
          )}
          <LiveWords asking={asking} latest={turns.at(-1)} />
          {isHistory ? (
            <HistorySheet
              openId={turns.at(-1)?.conversationId ?? null}
              onClose={() => setHistory(false)}
              onOpen={(told) => {
                setHistory(false);
                open(told);
              }}
              onGone={() => open([])}
            />
          ) : null}
        </>
      )}
    </ConversationFrame>
  );
}

/** A question under way, with what is told so far. */
function UnderWay(props: { asking: Asking; onAsk: (question: Question) => void; onStop: () => void }) {
  const { asking, onAsk, onStop } = props;
  const own = useWordsOf(ASSISTANT_WORDS);
  const colours = useColours();
  return (
    <View style={styles.turn} testID="asking">
      <Asked question={asking.question} />
      <Told text={unsaid(asking.text, asking.results)} results={asking.results} at="now" onAsk={onAsk} />
      <View style={styles.waiting}>
        <Busy color={colours.textMuted} />
        <Text tone="textMuted">{own.asking}</Text>
        <Button title={own.stop} onPress={onStop} testID="ask-stop" />
      </View>
    </View>
  );
}

/** A question that came to nothing: why, and the way to ask it once more. */
function WithoutAnswer({ question, error, onAsk }: Unanswered & { onAsk: (question: Question) => void }) {
  const own = useWordsOf(ASSISTANT_WORDS);
  return (
    <View style={styles.turn} testID="unanswered">
      <Asked question={question.text} />
      {error === null ? (
        <Notice icon="none" kind="neutral" testID="ask-stopped">
          {own.stopped}
        </Notice>
      ) : (
        <Refused error={error} testID="ask-refused" />
      )}
      <View style={styles.waiting}>
        <Button title={own.again} onPress={() => onAsk(question)} testID="ask-again" />
      </View>
    </View>
  );
}

const styles = StyleSheet.create({
  ways: { flexDirection: "row", flexWrap: "wrap", gap: SPACE.s },
  turn: { gap: SPACE.m },
  waiting: { flexDirection: "row", flexWrap: "wrap", alignItems: "center", gap: SPACE.s },
});
