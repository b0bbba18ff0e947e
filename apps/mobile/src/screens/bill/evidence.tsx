import type { BillEvidence, Settlement } from "@cfa/contract/reads";
import { StyleSheet, View } from "react-native";

import { Card } from "../../components/card";
import { Money } from "../../components/money";
import { Empty } from "../../components/notice";
import { Tag } from "../../components/tag";
import { Text } from "../../components/text";
import { useWords } from "../../locale/locale";
import { dayText } from "../../locale/moment-text";
import { SPACE } from "../../theme/tokens";
import { VoucherCard } from "./voucher-card";

/** What opened the bill, and each settlement with its voucher: stated by Tally or inferred by us. */
export function Evidence({ evidence }: { evidence: BillEvidence }) {
  const { voucher, settlements } = evidence;
  const words = useWords();
  return (
    <View style={styles.stack} testID="evidence">
      <Card heading={words.bill.openedBy} testID="evidence-opened">
        {voucher ? (
          <VoucherCard voucher={voucher} />
        ) : (
          <Text tone="textMuted">{words.bill.openingBalance}</Text>
        )}
      </Card>
      <Card heading={words.bill.settledBy} testID="evidence-settled">
        {settlements.length === 0 ? (
          <Empty icon="voucher" title={words.bill.noSettlements} />
        ) : (
          <View role="list" style={styles.list}>
            {settlements.map((settlement, at) => (
              <SettlementRow
                key={`${settlement.date}-${settlement.voucher?.voucherId ?? ""}-${at}`}
                settlement={settlement}
                at={at}
              />
            ))}
          </View>
        )}
      </Card>
    </View>
  );
}

function SettlementRow({ settlement, at }: { settlement: Settlement; at: number }) {
  const words = useWords();
  const { basis } = settlement;
  const said = {
    stated: { title: words.common.stated, kind: "good", explain: words.bill.statedExplain },
    inferred: { title: words.common.inferred, kind: "inferred", explain: words.bill.inferredExplain },
    corrected: { title: words.common.corrected, kind: "inferred", explain: words.bill.correctedExplain },
  } as const;
  const { title, kind, explain } = said[basis];
  return (
    <View role="listitem" testID={`settlement-${at}`} style={styles.settlement}>
      <View style={styles.head}>
        <View style={styles.headWords}>
          <Money paise={settlement.amount} type="figure" tone={basis === "stated" ? "good" : "unapplied"} />
          <Text type="small" tone="textMuted">
            {dayText(settlement.date)}
          </Text>
        </View>
        <Tag title={title} kind={kind} />
      </View>
      <Text type="small" tone="textMuted">
        {explain}
      </Text>
      <Parts settlement={settlement} />
      {settlement.voucher ? (
        <VoucherCard voucher={settlement.voucher} />
      ) : (
        <Text tone="textMuted">
          {basis === "corrected" ? words.bill.writtenOff : words.party.openingVoucher}
        </Text>
      )}
    </View>
  );
}

/** What settled it, unless it was money alone. */
function Parts({ settlement: { parts = [], voucher } }: { settlement: Settlement }) {
  const words = useWords();
  if (voucher === null || parts.every((part) => part.by === "payment")) return null;
  return (
    <View role="list" style={styles.parts}>
      {parts.map((part) => (
        <View key={part.by} role="listitem" style={styles.part} testID={`settled-by-${part.by}`}>
          <Text type="small">{words.bill.settledParts[part.by]}</Text>
          <Money paise={part.amount} type="small" align="right" />
        </View>
      ))}
    </View>
  );
}

const styles = StyleSheet.create({
  stack: { gap: SPACE.l },
  list: { gap: SPACE.xl },
  settlement: { gap: SPACE.s },
  head: { flexDirection: "row", justifyContent: "space-between", alignItems: "flex-start", gap: SPACE.s },
  parts: { gap: SPACE.xs },
  part: { flexDirection: "row", justifyContent: "space-between", gap: SPACE.m },
  headWords: { flexShrink: 1 },
});
