import type { Nudge } from "@cfa/contract/nudges";
import { PAYMENT_CLASSES } from "@cfa/contract/correction-kinds";
import { oneOf } from "@cfa/contract/typed";
import { StyleSheet, View } from "react-native";

import { Button } from "../../components/button";
import { Money } from "../../components/money";
import { PaymentClassTag } from "../../components/payment-class";
import { PressLink } from "../../components/press";
import { Text } from "../../components/text";
import { Tick } from "../../components/tick";
import { Way } from "../../components/way";
import { useCompanyId } from "../../session/view";
import { useColours } from "../../theme/theme";
import { RADIUS, SPACE } from "../../theme/tokens";
import type { Deciding } from "./decide-sheet";
import { BillLines, Read, Reasons } from "./nudge-parts";
import { nameOf, sendsText, stageText } from "./nudge-text";
import type { PartyGroup } from "./party-groups";
import { useSay } from "./use-say";

type Choosing = {
  chosen: ReadonlySet<string>;
  onChoose: (nudgeId: string) => void;
  onDecide: (deciding: Deciding) => void;
};

/** What would go out to one party: each text, about which bills, why this and why then, with the word about it. */
export function GroupCard({ group, at, ...choosing }: Choosing & { group: PartyGroup; at: number }) {
  const colours = useColours();
  const { nudges } = group;
  const isChosen = nudges.some(({ nudgeId }) => choosing.chosen.has(nudgeId));
  return (
    <View
      role="listitem"
      testID={`nudge-group-${at}`}
      style={[
        styles.card,
        { backgroundColor: isChosen ? colours.brandSoft : colours.surface, borderColor: colours.line },
      ]}
    >
      <Head group={group} at={at} />
      {nudges.map((nudge, place) => (
        <Waiting
          key={nudge.nudgeId}
          nudge={nudge}
          testID={`${at}-${place}`}
          isFirst={place === 0}
          {...choosing}
        />
      ))}
    </View>
  );
}

function Head({ group: { party, class: paid }, at }: { group: PartyGroup; at: number }) {
  const { own } = useSay();
  const companyId = useCompanyId();
  const known = oneOf(PAYMENT_CLASSES, paid);
  return (
    <View style={styles.line}>
      {party === null ? (
        <Text type="strong">{own.gone}</Text>
      ) : (
        <PressLink
          href={{ pathname: "/[companyId]/parties/[partyId]", params: { companyId, partyId: party.partyId } }}
          testID={`nudge-party-${at}`}
          style={styles.party}
        >
          <Text type="strong" tone="brand">
            {party.name}
          </Text>
        </PressLink>
      )}
      {known === undefined ? null : (
        <View>
          <PaymentClassTag of={known} />
        </View>
      )}
    </View>
  );
}

function Waiting(props: Choosing & { nudge: Nudge; testID: string; isFirst: boolean }) {
  const { nudge, testID, isFirst, chosen, onChoose, onDecide } = props;
  const say = useSay();
  const { own } = say;
  const colours = useColours();
  const companyId = useCompanyId();
  const { nudgeId, may, amount } = nudge;
  const name = nameOf(nudge, say);
  return (
    <View
      style={[
        styles.waiting,
        !isFirst && { borderTopWidth: 1, borderColor: colours.line, paddingTop: SPACE.m },
      ]}
      testID={`nudge-${testID}`}
    >
      <View style={styles.head}>
        {may.approve || may.takeBack ? (
          <Tick
            label={own.choose(name)}
            ticked={chosen.has(nudgeId)}
            onPress={() => onChoose(nudgeId)}
            testID={`choose-nudge-${testID}`}
          />
        ) : null}
        <View style={styles.words}>
          <Text type="strong">{stageText(nudge.stage, say)}</Text>
          <Text type="small" tone="textMuted">
            {sendsText(nudge, say)}
          </Text>
        </View>
        <Money paise={amount} type="figure" align="right" testID={`nudge-amount-${testID}`} />
      </View>
      <Read nudge={nudge} />
      <BillLines nudge={nudge} />
      <Reasons nudge={nudge} />
      {may.approve ? null : (
        <Text type="small" tone="textMuted">
          {own.ownerLets}
        </Text>
      )}
      <View style={styles.deeds}>
        {may.approve ? (
          <Button
            title={own.approve}
            of={name}
            onPress={() => onDecide({ deed: "approve", nudges: [nudge] })}
            testID={`approve-nudge-${testID}`}
          />
        ) : null}
        {may.takeBack ? (
          <Button
            title={own.takeBack}
            of={name}
            onPress={() => onDecide({ deed: "take-back", nudges: [nudge] })}
            testID={`take-back-nudge-${testID}`}
          />
        ) : null}
        <Way
          title={own.more}
          href={{ pathname: "/[companyId]/nudges/[nudgeId]", params: { companyId, nudgeId } }}
          testID={`more-nudge-${testID}`}
        />
      </View>
    </View>
  );
}

const styles = StyleSheet.create({
  card: { borderRadius: RADIUS.l, borderWidth: 1, padding: SPACE.l, gap: SPACE.m },
  line: { flexDirection: "row", flexWrap: "wrap", alignItems: "center", gap: SPACE.s },
  party: { justifyContent: "center", alignSelf: "flex-start" },
  waiting: { gap: SPACE.m },
  head: { flexDirection: "row", alignItems: "flex-start", flexWrap: "wrap", gap: SPACE.s },
  words: { flex: 1, minWidth: 180 },
  deeds: { flexDirection: "row", flexWrap: "wrap", gap: SPACE.s },
});
