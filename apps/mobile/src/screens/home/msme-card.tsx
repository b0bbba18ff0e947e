import type { MsmeBill, MsmeClock } from "@cfa/contract/settings";
import { paiseFromJson } from "@cfa/values/money";
import { StyleSheet, View } from "react-native";

import { Card } from "../../components/card";
import { LinkRow } from "../../components/link-row";
import { Money } from "../../components/money";
import { Empty } from "../../components/notice";
import { PressLink } from "../../components/press";
import { Tag } from "../../components/tag";
import { Text } from "../../components/text";
import { useWords } from "../../locale/locale";
import { dayText } from "../../locale/moment-text";
import { moneyText } from "../../locale/money-text";
import { useCompanyId } from "../../session/view";
import { SPACE } from "../../theme/tokens";

/** A bill with more days left than this is not near its last day. */
const NEAR_DAYS = 15;

/** Bills of micro and small suppliers that are near the law's last day or past it. */
export function MsmeCard({ clock }: { clock: MsmeClock }) {
  const words = useWords();
  const companyId = useCompanyId();
  const near = clock.rows.filter(({ daysLeft }) => daysLeft <= NEAR_DAYS);
  return (
    <Card heading={words.today.msme.heading} hint={words.today.msme.hint} testID="msme" flush>
      {near.length === 0 ? (
        <Empty icon="good" title={words.today.msme.none} />
      ) : (
        <View role="list" style={styles.list}>
          {near.map((bill, at) => (
            <Row key={bill.billId} bill={bill} at={at} />
          ))}
        </View>
      )}
      <PressLink
        href={{ pathname: "/[companyId]/reports/[report]", params: { companyId, report: "msme" } }}
        testID="msme-report"
        style={styles.all}
      >
        <Text type="strong" tone="brand">
          {words.today.msme.report}
        </Text>
      </PressLink>
    </Card>
  );
}

function Row({ bill, at }: { bill: MsmeBill; at: number }) {
  const words = useWords();
  const companyId = useCompanyId();
  const { billId, party, name, lastDay, daysLeft, open, interest } = bill;
  const isPast = daysLeft < 0;
  const notes = [name, dayText(lastDay)];
  if (interest !== null && interest !== "0") {
    const sum = moneyText(paiseFromJson(interest), { form: "short", words });
    notes.push(words.today.msme.interest(sum));
  }
  return (
    <LinkRow
      to={{ pathname: "/[companyId]/bills/[billId]", params: { companyId, billId } }}
      isFirst={at === 0}
      aside={<Money paise={open} form="short" type="figure" align="right" />}
      testID={`msme-${at}`}
    >
      <View style={styles.name}>
        <Text type="strong" lines={2} style={styles.shrink}>
          {party}
        </Text>
        <Tag
          title={isPast ? words.today.msme.past(-daysLeft) : words.today.msme.left(daysLeft)}
          kind={isPast ? "bad" : "warn"}
        />
      </View>
      <Text type="small" tone="textMuted">
        {notes.join(" · ")}
      </Text>
    </LinkRow>
  );
}

const styles = StyleSheet.create({
  list: { marginTop: SPACE.xs },
  name: { flexDirection: "row", flexWrap: "wrap", alignItems: "center", columnGap: SPACE.s },
  shrink: { flexShrink: 1 },
  all: { alignItems: "center", justifyContent: "center", padding: SPACE.s },
});
