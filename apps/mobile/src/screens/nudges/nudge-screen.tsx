import type { Nudge } from "@cfa/contract/nudges";
import { paiseFromJson } from "@cfa/values/money";
import { useLocalSearchParams } from "expo-router";
import { useState } from "react";
import { StyleSheet, View } from "react-native";

import { Button } from "../../components/button";
import { Card } from "../../components/card";
import { Fact, Facts } from "../../components/fact";
import { LinkRow } from "../../components/link-row";
import { Money } from "../../components/money";
import { Notice } from "../../components/notice";
import { Page } from "../../components/page";
import { ReadState } from "../../components/read-state";
import { Text } from "../../components/text";
import { Way } from "../../components/way";
import { dayText, momentText } from "../../locale/moment-text";
import { useNudge } from "../../queries/use-nudges";
import { useCompanyId } from "../../session/view";
import { SPACE } from "../../theme/tokens";
import { Attempts } from "./attempts";
import { DecideSheet, type Decided, type Deciding } from "./decide-sheet";
import { StateTag } from "./log-row";
import { Quoted, Reasons } from "./nudge-parts";
import { endText, stageText, sumText } from "./nudge-text";
import { useSay } from "./use-say";

/** One message to a customer: what it says, why, about which bills, and what became of it. */
export function NudgeScreen() {
  const say = useSay();
  const { own } = say;
  const companyId = useCompanyId();
  const { nudgeId } = useLocalSearchParams<{ nudgeId: string }>();
  const read = useNudge({ companyId, nudgeId });
  const nudge = read.data;
  return (
    <Page
      title={nudge === undefined ? own.one.heading : stageText(nudge.stage, say)}
      subtitle={nudge === undefined ? undefined : (nudge.party?.name ?? own.gone)}
      back
      narrow
      onRefresh={read.refetch}
    >
      <ReadState read={read} skeleton={[4, 4]}>
        {(found) => <One nudge={found} />}
      </ReadState>
    </Page>
  );
}

function One({ nudge }: { nudge: Nudge }) {
  const say = useSay();
  const { own, names } = say;
  const companyId = useCompanyId();
  const { bills, texts } = nudge;
  return (
    <View style={styles.stack}>
      <Standing nudge={nudge} />
      <Attempts nudge={nudge} />
      <Card testID="nudge-texts">
        <View style={styles.parts}>
          {texts.map((text) => (
            <Quoted
              key={text.way}
              label={[
                own.one.text(names.ways[text.way]),
                ...(text.way === "sms" ? [own.one.parts(text.units)] : []),
              ].join(" · ")}
              text={text}
            />
          ))}
          <Reasons nudge={nudge} />
        </View>
      </Card>
      <Card heading={own.bills} flush>
        <View role="list">
          {bills.map((bill, at) => (
            <BillRow key={bill.billId ?? `${bill.name} ${at}`} bill={bill} at={at} companyId={companyId} />
          ))}
        </View>
      </Card>
    </View>
  );
}

/** How it stands, what it asks for and costs, who let it out, and the word that is still possible. */
function Standing({ nudge }: { nudge: Nudge }) {
  const say = useSay();
  const { own, words } = say;
  const companyId = useCompanyId();
  const [deciding, setDeciding] = useState<Deciding | null>(null);
  const [decided, setDecided] = useState<Decided | null>(null);
  const { may, approved, approval, sendAt, amount, cost, language, party } = nudge;
  const why = endText(nudge, say);
  return (
    <Card testID="nudge">
      <View style={styles.parts}>
        <StateTag nudge={nudge} testID="nudge-state" />
        {why === null ? null : <Text testID="nudge-why-not">{why}</Text>}
        <Facts>
          <Fact label={own.one.amount}>{sumText(paiseFromJson(amount), words)}</Fact>
          <Fact label={own.one.planned}>{momentText(sendAt)}</Fact>
          <Fact label={own.one.cost}>
            {cost === "0" ? own.one.free : own.one.costAbout(sumText(paiseFromJson(cost), words))}
          </Fact>
          <Fact label={own.one.language}>{own.one.languages[language]}</Fact>
          <Fact label={own.one.approval}>
            {approved === null
              ? own.one.approvals[approval]
              : own.one.approved(approved.by, momentText(approved.at))}
          </Fact>
        </Facts>
        {(decided?.refused ?? []).map((text) => (
          <Notice key={text} icon="bad" kind="bad" testID="nudge-refused">
            {text}
          </Notice>
        ))}
        <View style={styles.deeds}>
          {may.approve ? (
            <Button
              title={own.approve}
              kind="primary"
              onPress={() => setDeciding({ deed: "approve", nudges: [nudge] })}
              testID="approve-nudge"
            />
          ) : null}
          {may.takeBack ? (
            <Button
              title={own.takeBack}
              onPress={() => setDeciding({ deed: "take-back", nudges: [nudge] })}
              testID="take-back-nudge"
            />
          ) : null}
          {party === null ? null : (
            <Way
              title={party.name}
              href={{
                pathname: "/[companyId]/parties/[partyId]",
                params: { companyId, partyId: party.partyId },
              }}
              testID="nudge-party"
            />
          )}
        </View>
      </View>
      {deciding === null ? null : (
        <DecideSheet
          deciding={deciding}
          onClose={() => setDeciding(null)}
          onDone={(said) => {
            setDeciding(null);
            setDecided(said);
          }}
        />
      )}
    </Card>
  );
}

function BillRow(props: { bill: Nudge["bills"][number]; at: number; companyId: string }) {
  const { bill, at, companyId } = props;
  const { own, words } = useSay();
  const { billId, name, dueDate, amount, isTrigger } = bill;
  const lines = (
    <>
      <Text type="strong">{name === "" ? words.bill.unnamed : name}</Text>
      <Text type="small" tone="textMuted">
        {[`${words.bill.dueDate} ${dayText(dueDate)}`, ...(isTrigger ? [] : [own.beside])].join(" · ")}
      </Text>
    </>
  );
  const sum = <Money paise={amount} type="strong" align="right" />;
  if (billId === null) {
    return (
      <View role="listitem" style={styles.gone}>
        <View style={styles.words}>{lines}</View>
        {sum}
      </View>
    );
  }
  return (
    <LinkRow
      to={{ pathname: "/[companyId]/bills/[billId]", params: { companyId, billId } }}
      isFirst={at === 0}
      aside={sum}
      testID={`nudge-bill-${at}`}
    >
      {lines}
    </LinkRow>
  );
}

const styles = StyleSheet.create({
  stack: { gap: SPACE.l },
  parts: { gap: SPACE.m },
  deeds: { flexDirection: "row", flexWrap: "wrap", gap: SPACE.s },
  gone: { flexDirection: "row", gap: SPACE.m, paddingHorizontal: SPACE.l, paddingVertical: SPACE.m },
  words: { flex: 1, minWidth: 0, gap: 2 },
});
