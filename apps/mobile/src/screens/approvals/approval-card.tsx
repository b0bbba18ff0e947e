import type { Approval } from "@cfa/contract/approvals";
import { paiseFromJson } from "@cfa/values/money";
import { StyleSheet, View } from "react-native";

import { Button } from "../../components/button";
import { Money } from "../../components/money";
import { PressLink } from "../../components/press";
import { Tag, type TagKind } from "../../components/tag";
import { Text } from "../../components/text";
import { Tick } from "../../components/tick";
import type { Catalogue } from "../../locale/en";
import { useWords } from "../../locale/locale";
import { dayText, momentText } from "../../locale/moment-text";
import { moneyText } from "../../locale/money-text";
import { useApprovalDeeds } from "../../queries/use-approvals";
import { useCompanyId } from "../../session/view";
import { useColours } from "../../theme/theme";
import { RADIUS, SPACE } from "../../theme/tokens";

const LOOKS: Record<Approval["state"], TagKind> = {
  asked: "warn",
  approved: "good",
  refused: "bad",
  ended: "neutral",
};

/** One thing that waits or was decided: what of whom, how much, why, and what the reader may do. */
export function ApprovalCard(props: {
  approval: Approval;
  at: number;
  chosen: boolean;
  onChoose: () => void;
  onDecide: (decide: "approve" | "refuse") => void;
}) {
  const { approval, at, chosen, onChoose, onDecide } = props;
  const { state, kind, amount, may } = approval;
  const words = useWords();
  const colours = useColours();
  const companyId = useCompanyId();
  const { takeBack } = useApprovalDeeds();
  const w = words.approvals;
  return (
    <View
      role="listitem"
      testID={`approval-${at}`}
      style={[
        styles.card,
        { backgroundColor: chosen ? colours.brandSoft : colours.surface, borderColor: colours.line },
      ]}
    >
      <View style={styles.head}>
        {may.decide ? (
          <Tick
            label={w.choose(nameOf(approval))}
            ticked={chosen}
            onPress={onChoose}
            testID={`choose-approval-${at}`}
          />
        ) : null}
        <View style={styles.words}>
          <View style={styles.tags}>
            <Text type="strong">{w.kinds[kind]}</Text>
            <Tag title={w.states[state]} kind={LOOKS[state]} testID={`approval-state-${at}`} />
          </View>
          <Party approval={approval} companyId={companyId} at={at} />
          <Text tone="textMuted">{aboutOf(approval, words)}</Text>
          <Text>{approval.reason}</Text>
          <Text type="small" tone="textMuted">
            {historyOf(approval, words)}
          </Text>
          {approval.decidedWhy === null ? null : <Text type="smallStrong">{approval.decidedWhy}</Text>}
        </View>
        <Money paise={amount} type="figure" align="right" testID={`approval-amount-${at}`} />
      </View>
      {may.decide ? (
        <View style={styles.deeds}>
          <Button
            title={w.approve}
            kind="primary"
            of={nameOf(approval)}
            onPress={() => onDecide("approve")}
            testID={`approve-${at}`}
          />
          <Button
            title={w.refuse}
            of={nameOf(approval)}
            onPress={() => onDecide("refuse")}
            testID={`refuse-${at}`}
          />
        </View>
      ) : null}
      {may.takeBack && !may.decide ? (
        <View style={styles.deeds}>
          <Button
            title={w.takeBack}
            of={nameOf(approval)}
            busy={takeBack.isPending}
            onPress={() => takeBack.mutate({ companyId, correctionId: approval.approvalId })}
            testID={`take-back-${at}`}
          />
        </View>
      ) : null}
    </View>
  );
}

function Party({ approval, companyId, at }: { approval: Approval; companyId: string; at: number }) {
  const { party, bill } = approval;
  if (party === null) return null;
  const billId = bill?.billId ?? null;
  return (
    <PressLink
      href={
        billId === null
          ? { pathname: "/[companyId]/parties/[partyId]", params: { companyId, partyId: party.partyId } }
          : { pathname: "/[companyId]/bills/[billId]", params: { companyId, billId } }
      }
      testID={`approval-about-${at}`}
      style={styles.party}
    >
      <Text type="strong" tone="brand">
        {nameOf(approval)}
      </Text>
    </PressLink>
  );
}

function nameOf({ party, bill }: Approval): string {
  return [party?.name, bill?.name].filter((part) => part !== undefined && part !== "").join(" · ");
}

function aboutOf({ bill, day }: Approval, words: Catalogue): string {
  const open = bill?.open ?? null;
  return [
    ...(bill === null ? [] : [dayText(bill.date)]),
    ...(open === null ? [] : [words.approvals.of(moneyText(paiseFromJson(open), { form: "full", words }))]),
    ...(day === null ? [] : [words.approvals.from(dayText(day))]),
  ].join(" · ");
}

function historyOf(approval: Approval, words: Catalogue): string {
  const { state, askedBy, askedAt, decidedBy, decidedAt, changed } = approval;
  const w = words.approvals;
  const isDecided = (state === "approved" || state === "refused") && decidedBy !== null && decidedAt !== null;
  return [
    w.asked(askedBy, momentText(askedAt)),
    ...(isDecided ? [w.decided[state](decidedBy, momentText(decidedAt))] : []),
    ...(changed ? [w.changed] : []),
    ...(state === "ended" ? [w.ended] : []),
  ].join(" · ");
}

const styles = StyleSheet.create({
  card: { borderRadius: RADIUS.l, borderWidth: 1, padding: SPACE.l, gap: SPACE.xs },
  head: { flexDirection: "row", alignItems: "flex-start", gap: SPACE.s },
  words: { flex: 1, minWidth: 0 },
  tags: { flexDirection: "row", flexWrap: "wrap", alignItems: "center", gap: SPACE.s },
  party: { justifyContent: "center", alignSelf: "flex-start" },
  deeds: { flexDirection: "row", flexWrap: "wrap", gap: SPACE.s, marginTop: SPACE.s },
});
