import type { PartyPayment, PartyPaymentPage } from "@cfa/contract/insights";
import type { Party } from "@cfa/contract/reads";
import { StyleSheet, View } from "react-native";

import { Card } from "../../components/card";
import { Icon } from "../../components/icon";
import { Empty, Notice } from "../../components/notice";
import { PaymentClassChip } from "../../components/payment-class";
import { ReadState } from "../../components/read-state";
import { Text } from "../../components/text";
import { useWords } from "../../locale/locale";
import { dayText } from "../../locale/moment-text";
import type { SideName } from "../../queries/use-parties";
import { usePartyPayment } from "../../queries/use-payments";
import { useAsOf, useCompanyId } from "../../session/view";
import { useColours } from "../../theme/theme";
import { RADIUS, SPACE } from "../../theme/tokens";
import { ClassPin, PinWay } from "./class-pin";
import { PaymentFacts } from "./payment-facts";
import { confidenceText, driftText, reasonText } from "./payment-text";
import { RiskDrivers } from "./risk-drivers";

/** How a party pays on one side: its class and why, what is expected of it, and what a person says instead. */
export function HowItPays({ party, side }: { party: Party; side: SideName }) {
  const words = useWords();
  const { payments: w } = words;
  const companyId = useCompanyId();
  const isToday = useAsOf().asOf === null;
  const read = usePartyPayment({ companyId, partyId: party.partyId, side, isWanted: isToday });
  return (
    <Card heading={w.heading[side]} testID={`payments-${side}`}>
      {isToday ? (
        <ReadState read={read} skeleton={[4]}>
          {({ pages: [first] }) => (first === undefined ? null : <Learned page={first} party={party} />)}
        </ReadState>
      ) : (
        <Text tone="textMuted" testID="payments-of-today">
          {w.ofToday}
        </Text>
      )}
    </Card>
  );
}

function Learned({ page, party }: { page: PartyPaymentPage; party: Party }) {
  const words = useWords();
  const { payments: w } = words;
  const { learned, party: found, side } = page;
  if (learned === null) return <Empty title={w.notLearned} text={w.notLearnedText} testID="not-learned" />;
  return (
    <View style={styles.stack}>
      {learned.isBehind ? (
        <Notice icon="sync" kind="neutral" testID="learned-behind">
          {w.behind}
        </Notice>
      ) : null}
      {found === null ? (
        <Empty title={w.nothingOf} text={w.nothingOfText} testID="nothing-learned" />
      ) : (
        <>
          <ClassAndWhy found={found} />
          {found.pin === null ? null : <ClassPin found={found} pin={found.pin} />}
          <Drift found={found} />
          <PaymentFacts found={found} party={party} side={side} />
          {side === "receivable" ? <RiskDrivers found={found} /> : null}
        </>
      )}
      <View style={styles.foot}>
        <Text type="small" tone="textMuted" testID="learned-for">
          {w.learnedFor(dayText(learned.asOf))}
        </Text>
        {found === null ? null : <PinWay found={found} party={party} />}
      </View>
    </View>
  );
}

function ClassAndWhy({ found }: { found: PartyPayment }) {
  const words = useWords();
  const isPinned = found.pin !== null;
  const confidence = isPinned ? null : confidenceText(found, words);
  return (
    <View style={styles.why}>
      <View style={styles.head}>
        <PaymentClassChip of={found.class} testID="payment-class" />
        {confidence === null ? null : (
          <Text type="small" tone="textMuted" testID="payment-confidence" style={styles.confidence}>
            {confidence}
          </Text>
        )}
      </View>
      <Text testID="payment-reason">{reasonText(found, words)}</Text>
    </View>
  );
}

/** A lasting change, with a sign which way it goes. */
function Drift({ found }: { found: PartyPayment }) {
  const colours = useColours();
  const drift = driftText(found, useWords());
  if (drift === null) return null;
  const { title, about, isSlower } = drift;
  return (
    <View
      testID="payment-drift"
      style={[styles.drift, { backgroundColor: isSlower ? colours.warnSoft : colours.goodSoft }]}
    >
      <View style={isSlower ? null : styles.turned}>
        <Icon name="down" color={isSlower ? colours.warn : colours.good} size={20} />
      </View>
      <View style={styles.words}>
        <Text type="smallStrong">{title}</Text>
        <Text type="small">{about}</Text>
      </View>
    </View>
  );
}

const styles = StyleSheet.create({
  stack: { gap: SPACE.l },
  foot: {
    flexDirection: "row",
    flexWrap: "wrap",
    alignItems: "center",
    justifyContent: "space-between",
    gap: SPACE.s,
  },
  why: { gap: SPACE.m },
  head: {
    flexDirection: "row",
    flexWrap: "wrap",
    alignItems: "center",
    columnGap: SPACE.m,
    rowGap: SPACE.xs,
  },
  confidence: { flexShrink: 1 },
  drift: {
    flexDirection: "row",
    alignItems: "center",
    gap: SPACE.m,
    paddingHorizontal: SPACE.m,
    paddingVertical: SPACE.s,
    borderRadius: RADIUS.m,
  },
  turned: { transform: [{ rotate: "180deg" }] },
  words: { flex: 1, minWidth: 0 },
});
