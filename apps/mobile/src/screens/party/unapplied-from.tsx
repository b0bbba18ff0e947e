import type { Party } from "@cfa/contract/reads";
import { useState } from "react";
import { StyleSheet, View } from "react-native";

import { Card } from "../../components/card";
import { LoadMore } from "../../components/load-more";
import { Money } from "../../components/money";
import { Text } from "../../components/text";
import { Way } from "../../components/way";
import { useWords } from "../../locale/locale";
import { dayText } from "../../locale/moment-text";
import { useKeepsBooks } from "../../queries/use-companies";
import { useCompanyId } from "../../session/view";
import { useColours } from "../../theme/theme";
import { SPACE } from "../../theme/tokens";

const STEP = 5;

/** Where the unapplied money came from and what was taken from it again, day by day. */
export function UnappliedFrom({ party }: { party: Party }) {
  const words = useWords();
  const [count, setCount] = useState(STEP);
  if (party.unappliedFrom.length === 0) return null;
  return (
    <Card heading={words.party.unappliedFrom} testID="unapplied-from" flush>
      <View role="list" style={styles.list}>
        {party.unappliedFrom.slice(0, count).map((source, at) => (
          <Source
            key={`${source.date}-${source.voucher?.voucherId ?? ""}-${at}`}
            source={source}
            partyId={party.partyId}
            at={at}
          />
        ))}
      </View>
      <LoadMore
        hasMore={count < party.unappliedFrom.length}
        busy={false}
        onPress={() => setCount(count + 10 * STEP)}
      />
    </Card>
  );
}

function Source(props: { source: Party["unappliedFrom"][number]; partyId: string; at: number }) {
  const { source, partyId, at } = props;
  const companyId = useCompanyId();
  const keepsBooks = useKeepsBooks(companyId);
  const words = useWords();
  const colours = useColours();
  const { voucher } = source;
  const taken = source.amount.startsWith("-");
  const kind = [words.party.unappliedKinds[source.kind], source.name].filter((part) => part !== "").join(" ");
  return (
    <View role="listitem" style={[styles.source, { borderColor: colours.line }]}>
      <View style={styles.words}>
        <Text type="strong">
          {voucher ? words.bill.voucherNumber(voucher.type, voucher.number) : words.party.openingVoucher}
        </Text>
        <Text type="small" tone="textMuted">
          {[dayText(source.date), kind, ...(taken ? [words.party.takenBack] : [])].join(" · ")}
        </Text>
      </View>
      <Money paise={source.amount} type="strong" tone={taken ? "textMuted" : "unapplied"} />
      {keepsBooks && !taken && voucher !== null && source.lineNo !== undefined ? (
        <Way
          title={words.corrections.card.match}
          href={{
            pathname: "/[companyId]/corrections/new",
            params: {
              companyId,
              kind: "rematch",
              partyId,
              voucherId: voucher.voucherId,
              lineNo: String(source.lineNo),
            },
          }}
          testID={`match-${at}`}
        />
      ) : null}
    </View>
  );
}

const styles = StyleSheet.create({
  list: { marginTop: SPACE.s },
  source: {
    flexDirection: "row",
    flexWrap: "wrap",
    alignItems: "center",
    justifyContent: "space-between",
    columnGap: SPACE.m,
    paddingHorizontal: SPACE.l,
    paddingVertical: SPACE.m,
    borderTopWidth: 1,
  },
  words: { flexShrink: 1, flexGrow: 1, flexBasis: 150 },
});
