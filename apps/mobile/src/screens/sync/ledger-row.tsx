import type { TieOutLedger } from "@cfa/contract/tie-out";
import { StyleSheet, View } from "react-native";

import { Money } from "../../components/money";
import { PressLink } from "../../components/press";
import { Text } from "../../components/text";
import { useWords } from "../../locale/locale";
import { useColours, useLayout } from "../../theme/theme";
import { SPACE } from "../../theme/tokens";

/** A ledger's balance, ours and Tally's, and the difference: side by side where there is room, else below each other. */
export function LedgerRow({ row, at, companyId }: { row: TieOutLedger; at: number; companyId: string }) {
  const words = useWords();
  const colours = useColours();
  const phone = useLayout() === "phone";
  const differs = row.difference !== "0";
  const sums = [
    { label: words.sync.ours, paise: row.ours, tone: "text" as const },
    { label: words.sync.tally, paise: row.tally, tone: "text" as const },
    {
      label: words.sync.difference,
      paise: row.difference,
      tone: differs && row.finding === "different" ? ("bad" as const) : ("textMuted" as const),
    },
  ];
  return (
    <View
      role="listitem"
      testID={`ledger-row-${at}`}
      style={[phone ? styles.stack : styles.row, { borderColor: colours.line }]}
    >
      <View style={styles.name}>
        <LedgerName row={row} companyId={companyId} />
        <Text type="small" tone="textMuted">
          {row.group}
          {row.finding === "revaluation" ? ` · ${words.sync.revaluationNote}` : ""}
        </Text>
      </View>
      {sums.map(({ label, paise, tone }) => (
        <View key={label} style={phone ? styles.line : styles.sum}>
          {phone ? (
            <Text type="small" tone="textMuted">
              {label}
            </Text>
          ) : null}
          {paise === null ? (
            <Text type="small" tone="textMuted" align="right">
              {words.common.notStated}
            </Text>
          ) : (
            <Money paise={paise} signed type={phone ? "small" : "body"} tone={tone} align="right" />
          )}
        </View>
      ))}
    </View>
  );
}

/** Leads to the ledger's months; a ledger that only Tally has leads nowhere. */
function LedgerName({ row, companyId }: { row: TieOutLedger; companyId: string }) {
  if (row.ledgerId === null) return <Text type="strong">{row.ledger}</Text>;
  return (
    <PressLink
      href={{ pathname: "/[companyId]/tie-out/[ledgerId]", params: { companyId, ledgerId: row.ledgerId } }}
      style={styles.link}
    >
      <Text type="strong" tone="brand">
        {row.ledger}
      </Text>
    </PressLink>
  );
}

/** The heads of the columns; a phone names each sum in its line. */
export function LedgerTableHead() {
  const words = useWords();
  const colours = useColours();
  if (useLayout() === "phone") return null;
  return (
    <View aria-hidden style={[styles.row, { borderColor: colours.line, backgroundColor: colours.raised }]}>
      <Text type="label" tone="textMuted" style={styles.name}>
        {words.sync.ledger}
      </Text>
      {[words.sync.ours, words.sync.tally, words.sync.difference].map((head) => (
        <Text key={head} type="label" tone="textMuted" align="right" style={styles.sum}>
          {head}
        </Text>
      ))}
    </View>
  );
}

const styles = StyleSheet.create({
  row: {
    flexDirection: "row",
    alignItems: "center",
    gap: SPACE.m,
    paddingHorizontal: SPACE.l,
    paddingVertical: SPACE.s,
    borderTopWidth: 1,
  },
  stack: { paddingHorizontal: SPACE.l, paddingVertical: SPACE.m, gap: 2, borderTopWidth: 1 },
  name: { flexGrow: 1, flexShrink: 1, flexBasis: "auto", minWidth: 0 },
  line: { flexDirection: "row", justifyContent: "space-between", gap: SPACE.m },
  sum: { width: 150 },
  link: { justifyContent: "center" },
});
