import { useLocalSearchParams } from "expo-router";
import { StyleSheet, View } from "react-native";

import { Text } from "../../components/text";
import { ASSISTANT_WORDS } from "../../locale/assistant/words";
import { useLocale, useWordsOf } from "../../locale/locale";
import { useSuggestions, type Question } from "../../queries/use-assistant";
import { useParty } from "../../queries/use-party";
import { useCompanyId } from "../../session/view";
import { SPACE } from "../../theme/tokens";
import { Pressables } from "./answer";
import { questionsOfParty } from "./exact-questions";

type Ask = (question: Question) => void;

/** Before anything was asked: what the assistant is, and questions to begin with, of the party that one came from or of today. */
export function Start({ onAsk }: { onAsk: Ask }) {
  const own = useWordsOf(ASSISTANT_WORDS);
  const { party } = useLocalSearchParams<{ party?: string }>();
  return (
    <View style={styles.start} testID="ask-empty">
      <View style={styles.words}>
        <Text type="title" heading={2}>
          {own.empty}
        </Text>
        <Text tone="textMuted">{own.hint}</Text>
      </View>
      {party === undefined || party === "" ? null : <OfParty partyId={party} onAsk={onAsk} />}
      <OfToday onAsk={onAsk} />
    </View>
  );
}

function OfToday({ onAsk }: { onAsk: Ask }) {
  const own = useWordsOf(ASSISTANT_WORDS);
  const companyId = useCompanyId();
  const { language } = useLocale();
  const questions = useSuggestions({ companyId, language }) ?? [];
  if (questions.length === 0) return null;
  return (
    <Group
      heading={own.suggestions}
      questions={questions.map((text) => ({ text, choice: null }))}
      onAsk={onAsk}
      testID="suggestion"
    />
  );
}

function OfParty({ partyId, onAsk }: { partyId: string; onAsk: Ask }) {
  const own = useWordsOf(ASSISTANT_WORDS);
  const companyId = useCompanyId();
  const party = useParty({ companyId, partyId, asOf: null }).data;
  if (party === undefined) return null;
  const { name, kind } = party;
  const sides = [
    ...(kind === "supplier" ? [] : (["receivable"] as const)),
    ...(kind === "customer" ? [] : (["payable"] as const)),
  ];
  return (
    <Group
      heading={name}
      questions={questionsOfParty({ partyId, name, sides }, own.exact)}
      onAsk={onAsk}
      testID="of-party"
    />
  );
}

function Group(props: { heading: string; questions: readonly Question[]; onAsk: Ask; testID: string }) {
  const { heading, ...others } = props;
  return (
    <View style={styles.words}>
      <Text type="smallStrong" tone="textMuted">
        {heading}
      </Text>
      <Pressables {...others} />
    </View>
  );
}

const styles = StyleSheet.create({
  start: { gap: SPACE.xl, paddingTop: SPACE.m },
  words: { gap: SPACE.s },
});
