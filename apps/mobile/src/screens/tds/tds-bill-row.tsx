import type { TdsBill } from "@cfa/contract/tds";
import { paiseFromJson } from "@cfa/values/money";
import { StyleSheet, View } from "react-native";

import { LinkRow } from "../../components/link-row";
import { Money } from "../../components/money";
import { PressLink } from "../../components/press";
import { Text } from "../../components/text";
import { useWords } from "../../locale/locale";
import { moneyText } from "../../locale/money-text";
import { dayText } from "../../locale/moment-text";
import { useKeepsBooks } from "../../queries/use-companies";
import { useCompanyId } from "../../session/view";
import { useColours } from "../../theme/theme";
import { SPACE } from "../../theme/tokens";
import { quarterText, receiptText, rematchOf } from "./tds-text";

/** A bill that is open for its tax alone: leads to where its figures come from, and to the form that matches its receipt again. */
export function TdsBillRow({ row, at }: { row: TdsBill; at: number }) {
  const words = useWords();
  const companyId = useCompanyId();
  const keepsBooks = useKeepsBooks(companyId);
  const { bill } = row;
  const name = bill.name === "" ? words.bill.unnamed : bill.name;
  const rematch = keepsBooks ? rematchOf(row) : null;
  return (
    <View role="listitem">
      <LinkRow
        isPart
        to={{ pathname: "/[companyId]/bills/[billId]", params: { companyId, billId: bill.billId } }}
        aside={<Sums row={row} />}
        testID={`tds-bill-${at}`}
      >
        <Text type="strong" lines={2}>
          {name}
        </Text>
        <Text type="small" tone="textMuted">
          {`${words.bill.billDate} ${dayText(bill.date)}`}
        </Text>
        <Text type="small" tone="textMuted">
          {quarterText(row, words)}
        </Text>
        <Text type="small" tone="textMuted">
          {receiptText(row, words)}
        </Text>
      </LinkRow>
      {rematch === null ? null : (
        <PressLink
          href={{ pathname: "/[companyId]/corrections/new", params: { companyId, ...rematch } }}
          label={`${words.tds.match}: ${name}`}
          testID={`tds-match-${at}`}
          style={styles.match}
        >
          <Text type="smallStrong" tone="brand">
            {words.tds.match}
          </Text>
        </PressLink>
      )}
    </View>
  );
}

/** What is awaited of all bills, below the last of them. */
export function TdsTotal({ paise }: { paise: string }) {
  const words = useWords();
  const colours = useColours();
  return (
    <View style={[styles.total, { borderColor: colours.lineStrong }]} testID="tds-total">
      <Text type="strong">{words.tds.total}</Text>
      <Money paise={paise} type="strong" align="right" />
    </View>
  );
}

function Sums({ row: { bill } }: { row: TdsBill }) {
  const words = useWords();
  return (
    <View style={styles.sums}>
      <Money paise={bill.tdsAwaited} type="strong" align="right" />
      <Text type="small" tone="textMuted" align="right">
        {words.bill.of(moneyText(paiseFromJson(bill.amount), { form: "full", words }))}
      </Text>
    </View>
  );
}

const styles = StyleSheet.create({
  sums: { alignItems: "flex-end" },
  match: { alignSelf: "flex-start", justifyContent: "center", paddingHorizontal: SPACE.l },
  total: {
    flexDirection: "row",
    justifyContent: "space-between",
    gap: SPACE.m,
    paddingHorizontal: SPACE.l,
    paddingVertical: SPACE.m,
    borderTopWidth: 1,
  },
});
