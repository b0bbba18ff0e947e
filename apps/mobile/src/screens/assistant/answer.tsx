import type { Turn } from "@cfa/contract/assistant";
import type { Answer, AnswerResult } from "@cfa/contract/assistant-answer";
import { useState } from "react";
import { StyleSheet, View } from "react-native";

import { Button } from "../../components/button";
import { CopyButton } from "../../components/copy-button";
import { Icon } from "../../components/icon";
import { Press } from "../../components/press";
import { Refused } from "../../components/refused";
import { Text } from "../../components/text";
import { ASSISTANT_WORDS } from "../../locale/assistant/words";
import { useWords, useWordsOf } from "../../locale/locale";
import { agoText } from "../../locale/moment-text";
import { useFeedback, type Question } from "../../queries/use-assistant";
import { useCompanyId } from "../../session/view";
import { useColours } from "../../theme/theme";
import { RADIUS, SPACE } from "../../theme/tokens";
import { ResultCard } from "./result-card";
import { unsaid } from "./unsaid";

type Ask = (question: Question) => void;

/** A question and what it came to. */
export function TurnView({ turn, at, onAsk }: { turn: Turn; at: number; onAsk: Ask }) {
  const { answer } = turn;
  const results = "results" in answer ? answer.results : [];
  return (
    <View style={styles.turn} testID={`turn-${at}`}>
      <Asked question={turn.question} />
      <Told text={unsaid(answer.text, results)} results={results} at={String(at)} onAsk={onAsk} />
      {answer.kind === "draft" ? <Draft draft={answer.draft} /> : null}
      {answer.kind === "choices" ? (
        <Pressables
          questions={answer.choices.map(({ text, asked }) => ({ text, choice: asked }))}
          onAsk={onAsk}
          testID={`turn-${at}-choice`}
        />
      ) : null}
      {answer.kind === "declined" && answer.near.length > 0 ? (
        <Near questions={answer.near} onAsk={onAsk} testID={`turn-${at}-near`} />
      ) : null}
      {"books" in answer ? <Books books={answer.books} /> : null}
      {answer.kind === "choices" || answer.kind === "refused" ? null : <Feedback turn={turn} at={at} />}
    </View>
  );
}

/** What was asked. */
export function Asked({ question }: { question: string }) {
  const own = useWordsOf(ASSISTANT_WORDS);
  const colours = useColours();
  return (
    <View style={[styles.asked, { backgroundColor: colours.brandSoft }]} aria-label={own.you}>
      <Text type="strong">{question}</Text>
    </View>
  );
}

/** What is told so far: the text, then the results. Text is only ever text. */
export function Told(props: { text: string; results: readonly AnswerResult[]; at: string; onAsk: Ask }) {
  const { text, results, at, onAsk } = props;
  return (
    <View style={styles.told}>
      {text === "" ? null : <Text testID={`answer-${at}`}>{text}</Text>}
      {results.map((result, place) => (
        <ResultCard
          key={`${result.query.measure} ${result.title}`}
          result={result}
          at={`${at}-${place}`}
          onAsk={onAsk}
        />
      ))}
    </View>
  );
}

function Draft({ draft }: { draft: string }) {
  const own = useWordsOf(ASSISTANT_WORDS);
  const colours = useColours();
  return (
    <View style={[styles.draft, { borderColor: colours.line }]} testID="draft">
      <Text type="small" tone="textMuted">
        {own.draft}
      </Text>
      <Text testID="draft-text">{draft}</Text>
      <CopyButton title={own.copy} text={draft} testID="draft-copy" />
    </View>
  );
}

function Near({ questions, onAsk, testID }: { questions: readonly string[]; onAsk: Ask; testID: string }) {
  const own = useWordsOf(ASSISTANT_WORDS);
  return (
    <View style={styles.near}>
      <Text type="small" tone="textMuted">
        {own.near}
      </Text>
      <Pressables
        questions={questions.map((text) => ({ text, choice: null }))}
        onAsk={onAsk}
        testID={testID}
      />
    </View>
  );
}

/** Questions to press. */
export function Pressables(props: { questions: readonly Question[]; onAsk: Ask; testID: string }) {
  const { questions, onAsk, testID } = props;
  return (
    <View style={styles.pressables}>
      {questions.map((question, at) => (
        <Button
          key={question.text}
          title={question.text}
          onPress={() => onAsk(question)}
          testID={`${testID}-${at}`}
        />
      ))}
    </View>
  );
}

function Books({ books }: { books: Extract<Answer, { kind: "answer" }>["books"] }) {
  const own = useWordsOf(ASSISTANT_WORDS);
  const words = useWords();
  const [now] = useState(() => Date.now());
  const read =
    books.readAt === null ? own.neverRead : own.read(agoText(Date.parse(books.readAt), { now, words }));
  return (
    <Text
      type="small"
      tone={books.isStale || books.tieOut === "different" ? "bad" : "textMuted"}
      testID="answer-books"
    >
      {`${read}, ${own.tieOut[books.tieOut]}`}
    </Text>
  );
}

function Feedback({ turn, at }: { turn: Turn; at: number }) {
  const own = useWordsOf(ASSISTANT_WORDS);
  const companyId = useCompanyId();
  const colours = useColours();
  const feedback = useFeedback();
  const said = feedback.variables?.feedback ?? turn.feedback;
  if (said !== null && !feedback.isError) {
    return (
      <Text type="small" tone="textMuted" testID={`turn-${at}-thanks`}>
        {own.thanks}
      </Text>
    );
  }
  return (
    <View style={styles.feedback}>
      {(["right", "wrong"] as const).map((word) => (
        <Press
          key={word}
          label={`${own[word]}: ${turn.question}`}
          onPress={() => feedback.mutate({ companyId, turnId: turn.turnId, feedback: word })}
          style={styles.said}
          testID={`turn-${at}-${word}`}
        >
          <Icon name={word === "right" ? "good" : "bad"} color={colours.textMuted} size={18} />
          <Text type="small" tone="textMuted">
            {own[word]}
          </Text>
        </Press>
      ))}
      <Refused error={feedback.error} testID={`turn-${at}-feedback-refused`} />
    </View>
  );
}

const styles = StyleSheet.create({
  turn: { gap: SPACE.m },
  asked: {
    alignSelf: "flex-end",
    maxWidth: "90%",
    paddingHorizontal: SPACE.m,
    paddingVertical: SPACE.s,
    borderRadius: RADIUS.m,
  },
  told: { gap: SPACE.m },
  draft: { gap: SPACE.s, padding: SPACE.m, borderWidth: 1, borderRadius: RADIUS.m },
  near: { gap: SPACE.s },
  feedback: { flexDirection: "row", flexWrap: "wrap", columnGap: SPACE.l },
  said: { flexDirection: "row", alignItems: "center", gap: SPACE.xs },
  pressables: { flexDirection: "row", flexWrap: "wrap", gap: SPACE.s },
});
