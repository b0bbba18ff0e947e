import type { OverdueBill, OverdueWay } from "@cfa/contract/offers";
import { StyleSheet, View } from "react-native";

import { Card } from "../../components/card";
import { CopyButton } from "../../components/copy-button";
import { Empty } from "../../components/notice";
import { Page } from "../../components/page";
import { PagedList } from "../../components/paged-list";
import { PressLink } from "../../components/press";
import { Text } from "../../components/text";
import { chanceText } from "../../locale/chance-text";
import { useWords, useWordsOf } from "../../locale/locale";
import { dayText } from "../../locale/moment-text";
import { OVERDUE_WORDS } from "../../locale/offers-overdue/words";
import { useOverdueBills } from "../../queries/use-offers";
import { useCompanyId } from "../../session/view";
import { useColours } from "../../theme/theme";
import { RADIUS, SPACE } from "../../theme/tokens";
import { rateText } from "../settings/typed-rate";
import { sumText } from "./offer-text";

/** Customers who are late already: no discount, which would pay for being late, but what may be put to them in its place. */
export function OverdueOffersScreen() {
  const own = useWordsOf(OVERDUE_WORDS);
  const read = useOverdueBills(useCompanyId());
  return (
    <Page title={own.heading} subtitle={own.subtitle} back narrow onRefresh={read.refetch}>
      <PagedList
        read={read}
        skeleton={[4, 4]}
        gap={SPACE.m}
        empty={
          <Card>
            <Empty icon="none" title={own.none} text={own.noneText} testID="overdue-none" />
          </Card>
        }
        row={(row, at) => <OverdueCard key={row.bill.billId} row={row} at={at} />}
      />
    </Page>
  );
}

function OverdueCard({ row, at }: { row: OverdueBill; at: number }) {
  const words = useWords();
  const own = useWordsOf(OVERDUE_WORDS);
  const companyId = useCompanyId();
  const colours = useColours();
  const { party, bill, amount, overdueDays, ways } = row;
  return (
    <View
      role="listitem"
      testID={`overdue-${at}`}
      style={[styles.card, { backgroundColor: colours.surface, borderColor: colours.line }]}
    >
      <View>
        <PressLink
          href={{ pathname: "/[companyId]/parties/[partyId]", params: { companyId, partyId: party.partyId } }}
          testID={`overdue-party-${at}`}
          style={styles.party}
        >
          <Text type="strong" tone="brand">
            {party.name}
          </Text>
        </PressLink>
        <Text tone="textMuted">
          {own.bill(bill.name, sumText(amount, words), dayText(bill.dueDate), words.common.days(overdueDays))}
        </Text>
      </View>
      {ways.map((way) => (
        <WayPart key={way.kind} row={row} way={way} at={at} />
      ))}
    </View>
  );
}

/** One way: what it is, and words for the customer where it may be put as it stands. */
function WayPart({ row, way, at }: { row: OverdueBill; way: OverdueWay; at: number }) {
  const words = useWords();
  const own = useWordsOf(OVERDUE_WORDS);
  const { bill, amount } = row;
  const sum = (paise: string): string => sumText(paise, words);
  const partsOf = ({ parts }: Extract<OverdueWay, { kind: "instalments" }>): string =>
    parts.map((part) => own.part(sum(part.amount), dayText(part.on))).join(", ");
  const about = own.about(bill.name, dayText(bill.date), sum(amount), dayText(bill.dueDate));
  if (way.kind === "price-cut") {
    return (
      <View style={styles.way} testID={`overdue-${at}-${way.kind}`}>
        <Text type="smallStrong">{own.cut}</Text>
        <Text>{own.cutText(sum(way.off), rateText(way.discount), dayText(way.until))}</Text>
        <Text type="small" tone="textMuted">
          {own.cutWhy(chanceText(way.never))}
        </Text>
      </View>
    );
  }
  const [title, text, message] =
    way.kind === "interest-waiver"
      ? [
          own.waiver,
          `${own.waiverText(sum(way.waived), dayText(way.until))} ${own.by[way.by]}`,
          `${about} ${own.waiverMessage(sum(way.waived), dayText(way.until))}`,
        ]
      : [own.parts, own.partsText(partsOf(way)), `${about} ${own.partsMessage(partsOf(way))}`];
  return (
    <View style={styles.way} testID={`overdue-${at}-${way.kind}`}>
      <Text type="smallStrong">{title}</Text>
      <Text>{text}</Text>
      <View style={styles.copy}>
        <CopyButton title={own.copy} text={message} testID={`copy-${at}-${way.kind}`} />
      </View>
    </View>
  );
}

const styles = StyleSheet.create({
  card: { borderRadius: RADIUS.l, borderWidth: 1, padding: SPACE.l, gap: SPACE.m },
  party: { justifyContent: "center", alignSelf: "flex-start" },
  way: { gap: SPACE.xs },
  copy: { alignItems: "flex-start", marginTop: SPACE.xs },
});
