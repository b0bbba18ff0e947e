import type { FoundBill, SearchAnswer } from "@cfa/contract/today";
import type { Href } from "expo-router";
import { StyleSheet, View } from "react-native";

import { Card } from "../../components/card";
import { LinkRow } from "../../components/link-row";
import { Money } from "../../components/money";
import { Empty } from "../../components/notice";
import { Tag } from "../../components/tag";
import { Text } from "../../components/text";
import { useWords } from "../../locale/locale";
import { dayText } from "../../locale/moment-text";
import { useCompanyId } from "../../session/view";
import { SPACE } from "../../theme/tokens";

/** What a search has found: parties, then bills. */
export function Found({ answer, text }: { answer: SearchAnswer; text: string }) {
  const words = useWords();
  const companyId = useCompanyId();
  const { parties, bills, hasMoreParties, hasMoreBills } = answer;
  if (parties.length + bills.length === 0) {
    return (
      <Empty
        icon="search"
        title={words.today.search.none(text)}
        text={words.today.search.noneText}
        testID="search-none"
      />
    );
  }
  return (
    <View style={styles.found}>
      {parties.length === 0 ? null : (
        <Card heading={words.today.search.parties} testID="search-parties" flush>
          <View role="list" style={styles.list}>
            {parties.map(({ partyId, name, kind }, at) => (
              <LinkRow
                key={partyId}
                to={placeOfParty(companyId, partyId)}
                isFirst={at === 0}
                testID={`found-party-${at}`}
              >
                <Text type="strong" lines={2}>
                  {name}
                </Text>
                <Text type="small" tone="textMuted">
                  {words.today.search.kinds[kind]}
                </Text>
              </LinkRow>
            ))}
          </View>
          {hasMoreParties ? <More /> : null}
        </Card>
      )}
      {bills.length === 0 ? null : (
        <Card heading={words.today.search.bills} testID="search-bills" flush>
          <View role="list" style={styles.list}>
            {bills.map((bill, at) => (
              <Bill key={bill.billId} bill={bill} at={at} />
            ))}
          </View>
          {hasMoreBills ? <More /> : null}
        </Card>
      )}
    </View>
  );
}

/** The page of a party. */
export function placeOfParty(companyId: string, partyId: string): Href {
  return { pathname: "/[companyId]/parties/[partyId]", params: { companyId, partyId } };
}

/** The page of a bill. */
export function placeOfBill(companyId: string, billId: string): Href {
  return { pathname: "/[companyId]/bills/[billId]", params: { companyId, billId } };
}

function Bill({ bill, at }: { bill: FoundBill; at: number }) {
  const words = useWords();
  const companyId = useCompanyId();
  const isSettled = bill.open === "0";
  return (
    <LinkRow
      to={placeOfBill(companyId, bill.billId)}
      isFirst={at === 0}
      aside={
        isSettled ? (
          <View>
            <Tag title={words.today.search.settled} kind="good" />
          </View>
        ) : (
          <Money paise={bill.open} form="whole" type="strong" align="right" />
        )
      }
      testID={`found-bill-${at}`}
    >
      <Text type="strong">{bill.name}</Text>
      <Text type="small" tone="textMuted">
        {[bill.party.name, words.today.search.of(dayText(bill.date)), words.side[bill.side]].join(" · ")}
      </Text>
    </LinkRow>
  );
}

function More() {
  const words = useWords();
  return (
    <Text type="small" tone="textMuted" style={styles.more}>
      {words.today.search.moreThere}
    </Text>
  );
}

const styles = StyleSheet.create({
  found: { gap: SPACE.l },
  list: { marginTop: SPACE.xs },
  more: { paddingHorizontal: SPACE.l, paddingBottom: SPACE.m },
});
