import type { Bill } from "@cfa/contract/reads";
import { StyleSheet, View } from "react-native";

import { useWords } from "../locale/locale";
import { SPACE } from "../theme/tokens";
import { Tag } from "./tag";

/** What must be said of a bill in a word: how late, settled, settled but for its tax, brought forward, inferred. */
export function BillTags({ bill }: { bill: Bill }) {
  const words = useWords();
  return (
    <View style={styles.tags}>
      {bill.open === "0" ? <Tag title={words.bill.settledWord} kind="good" /> : null}
      {bill.overdueDays > 0 ? (
        <Tag title={words.bill.overdueBy(words.common.days(bill.overdueDays))} kind="bad" />
      ) : null}
      {bill.tdsAwaited === "0" ? null : <Tag title={words.tds.tag[bill.side]} testID="tag-tds" />}
      {bill.isOpening ? <Tag title={words.bill.openingBill} /> : null}
      {bill.basis === "inferred" ? <Tag title={words.common.inferred} kind="inferred" /> : null}
    </View>
  );
}

const styles = StyleSheet.create({ tags: { flexDirection: "row", flexWrap: "wrap", gap: SPACE.xs } });
