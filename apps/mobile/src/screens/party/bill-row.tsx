import type { BillForecast } from "@cfa/contract/insights";
import type { Bill } from "@cfa/contract/reads";
import { paiseFromJson } from "@cfa/values/money";
import { memo } from "react";
import { StyleSheet, View } from "react-native";

import { BillTags } from "../../components/bill-tags";
import { LinkRow } from "../../components/link-row";
import { Money } from "../../components/money";
import { Text } from "../../components/text";
import { useWords } from "../../locale/locale";
import { moneyText } from "../../locale/money-text";
import { dayText } from "../../locale/moment-text";
import { useCompanyId } from "../../session/view";
import { BillExpected } from "./bill-expected";

/** A bill in a party's list: what is open, when it is due and why then, what has probably been paid, and when the rest will be. */
export const BillRow = memo(function BillRow(props: {
  bill: Bill;
  forecast: BillForecast | undefined;
  at: number;
  showsSide: boolean;
}) {
  const { bill, forecast, at, showsSide } = props;
  const words = useWords();
  const companyId = useCompanyId();
  const side = bill.side === "receivable" ? words.side.receivable : words.side.payable;
  return (
    <LinkRow
      to={{ pathname: "/[companyId]/bills/[billId]", params: { companyId, billId: bill.billId } }}
      aside={<Sums bill={bill} />}
      testID={`bill-row-${at}`}
    >
      <Text type="strong" lines={2}>
        {[bill.name === "" ? words.bill.unnamed : bill.name, ...(showsSide ? [side] : [])].join(" · ")}
      </Text>
      <Text type="small" tone="textMuted">
        {`${words.bill.billDate} ${dayText(bill.date)}`}
      </Text>
      <Text type="small" tone="textMuted">
        {`${words.bill.dueDate} ${dayText(bill.dueDate)} (${words.bill.dueFrom[bill.dueSource]})`}
      </Text>
      <BillTags bill={bill} />
      {bill.likelySettled === "0" ? null : (
        <Text type="small" tone="unapplied" testID={`bill-likely-${at}`}>
          {words.bill.likelyLine(moneyText(paiseFromJson(bill.likelySettled), { form: "full", words }))}
        </Text>
      )}
      {forecast === undefined ? null : <BillExpected bill={bill} forecast={forecast} at={at} />}
    </LinkRow>
  );
});

function Sums({ bill }: { bill: Bill }) {
  const words = useWords();
  return (
    <View style={styles.sums}>
      <Money paise={bill.open} type="strong" tone={bill.overdueDays > 0 ? "bad" : "text"} align="right" />
      {bill.open === bill.amount ? null : (
        <Text type="small" tone="textMuted" align="right">
          {words.bill.of(moneyText(paiseFromJson(bill.amount), { form: "full", words }))}
        </Text>
      )}
    </View>
  );
}

const styles = StyleSheet.create({ sums: { alignItems: "flex-end" } });
