import type { VoucherSummary } from "@cfa/contract/reads";
import { StyleSheet, View } from "react-native";

import { Money } from "../../components/money";
import { Tag } from "../../components/tag";
import { Text } from "../../components/text";
import { useWords } from "../../locale/locale";
import { dayText } from "../../locale/moment-text";
import { useColours } from "../../theme/theme";
import { RADIUS, SPACE } from "../../theme/tokens";

/** A voucher as it stands in the books: what it is, and every line with debit or credit. */
export function VoucherCard({ voucher }: { voucher: VoucherSummary }) {
  const words = useWords();
  const colours = useColours();
  return (
    <View style={[styles.voucher, { backgroundColor: colours.raised, borderColor: colours.line }]}>
      <View style={styles.head}>
        <Text type="strong" style={styles.name}>
          {words.bill.voucherNumber(voucher.type, voucher.number)}
        </Text>
        <Text type="small" tone="textMuted">
          {dayText(voucher.date)}
        </Text>
      </View>
      {voucher.state === "posted" ? null : <Tag title={words.bill.states[voucher.state]} kind="warn" />}
      {voucher.reference === "" ? null : (
        <Text type="small" tone="textMuted">
          {`${words.bill.reference}: ${voucher.reference}`}
        </Text>
      )}
      <View role="list" aria-label={words.bill.lines} style={[styles.lines, { borderColor: colours.line }]}>
        {voucher.lines.map((line, at) => (
          <View key={`${line.ledger}-${at}`} role="listitem" style={styles.line}>
            <Text type="small" style={styles.ledger}>
              {line.ledger}
            </Text>
            <Money paise={line.amount} signed type="small" align="right" />
          </View>
        ))}
      </View>
      {voucher.narration === "" ? null : (
        <Text type="small" tone="textMuted" style={styles.narration}>
          {voucher.narration}
        </Text>
      )}
    </View>
  );
}

const styles = StyleSheet.create({
  voucher: { borderRadius: RADIUS.m, borderWidth: 1, padding: SPACE.m, gap: SPACE.xs },
  head: { flexDirection: "row", flexWrap: "wrap", justifyContent: "space-between", columnGap: SPACE.m },
  name: { flexShrink: 1 },
  lines: { borderTopWidth: 1, marginTop: SPACE.xs, paddingTop: SPACE.s, gap: SPACE.xs },
  line: { flexDirection: "row", justifyContent: "space-between", gap: SPACE.m },
  ledger: { flex: 1, minWidth: 0 },
  narration: { fontStyle: "italic", marginTop: SPACE.xs },
});
