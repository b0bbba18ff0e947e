import { paiseFromJson } from "@cfa/values/money";
import type { Side } from "@cfa/contract/reads";
import { StyleSheet, View } from "react-native";

import { Card } from "../../components/card";
import { Equation } from "../../components/equation";
import { Money } from "../../components/money";
import { Text } from "../../components/text";
import { useWords } from "../../locale/locale";
import { percentText } from "../../locale/money-text";
import { useKeepsBooks } from "../../queries/use-companies";
import { useCompanyId } from "../../session/view";
import { useColours } from "../../theme/theme";
import { SPACE } from "../../theme/tokens";

/** What is owed on one side: the outstanding, what it is made up of, and from how many bills and parties. */
export function SideCard(props: { side: Side; name: "receivable" | "payable" }) {
  const { side, name } = props;
  const words = useWords();
  const companyId = useCompanyId();
  const keepsBooks = useKeepsBooks(companyId);
  const parties = name === "receivable" ? words.side.customers : words.side.suppliers;
  const testID = `home-${name}`;
  return (
    <Card testID={testID} style={styles.card}>
      <Text type="strong" tone="textMuted" heading={2}>
        {words.side[name]}
      </Text>
      <Money paise={side.outstanding} form="short" type="hero" testID={`${testID}-short`} />
      <View style={styles.under}>
        <Money paise={side.outstanding} type="small" tone="textMuted" testID={`${testID}-outstanding`} />
        <Text type="small" tone="textMuted">
          {[words.common.openBills(side.bills), parties(side.parties)].join(" · ")}
        </Text>
      </View>
      <OverdueBar due={side.due} overdue={side.overdue} />
      <Equation
        sums={side}
        side={name}
        testID={testID}
        tdsHref={
          keepsBooks && name === "receivable"
            ? { pathname: "/[companyId]/tds", params: { companyId } }
            : undefined
        }
      />
    </Card>
  );
}

function OverdueBar(props: { due: string; overdue: string }) {
  const colours = useColours();
  const words = useWords();
  const overdue = paiseFromJson(props.overdue);
  const bills = paiseFromJson(props.due) + overdue;
  const share = bills > 0n ? Number((overdue * 1000n) / bills) / 1000 : 0;
  return (
    <View style={styles.barBox}>
      <View
        role="img"
        aria-label={words.side.overdueShare(percentText(overdue, bills))}
        style={[styles.bar, { backgroundColor: colours.line }]}
      >
        <View style={{ flex: bills > 0n ? 1 - share : 0, backgroundColor: colours.ageing[0] }} />
        <View style={{ flex: share, backgroundColor: colours.ageing[3] }} />
      </View>
    </View>
  );
}

const styles = StyleSheet.create({
  card: { flexGrow: 1 },
  under: { flexDirection: "row", flexWrap: "wrap", columnGap: SPACE.m },
  barBox: { marginVertical: SPACE.l },
  bar: { flexDirection: "row", height: 10, borderRadius: 5, overflow: "hidden", gap: 2 },
});
