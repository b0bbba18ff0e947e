import type { BillEvidence } from "@cfa/contract/reads";
import { useLocalSearchParams } from "expo-router";
import { StyleSheet, View } from "react-native";

import { AsOfNotice } from "../../components/as-of";
import { BillTags } from "../../components/bill-tags";
import { Card } from "../../components/card";
import { ExchangeFact } from "../../components/exchange-fact";
import { Fact, Facts } from "../../components/fact";
import { Icon } from "../../components/icon";
import { Money } from "../../components/money";
import { Notice } from "../../components/notice";
import { Page } from "../../components/page";
import { PressLink } from "../../components/press";
import { ReadState } from "../../components/read-state";
import { Text } from "../../components/text";
import { useWords } from "../../locale/locale";
import { moneyText } from "../../locale/money-text";
import { dayText } from "../../locale/moment-text";
import { useBillEvidence } from "../../queries/use-bill-evidence";
import { useAsOf, useCompanyId } from "../../session/view";
import { useColours } from "../../theme/theme";
import { RADIUS, SPACE } from "../../theme/tokens";
import { paiseFromJson } from "@cfa/values/money";
import { BillCorrections } from "../corrections/correct-links";
import { DraftLinks } from "../drafts/draft-links";
import { TdsOfBill } from "../tds/tds-of-bill";
import { BillForecastCard } from "./bill-forecast";
import { Evidence } from "./evidence";

/** One bill: its sums and days, and the vouchers they come from. */
export function BillScreen() {
  const words = useWords();
  const companyId = useCompanyId();
  const { billId } = useLocalSearchParams<{ billId: string }>();
  const { asOf } = useAsOf();
  const read = useBillEvidence({ companyId, billId, asOf });
  const bill = read.data?.bill;
  const title = bill === undefined ? words.bill.heading : bill.name === "" ? words.bill.unnamed : bill.name;
  const side = bill?.side === "payable" ? words.bill.sidePayable : words.bill.sideReceivable;
  return (
    <Page title={title} subtitle={bill ? side : undefined} back narrow onRefresh={read.refetch}>
      <AsOfNotice />
      <ReadState read={read} skeleton={[5, 4, 4]}>
        {(evidence) => (
          <View style={styles.stack}>
            <PartyLink party={evidence.party} />
            <BillSums evidence={evidence} />
            <BillForecastCard evidence={evidence} />
            <TdsOfBill evidence={evidence} />
            <BillCorrections bill={evidence.bill} partyId={evidence.party.partyId} />
            <DraftLinks bill={evidence.bill} />
            <Evidence evidence={evidence} />
          </View>
        )}
      </ReadState>
    </Page>
  );
}

function PartyLink({ party }: { party: BillEvidence["party"] }) {
  const colours = useColours();
  const companyId = useCompanyId();
  return (
    <PressLink
      href={{ pathname: "/[companyId]/parties/[partyId]", params: { companyId, partyId: party.partyId } }}
      testID="bill-party"
      style={[styles.party, { backgroundColor: colours.surface, borderColor: colours.line }]}
    >
      <Icon name="parties" color={colours.brand} size={20} />
      <Text type="strong" style={styles.partyName}>
        {party.name}
      </Text>
      <Icon name="forward" color={colours.textMuted} size={16} />
    </PressLink>
  );
}

function BillSums({ evidence }: { evidence: BillEvidence }) {
  const { bill } = evidence;
  const words = useWords();
  return (
    <Card testID="bill">
      <Text type="strong" tone="textMuted" heading={2}>
        {words.bill.open}
      </Text>
      <Money
        paise={bill.open}
        type="heroFull"
        tone={bill.overdueDays > 0 ? "bad" : "text"}
        testID="bill-open"
      />
      <BillTags bill={bill} />
      <View style={styles.facts}>
        <Facts>
          <Fact label={words.bill.amount}>
            <Money paise={bill.amount} type="strong" testID="bill-amount" />
          </Fact>
          <Fact label={words.bill.settled}>
            <Money paise={bill.settled} type="strong" testID="bill-settled" />
          </Fact>
          <Fact label={words.bill.billDate}>{dayText(bill.date)}</Fact>
          <Fact label={words.bill.dueDate}>
            <Text>{dayText(bill.dueDate)}</Text>
            <Text type="small" tone="textMuted">
              {words.bill.dueFrom[bill.dueSource]}
            </Text>
          </Fact>
          <InCurrency exchange={evidence.exchange} />
        </Facts>
      </View>
      {bill.likelySettled === "0" ? null : (
        <Notice icon="none" kind="inferred" testID="bill-likely">
          {[
            words.bill.likelyLine(moneyText(paiseFromJson(bill.likelySettled), { form: "full", words })),
            words.bill.likelyExplain,
          ].join(". ")}
        </Notice>
      )}
    </Card>
  );
}

function InCurrency({ exchange }: Pick<BillEvidence, "exchange">) {
  const words = useWords();
  if (exchange === undefined) return null;
  const { currency, amount, left } = exchange;
  return (
    <>
      <Fact label={words.bill.exchange.inCurrency}>
        <Text>{`${currency} ${amount}`}</Text>
        {Number(left) === 0 ? null : (
          <Text type="small" tone="textMuted">
            {words.bill.exchange.left(`${currency} ${left}`)}
          </Text>
        )}
      </Fact>
      {left === amount ? null : <ExchangeFact exchange={exchange} testID="bill-exchange" />}
    </>
  );
}

const styles = StyleSheet.create({
  stack: { gap: SPACE.l },
  party: {
    flexDirection: "row",
    alignItems: "center",
    gap: SPACE.m,
    paddingHorizontal: SPACE.l,
    paddingVertical: SPACE.m,
    borderRadius: RADIUS.m,
    borderWidth: 1,
  },
  partyName: { flex: 1 },
  facts: { marginVertical: SPACE.l },
});
