import type { PartyBalance } from "@cfa/contract/reads";
import { paiseFromJson } from "@cfa/values/money";
import { memo } from "react";
import { StyleSheet, View } from "react-native";

import { Icon } from "../../components/icon";
import { Money } from "../../components/money";
import { PaymentClassTag } from "../../components/payment-class";
import { PressLink } from "../../components/press";
import { Tag } from "../../components/tag";
import { Text } from "../../components/text";
import { useWords } from "../../locale/locale";
import { moneyText } from "../../locale/money-text";
import { useAsOf } from "../../session/view";
import { useColours, useLayout } from "../../theme/theme";
import { RADIUS, SPACE } from "../../theme/tokens";

/** A party in the list: a line of a table on a desktop, a few short lines elsewhere. Leads to the party. */
export const PartyRow = memo(function PartyRow(props: {
  party: PartyBalance;
  companyId: string;
  at: number;
  isLast: boolean;
}) {
  const { party, companyId, at, isLast } = props;
  const colours = useColours();
  const layout = useLayout();
  return (
    <PressLink
      href={{ pathname: "/[companyId]/parties/[partyId]", params: { companyId, partyId: party.partyId } }}
      testID={`party-row-${at}`}
      style={[
        styles.row,
        { backgroundColor: colours.surface, borderColor: colours.line },
        layout !== "desktop" && at === 0 && styles.first,
        isLast && styles.last,
      ]}
    >
      {layout === "desktop" ? <Cells party={party} /> : <Lines party={party} />}
      <Icon name="forward" color={colours.textMuted} size={16} />
    </PressLink>
  );
});

/** The heads of the columns, where there are columns. */
export function PartyTableHead() {
  const words = useWords();
  const colours = useColours();
  if (useLayout() !== "desktop") return null;
  const heads = [
    words.side.due,
    words.side.overdue,
    words.parties.oldest,
    words.side.unapplied,
    words.side.outstanding,
  ];
  return (
    <View
      aria-hidden
      style={[styles.row, styles.first, { backgroundColor: colours.raised, borderColor: colours.line }]}
    >
      <Text type="label" tone="textMuted" style={styles.name}>
        {words.parties.party}
      </Text>
      {heads.map((head) => (
        <Text
          key={head}
          type="label"
          tone="textMuted"
          align="right"
          style={head === words.parties.oldest ? styles.days : styles.sum}
        >
          {head}
        </Text>
      ))}
      <View style={styles.arrow} />
    </View>
  );
}

function Cells({ party }: { party: PartyBalance }) {
  const words = useWords();
  return (
    <>
      <View style={styles.name}>
        <Name party={party} />
        <Text type="small" tone="textMuted">
          {words.common.openBills(party.bills)}
        </Text>
      </View>
      <Cell paise={party.due} />
      <Cell paise={party.overdue} tone="bad" />
      <Text type="small" tone="textMuted" align="right" style={styles.days}>
        {party.oldestOverdueDays > 0 ? words.common.days(party.oldestOverdueDays) : "–"}
      </Text>
      <Cell paise={party.unapplied} tone="unapplied" />
      <Money paise={party.outstanding} type="strong" align="right" style={styles.sum} />
    </>
  );
}

/** The name, with how the party pays where that is known. */
function Name({ party }: { party: PartyBalance }) {
  const words = useWords();
  const isToday = useAsOf().asOf === null;
  return (
    <View style={styles.named}>
      <Text type="strong" lines={2} style={styles.title}>
        {party.name}
      </Text>
      {party.class === undefined || !isToday ? null : (
        <PaymentClassTag of={party.class} testID="party-class" />
      )}
      {party.msme === undefined ? null : (
        <Tag title={words.settings.msme.classes[party.msme]} testID="party-msme-class" />
      )}
    </View>
  );
}

function Cell(props: { paise: string; tone?: "bad" | "unapplied" }) {
  const { paise, tone } = props;
  if (paise === "0") {
    return (
      <Text tone="textMuted" align="right" style={styles.sum}>
        –
      </Text>
    );
  }
  return <Money paise={paise} tone={tone ?? "text"} align="right" type="small" style={styles.sum} />;
}

function Lines({ party }: { party: PartyBalance }) {
  const words = useWords();
  const short = (paise: string) => moneyText(paiseFromJson(paise), { form: "short", words });
  return (
    <>
      <View style={styles.name}>
        <Name party={party} />
        {party.overdue === "0" ? (
          <Text type="small" tone="textMuted">
            {words.common.openBills(party.bills)}
          </Text>
        ) : (
          <Text type="small" tone="bad">
            {[
              `${words.side.overdue} ${short(party.overdue)}`,
              words.common.days(party.oldestOverdueDays),
            ].join(" · ")}
          </Text>
        )}
        {party.unapplied === "0" ? null : (
          <Text type="small" tone="unapplied">
            {`${words.side.unapplied} ${short(party.unapplied)}`}
          </Text>
        )}
      </View>
      <Money paise={party.outstanding} form="short" type="figure" align="right" />
    </>
  );
}

const styles = StyleSheet.create({
  row: {
    flexDirection: "row",
    alignItems: "center",
    gap: SPACE.m,
    minHeight: 56,
    paddingHorizontal: SPACE.l,
    paddingVertical: SPACE.m,
    borderWidth: 1,
    borderTopWidth: 0,
  },
  first: { borderTopWidth: 1, borderTopLeftRadius: RADIUS.l, borderTopRightRadius: RADIUS.l, minHeight: 44 },
  last: { borderBottomLeftRadius: RADIUS.l, borderBottomRightRadius: RADIUS.l },
  name: { flex: 1, minWidth: 0 },
  named: { flexDirection: "row", flexWrap: "wrap", alignItems: "center", columnGap: SPACE.s },
  title: { flexShrink: 1 },
  sum: { width: 128 },
  days: { width: 72 },
  arrow: { width: 16 },
});
