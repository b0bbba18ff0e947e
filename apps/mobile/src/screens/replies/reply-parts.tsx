import type { Inbound } from "@cfa/contract/inbound";
import { paiseFromJson } from "@cfa/values/money";
import { StyleSheet, View } from "react-native";

import { PressLink } from "../../components/press";
import { Tag } from "../../components/tag";
import { Text } from "../../components/text";
import { useWords, useWordsOf } from "../../locale/locale";
import { dayText, momentText } from "../../locale/moment-text";
import { moneyText } from "../../locale/money-text";
import { REPLY_WORDS } from "../../locale/replies/words";
import { useCompanyId } from "../../session/view";
import { useColours } from "../../theme/theme";
import { RADIUS, SPACE } from "../../theme/tokens";

/** Whose an answer is, or who it may be of. */
export function Whose({ reply: { party, candidates }, at }: { reply: Inbound; at: number }) {
  const words = useWordsOf(REPLY_WORDS);
  const companyId = useCompanyId();
  if (party === null) {
    return (
      <Text type="strong" testID={`reply-party-${at}`}>
        {candidates.length === 0 ? words.unknown : words.oneOf(candidates.length)}
      </Text>
    );
  }
  return (
    <PressLink
      href={{ pathname: "/[companyId]/parties/[partyId]", params: { companyId, partyId: party.partyId } }}
      testID={`reply-party-${at}`}
      style={styles.party}
    >
      <Text type="strong" tone="brand">
        {party.name}
      </Text>
    </PressLink>
  );
}

/** When and by which way an answer came. */
export function CameBy({ reply: { at, way, fromEnd } }: { reply: Inbound }) {
  const words = useWordsOf(REPLY_WORDS);
  const from = fromEnd === null ? [] : [way === "email" ? words.fromHost(fromEnd) : words.from(fromEnd)];
  return (
    <Text type="small" tone="textMuted">
      {[momentText(at), words.ways[way], ...from].join(" · ")}
    </Text>
  );
}

/** The customer's own words, set off from what is said about them. */
export function OwnWords({ reply: { text } }: { reply: Inbound }) {
  const words = useWordsOf(REPLY_WORDS);
  const colours = useColours();
  return (
    <View style={[styles.quoted, { backgroundColor: colours.raised, borderColor: colours.lineStrong }]}>
      {text === null ? <Text tone="textMuted">{words.erased}</Text> : <Text>{text}</Text>}
    </View>
  );
}

/** What an answer seems to say, and the sum, day and reference in it. */
export function Seems({ reply: { reading }, at }: { reply: Inbound; at: number }) {
  const words = useWordsOf(REPLY_WORDS);
  const app = useWords();
  const { intent, amount, day, utr } = reading;
  const named = [
    ...(amount === null
      ? []
      : [words.amount(moneyText(paiseFromJson(amount), { form: "full", words: app }))]),
    ...(day === null ? [] : [words.day(dayText(day))]),
    ...(utr === null ? [] : [words.utr(utr)]),
  ];
  return (
    <View style={styles.seems}>
      <Tag
        title={words.seems[intent]}
        kind={intent === "other" ? "neutral" : "warn"}
        testID={`reply-seems-${at}`}
      />
      {named.length === 0 ? null : <Text type="small">{named.join(" · ")}</Text>}
    </View>
  );
}

const styles = StyleSheet.create({
  party: { justifyContent: "center", alignSelf: "flex-start" },
  quoted: { padding: SPACE.m, borderRadius: RADIUS.m, borderLeftWidth: 3 },
  seems: { flexDirection: "row", flexWrap: "wrap", alignItems: "center", gap: SPACE.s },
});
