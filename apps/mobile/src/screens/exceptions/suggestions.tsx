import type { BillSuggestion, ExceptionRow } from "@cfa/contract/exceptions";
import { paiseFromJson, sum } from "@cfa/values/money";
import { StyleSheet, View } from "react-native";

import { PressLink } from "../../components/press";
import { Tag, type TagKind } from "../../components/tag";
import { Text } from "../../components/text";
import type { Catalogue } from "../../locale/en";
import { useWords } from "../../locale/locale";
import { moneyText } from "../../locale/money-text";
import { useKeepsBooks } from "../../queries/use-companies";
import { useCompanyId } from "../../session/view";
import { useColours } from "../../theme/theme";
import { RADIUS, SPACE } from "../../theme/tokens";

const LOOKS: Record<BillSuggestion["certainty"], TagKind> = {
  sure: "good",
  likely: "neutral",
  guess: "inferred",
};

/** Which bills the money has probably paid, each with why and how sure. */
export function Suggestions({ row, at }: { row: ExceptionRow; at: number }) {
  const words = useWords();
  const colours = useColours();
  const companyId = useCompanyId();
  const keepsBooks = useKeepsBooks(companyId);
  const money = keepsBooks ? row.money : null;
  const partyId = row.parties[0]?.partyId ?? "";
  if (row.suggestions.length === 0) return null;
  return (
    <View style={styles.list}>
      <Text type="smallStrong" tone="textMuted">
        {words.exceptions.suggested}
      </Text>
      {row.suggestions.map((suggestion, place) => (
        <View
          key={`${suggestion.why} ${suggestion.bills[0]?.billId}`}
          testID={`suggestion-${at}-${place}`}
          style={[styles.suggestion, { backgroundColor: colours.raised, borderColor: colours.line }]}
        >
          <View style={styles.words}>
            <Text type="strong">{suggestionText(suggestion, words)}</Text>
            <Text type="small" tone="textMuted">
              {noteText(suggestion, words)}
            </Text>
          </View>
          <View>
            <Tag
              title={words.exceptions.certainty[suggestion.certainty]}
              kind={LOOKS[suggestion.certainty]}
            />
          </View>
          {money === null ? null : (
            <PressLink
              href={{
                pathname: "/[companyId]/corrections/new",
                params: {
                  companyId,
                  kind: "rematch",
                  partyId,
                  voucherId: money.voucherId,
                  lineNo: String(money.lineNo),
                  suggestion: String(place),
                },
              }}
              testID={`allocate-${at}-${place}`}
              style={[styles.allocate, { borderColor: colours.lineStrong, backgroundColor: colours.surface }]}
            >
              <Text type="smallStrong" tone="brand">
                {words.exceptions.allocate}
              </Text>
            </PressLink>
          )}
        </View>
      ))}
    </View>
  );
}

function suggestionText({ bills }: BillSuggestion, words: Catalogue): string {
  const { suggestion, suggestionMany, unnamed } = words.exceptions;
  const total = moneyText(sum(bills.map((bill) => paiseFromJson(bill.amount))), { form: "full", words });
  const [only, ...more] = bills;
  if (only === undefined || more.length > 0) return suggestionMany(total, bills.length);
  return suggestion(total, only.name === "" ? unnamed : only.name);
}

function noteText({ why, bills, left }: BillSuggestion, words: Catalogue): string {
  const names =
    bills.length < 2
      ? []
      : [
          bills
            .slice(0, 4)
            .map((bill) => bill.name)
            .join(", ") + (bills.length > 4 ? " …" : ""),
        ];
  const rest =
    left === "0" ? [] : [words.exceptions.left(moneyText(paiseFromJson(left), { form: "full", words }))];
  return [words.exceptions.why[why], ...names, ...rest].join(" · ");
}

const styles = StyleSheet.create({
  list: { gap: SPACE.s },
  suggestion: {
    flexDirection: "row",
    flexWrap: "wrap",
    alignItems: "center",
    justifyContent: "space-between",
    gap: SPACE.s,
    paddingHorizontal: SPACE.m,
    paddingVertical: SPACE.s,
    borderRadius: RADIUS.m,
    borderWidth: 1,
  },
  words: { flexGrow: 1, flexShrink: 1, flexBasis: 200 },
  allocate: {
    justifyContent: "center",
    paddingHorizontal: SPACE.m,
    borderRadius: RADIUS.m,
    borderWidth: 1,
  },
});
