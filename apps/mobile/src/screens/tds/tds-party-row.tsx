import type { TdsParty } from "@cfa/contract/tds";
import { paiseFromJson } from "@cfa/values/money";
import { StyleSheet, View } from "react-native";

import { LinkRow } from "../../components/link-row";
import { Money } from "../../components/money";
import { Text } from "../../components/text";
import { useWords } from "../../locale/locale";
import { moneyText } from "../../locale/money-text";
import { dayText } from "../../locale/moment-text";
import { useCompanyId } from "../../session/view";
import { useColours } from "../../theme/theme";
import { SPACE } from "../../theme/tokens";
import { habitText } from "./tds-text";

/** A customer with what is awaited from it, from how many bills, since when, and what it usually keeps back. */
export function TdsPartyRow({ row, at }: { row: TdsParty; at: number }) {
  const words = useWords();
  const colours = useColours();
  const companyId = useCompanyId();
  const habit = habitText(row.tds, words);
  if (row.partyId === null) {
    return (
      <View
        role="listitem"
        style={[styles.several, { borderColor: colours.line }]}
        testID={`tds-party-${at}`}
      >
        <Text style={styles.words}>{words.tds.several}</Text>
        <Sums row={row} />
      </View>
    );
  }
  return (
    <LinkRow
      to={{ pathname: "/[companyId]/tds/[partyId]", params: { companyId, partyId: row.partyId } }}
      aside={<Sums row={row} />}
      testID={`tds-party-${at}`}
    >
      <Text type="strong" lines={2}>
        {row.party}
      </Text>
      <Text type="small" tone="textMuted">
        {row.oldest === null ? words.tds.nothingAwaited : words.tds.oldest(row.bills, dayText(row.oldest))}
      </Text>
      <Text type="small" tone="textMuted">
        {habit === null ? words.tds.rateUnknown : `${habit.rate}, ${habit.why}`}
      </Text>
    </LinkRow>
  );
}

function Sums({ row }: { row: TdsParty }) {
  const words = useWords();
  const booked = moneyText(paiseFromJson(row.received), { form: "full", words });
  return (
    <View style={styles.sums}>
      {row.awaited === "0" ? null : <Money paise={row.awaited} type="strong" align="right" />}
      {row.received === "0" ? null : (
        <Text type="small" tone="textMuted" align="right">
          {words.tds.bookedLine(booked)}
        </Text>
      )}
    </View>
  );
}

const styles = StyleSheet.create({
  sums: { alignItems: "flex-end" },
  several: {
    flexDirection: "row",
    alignItems: "center",
    gap: SPACE.s,
    paddingHorizontal: SPACE.l,
    paddingVertical: SPACE.m,
    borderTopWidth: 1,
  },
  words: { flex: 1, minWidth: 0 },
});
