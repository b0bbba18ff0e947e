import { paiseFromJson, paiseToJson } from "@cfa/values/money";
import type { PartyBalance, Side } from "@cfa/contract/reads";
import { StyleSheet, View } from "react-native";

import { Card } from "../../components/card";
import { LinkRow } from "../../components/link-row";
import { Money } from "../../components/money";
import { Empty } from "../../components/notice";
import { PressLink } from "../../components/press";
import { Text } from "../../components/text";
import { useWords } from "../../locale/locale";
import { moneyText } from "../../locale/money-text";
import type { SideName } from "../../queries/use-parties";
import { useCompanyId } from "../../session/view";
import { useColours, useLayout } from "../../theme/theme";
import { SPACE } from "../../theme/tokens";

/** The parties that are most overdue, each leading to its page. */
export function TopOverdue(props: { side: Side; name: SideName }) {
  const { side, name } = props;
  const words = useWords();
  const companyId = useCompanyId();
  const receivable = name === "receivable";
  const highest = side.topOverdue.reduce((most, party) => {
    const sum = overdueOf(party);
    return sum > most ? sum : most;
  }, 1n);
  return (
    <Card
      heading={receivable ? words.home.topOverdueReceivable : words.home.topOverduePayable}
      hint={words.home.topOverdueOrder}
      testID="home-top-overdue"
      flush
    >
      {side.topOverdue.length === 0 ? (
        <Empty
          icon="good"
          title={receivable ? words.home.nothingOverdueReceivable : words.home.nothingOverduePayable}
        />
      ) : (
        <View role="list" style={styles.list}>
          {side.topOverdue.map((party, at) => (
            <Row key={party.partyId} party={party} at={at} highest={highest} />
          ))}
        </View>
      )}
      <PressLink
        href={{ pathname: "/[companyId]/parties", params: { companyId, side: name } }}
        style={styles.all}
        testID="home-all-parties"
      >
        <Text type="strong" tone="brand">
          {words.common.showAll}
        </Text>
      </PressLink>
    </Card>
  );
}

function Row(props: { party: PartyBalance; at: number; highest: bigint }) {
  const { party, at, highest } = props;
  const words = useWords();
  const colours = useColours();
  const companyId = useCompanyId();
  const phone = useLayout() === "phone";
  const share = Number((overdueOf(party) * 1000n) / highest) / 10;
  const notes = [words.home.oldest(words.common.days(party.oldestOverdueDays))];
  if (party.unapplied !== "0") {
    const short = (paise: string) => moneyText(paiseFromJson(paise), { form: "short", words });
    notes.push(
      `${words.side.overdue} ${short(party.overdue)}`,
      `${words.side.unapplied} ${short(party.unapplied)}`,
    );
  }
  return (
    <LinkRow
      to={{ pathname: "/[companyId]/parties/[partyId]", params: { companyId, partyId: party.partyId } }}
      aside={
        <Money
          paise={paiseToJson(overdueOf(party))}
          form={phone ? "short" : "whole"}
          type="figure"
          tone="bad"
          align="right"
          style={phone ? styles.short : styles.whole}
        />
      }
      testID={`party-row-${at}`}
    >
      <Text type="strong" lines={2}>
        {party.name}
      </Text>
      <Text type="small" tone="textMuted">
        {notes.join(" · ")}
      </Text>
      <View style={[styles.track, { backgroundColor: colours.raised }]}>
        <View style={[styles.bar, { backgroundColor: colours.ageing[3], width: `${Math.max(share, 1)}%` }]} />
      </View>
    </LinkRow>
  );
}

/** What the list goes by, and so what it shows: overdue, less money that is not set against a bill yet. */
function overdueOf({ overdue, unapplied }: PartyBalance): bigint {
  return paiseFromJson(overdue) - paiseFromJson(unapplied);
}

const styles = StyleSheet.create({
  list: { marginTop: SPACE.s },
  track: { height: 3, borderRadius: 2, marginTop: 2, overflow: "hidden" },
  bar: { height: 3, borderRadius: 2 },
  short: { minWidth: 92 },
  whole: { minWidth: 136 },
  all: { alignItems: "center", justifyContent: "center", padding: SPACE.s },
});
