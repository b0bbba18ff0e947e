import type { TdsParty } from "@cfa/contract/tds";
import { paiseFromJson } from "@cfa/values/money";
import { StyleSheet, View } from "react-native";

import { LinkRow } from "../../components/link-row";
import { ListRow } from "../../components/list-row";
import { Money } from "../../components/money";
import { Text } from "../../components/text";
import { useWords } from "../../locale/locale";
import { moneyText } from "../../locale/money-text";
import { dayText } from "../../locale/moment-text";
import { useCompanyId } from "../../session/view";
import { habitText } from "./tds-text";

/** A customer with what is awaited from it, from how many bills, since when, and what it usually keeps back. */
export function TdsPartyRow({ row, at }: { row: TdsParty; at: number }) {
  const words = useWords();
  const companyId = useCompanyId();
  if (row.partyId === null) {
    return (
      <ListRow title={words.tds.several} about={[words.tds.severalWhy]} testID={`tds-party-${at}`}>
        <Sums row={row} />
      </ListRow>
    );
  }
  const habit = habitText(row.tds, words);
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
        {habit === null ? words.tds.rateUnknown : `${words.party.tds}: ${habit.rate}, ${habit.why}`}
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

const styles = StyleSheet.create({ sums: { alignItems: "flex-end" } });
