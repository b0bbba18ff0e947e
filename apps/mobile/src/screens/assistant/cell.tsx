import type { Cell } from "@cfa/contract/assistant-answer";
import { paiseFromJson } from "@cfa/values/money";
import type { Href } from "expo-router";
import { StyleSheet } from "react-native";

import { Money } from "../../components/money";
import { Press, PressLink } from "../../components/press";
import { Text } from "../../components/text";
import { ASSISTANT_WORDS } from "../../locale/assistant/words";
import { countText } from "../../locale/count-text";
import { dayText, momentText, monthText } from "../../locale/moment-text";
import { moneyText } from "../../locale/money-text";
import type { Catalogue } from "../../locale/en";
import { useWords, useWordsOf } from "../../locale/locale";
import type { Question } from "../../queries/use-assistant";
import { useCompanyId } from "../../session/view";
import { TARGET } from "../../theme/tokens";
import { questionBehind } from "./exact-questions";

/** What a cell says, in the reader's own forms; in a column of months their first days are said as months. */
export function cellText(cell: Cell, words: Catalogue, column?: string): string {
  if ("name" in cell) return cell.name;
  switch (cell.kind) {
    case "money":
      return moneyText(paiseFromJson(cell.value), { form: "full", words, signed: false });
    case "count":
      return countText(cell.value);
    case "days":
      return String(Math.round(cell.value * 10) / 10);
    case "percent":
      return `${(cell.value / 100).toFixed(1)} %`;
    case "day":
      return column === "month" ? monthText(cell.value.slice(0, 7)) : dayText(cell.value);
    case "moment":
      return momentText(cell.value);
    case "text":
      return cell.value;
    case "code":
      return cell.text;
    case "none":
      return "–";
  }
}

/** Where a cell leads to: the page of what it names. */
export function placeOf(cell: Cell, companyId: string): Href | null {
  if (cell.kind === "party")
    return { pathname: "/[companyId]/parties/[partyId]", params: { companyId, partyId: cell.value } };
  if (cell.kind === "bill")
    return { pathname: "/[companyId]/bills/[billId]", params: { companyId, billId: cell.value } };
  return null;
}

/** One value of an answer: a sum in its form, a name with the way to what it names, or plain text, which is never more than text. */
export function CellValue(props: {
  cell: Cell;
  /** The name of its column. */
  column: string | undefined;
  onAsk: (question: Question) => void;
}) {
  const { cell, column, onAsk } = props;
  const words = useWords();
  const companyId = useCompanyId();
  const own = useWordsOf(ASSISTANT_WORDS);
  if (cell.kind === "money") {
    const paise = cell.side === "credit" ? String(-paiseFromJson(cell.value)) : cell.value;
    return <Money paise={paise} signed={cell.side !== null} type="small" align="right" />;
  }
  const place = placeOf(cell, companyId);
  const question = questionBehind(cell, own.exact);
  const text = (
    <Text type="small" tone={place === null && question === null ? "text" : "brand"}>
      {cellText(cell, words, column)}
    </Text>
  );
  if (place !== null)
    return (
      <PressLink href={place} style={styles.way}>
        {text}
      </PressLink>
    );
  if (question === null) return text;
  return (
    <Press onPress={() => onAsk(question)} label={question.text} style={styles.way}>
      {text}
    </Press>
  );
}

const styles = StyleSheet.create({ way: { minWidth: TARGET, justifyContent: "center" } });
