import type { Correction } from "@cfa/contract/corrections";
import { paiseFromJson } from "@cfa/values/money";
import { use } from "react";
import { StyleSheet, View } from "react-native";

import { WithinCard } from "../../components/card";
import { PressLink } from "../../components/press";
import { Tag, type TagKind } from "../../components/tag";
import { Text } from "../../components/text";
import type { Catalogue } from "../../locale/en";
import { useWords } from "../../locale/locale";
import { moneyText } from "../../locale/money-text";
import { dayText, momentText } from "../../locale/moment-text";
import { useCompanyId } from "../../session/view";
import { useColours } from "../../theme/theme";
import { RADIUS, SPACE } from "../../theme/tokens";
import { CorrectionDeeds } from "./correction-deeds";
import { CorrectionFacts } from "./correction-facts";

const LOOKS: Record<Correction["state"], TagKind> = {
  waiting: "warn",
  active: "good",
  conflict: "bad",
  retired: "neutral",
  undone: "neutral",
  rejected: "neutral",
};

/** One correction: what was said of what and why, by whom, and what can be done about it. Within a card a part of that. */
export function CorrectionCard(props: { correction: Correction; at: number; hideParty?: boolean }) {
  const { correction, at, hideParty = false } = props;
  const words = useWords();
  const colours = useColours();
  const isOwnCard = use(WithinCard) === "no";
  const about = aboutOf(correction);
  return (
    <View
      role="listitem"
      testID={`correction-${at}`}
      style={[
        isOwnCard ? styles.card : styles.part,
        { backgroundColor: colours.surface, borderColor: colours.line },
      ]}
    >
      <View style={styles.head}>
        <Text type="strong" style={styles.kind}>
          {words.corrections.kinds[correction.kind]}
        </Text>
        <Tag
          title={words.corrections.states[correction.state]}
          kind={LOOKS[correction.state]}
          testID={`correction-state-${at}`}
        />
      </View>
      {hideParty ? null : <PartyName correction={correction} at={at} />}
      {about === "" ? null : <Text tone="textMuted">{about}</Text>}
      <CorrectionFacts correction={correction} />
      {correction.promise === null ? null : (
        <Text type="smallStrong" tone={correction.promise.standing === "broken" ? "bad" : "good"}>
          {promiseText(correction.promise, words)}
        </Text>
      )}
      <Text type="small">{correction.reason}</Text>
      <Text type="small" tone="textMuted">
        {historyText(correction, words)}
      </Text>
      <CorrectionDeeds correction={correction} at={at} />
    </View>
  );
}

function PartyName({ correction, at }: { correction: Correction; at: number }) {
  const companyId = useCompanyId();
  const { party } = correction;
  if (party === null) return null;
  return (
    <PressLink
      href={{ pathname: "/[companyId]/parties/[partyId]", params: { companyId, partyId: party.partyId } }}
      testID={`correction-party-${at}`}
      style={styles.party}
    >
      <Text type="strong" tone="brand">
        {party.name}
      </Text>
    </PressLink>
  );
}

function aboutOf({ bill, voucher }: Correction): string {
  const parts = [
    bill === null ? "" : `${bill.name} · ${dayText(bill.date)}`,
    voucher === null ? "" : `${voucher.type} ${voucher.number}`.trim(),
  ];
  return parts.filter((part) => part !== "").join(" · ");
}

function promiseText(promise: NonNullable<Correction["promise"]>, words: Catalogue): string {
  const received = moneyText(paiseFromJson(promise.received), { form: "full", words });
  return words.corrections.promise[promise.standing](received);
}

function historyText(correction: Correction, words: Catalogue): string {
  const { createdBy, createdAt, decidedBy, decidedAt, endedAt, fromDate, untilDate } = correction;
  const { madeBy, decidedBy: decided, ended, from, until } = words.corrections;
  return [
    ...(fromDate === null ? [] : [from(dayText(fromDate))]),
    ...(untilDate === null ? [] : [until(dayText(untilDate))]),
    madeBy(createdBy, momentText(createdAt)),
    ...(decidedBy === null || decidedAt === null ? [] : [decided(decidedBy, momentText(decidedAt))]),
    ...(endedAt === null ? [] : [ended(momentText(endedAt))]),
  ].join(" · ");
}

const styles = StyleSheet.create({
  card: { borderRadius: RADIUS.l, borderWidth: 1, padding: SPACE.l, gap: SPACE.xs },
  part: { borderTopWidth: 1, paddingTop: SPACE.m, gap: SPACE.xs },
  head: { flexDirection: "row", flexWrap: "wrap", alignItems: "center", gap: SPACE.s },
  kind: { flexShrink: 1 },
  party: { justifyContent: "center", alignSelf: "flex-start" },
});
