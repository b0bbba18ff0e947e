import { useLocalSearchParams } from "expo-router";
import { useEffect, useRef, useState } from "react";
import { StyleSheet, View } from "react-native";

import { Button } from "../../components/button";
import { Busy } from "../../components/busy";
import { Field } from "../../components/field";
import { Empty } from "../../components/notice";
import { Page } from "../../components/page";
import { Refused } from "../../components/refused";
import { Text } from "../../components/text";
import { ASSISTANT_WORDS } from "../../locale/assistant/words";
import { useLocale, useWordsOf } from "../../locale/locale";
import { useConversation, useSuggestions, type Question } from "../../queries/use-assistant";
import { useCompanyId } from "../../session/view";
import { useColours } from "../../theme/theme";
import { SPACE } from "../../theme/tokens";
import { Asked, Pressables, Told, TurnView } from "./answer";
import { HistorySheet } from "./history-sheet";

/** Questions to the books and their answers, the latest at the end, with the line to ask on. */
export function AssistantScreen() {
  const own = useWordsOf(ASSISTANT_WORDS);
  const companyId = useCompanyId();
  const { language } = useLocale();
  const colours = useColours();
  const linked = useLocalSearchParams<{ q?: string }>().q;
  const { turns, asking, error, ask, open, stop } = useConversation({ companyId, language });
  const [isHistory, setHistory] = useState(false);
  const onAsk = (question: Question): void => void ask(question);
  const wasLinked = useRef(false);
  useEffect(() => {
    if (wasLinked.current || linked === undefined || linked === "") return;
    wasLinked.current = true;
    void ask({ text: linked, choice: null });
  }, [ask, linked]);
  return (
    <Page title={own.heading} subtitle={own.hint} back narrow>
      <View style={styles.ways}>
        <Button title={own.history.heading} onPress={() => setHistory(true)} testID="ask-history" />
        {turns.length === 0 ? null : (
          <Button title={own.history.fresh} onPress={() => open([])} testID="ask-fresh" />
        )}
      </View>
      {turns.length === 0 && asking === null ? <Start onAsk={onAsk} /> : null}
      {turns.map((turn, at) => (
        <TurnView key={turn.turnId} turn={turn} at={at} onAsk={onAsk} />
      ))}
      {asking === null ? null : (
        <View style={styles.turn} aria-live="polite" testID="asking">
          <Asked question={asking.question} />
          <Told text={asking.text} results={asking.results} at="now" />
          <View style={styles.waiting}>
            <Busy color={colours.textMuted} />
            <Text tone="textMuted">{own.asking}</Text>
            <Button title={own.stop} onPress={stop} testID="ask-stop" />
          </View>
        </View>
      )}
      <Refused error={error} testID="ask-refused" />
      <Line onAsk={onAsk} isBusy={asking !== null} />
      {isHistory ? (
        <HistorySheet
          onClose={() => setHistory(false)}
          onOpen={(told) => {
            setHistory(false);
            open(told);
          }}
        />
      ) : null}
    </Page>
  );
}

function Start({ onAsk }: { onAsk: (question: Question) => void }) {
  const own = useWordsOf(ASSISTANT_WORDS);
  const companyId = useCompanyId();
  const { language } = useLocale();
  const questions = useSuggestions({ companyId, language }) ?? [];
  return (
    <>
      <Empty icon="search" title={own.empty} testID="ask-empty" />
      {questions.length === 0 ? null : (
        <View style={styles.turn}>
          <Text type="smallStrong" tone="textMuted">
            {own.suggestions}
          </Text>
          <Pressables
            questions={questions.map((text) => ({ text, choice: null }))}
            onAsk={onAsk}
            testID="suggestion"
          />
        </View>
      )}
    </>
  );
}

function Line({ onAsk, isBusy }: { onAsk: (question: Question) => void; isBusy: boolean }) {
  const own = useWordsOf(ASSISTANT_WORDS);
  const colours = useColours();
  const [text, setText] = useState("");
  const send = (): void => {
    const question = text.trim();
    if (question === "" || isBusy) return;
    setText("");
    onAsk({ text: question, choice: null });
  };
  return (
    <View style={[styles.line, { backgroundColor: colours.ground }]}>
      <View style={styles.field}>
        <Field
          label={own.field}
          hideLabel
          value={text}
          onChange={setText}
          onSubmit={send}
          testID="ask-field"
        />
      </View>
      <Button title={own.send} kind="primary" busy={isBusy} onPress={send} testID="ask-send" />
    </View>
  );
}

const styles = StyleSheet.create({
  ways: { flexDirection: "row", flexWrap: "wrap", gap: SPACE.s },
  turn: { gap: SPACE.m },
  waiting: { flexDirection: "row", flexWrap: "wrap", alignItems: "center", gap: SPACE.s },
  line: { flexDirection: "row", alignItems: "flex-end", gap: SPACE.s, paddingVertical: SPACE.s },
  field: { flex: 1, minWidth: 0 },
});
