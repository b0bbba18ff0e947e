import type { Cell } from "@cfa/contract/assistant-answer";
import { paiseFromJson } from "@cfa/values/money";
import type { Href } from "expo-router";

import { Money } from "../../components/money";
import { PressLink } from "../../components/press";
import { Text } from "../../components/text";
import { countText } from "../../locale/count-text";
import { dayText, momentText } from "../../locale/moment-text";
import { moneyText } from "../../locale/money-text";
import type { Catalogue } from "../../locale/en";
import { useCompanyId } from "../../session/view";

/** What a cell says, in the reader's own forms. */
export function cellText(cell: Cell, words: Catalogue): string {
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
      return dayText(cell.value);
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

/** One value of an answer: a sum in its form, a name with the way to its page, or plain text, which is never more than text. */
export function CellValue({ cell, words, testID }: { cell: Cell; words: Catalogue; testID?: string }) {
  const companyId = useCompanyId();
  if (cell.kind === "money") {
    const signed = cell.side !== null;
    const paise = cell.side === "credit" ? String(-paiseFromJson(cell.value)) : cell.value;
    return <Money paise={paise} signed={signed} type="small" align="right" {...(testID ? { testID } : {})} />;
  }
  const place = placeOf(cell, companyId);
  const text = cellText(cell, words);
  if (place === null) {
    return (
      <Text type="small" {...(testID ? { testID } : {})}>
        {text}
      </Text>
    );
  }
  return (
    <PressLink href={place} {...(testID ? { testID } : {})}>
      <Text type="small" tone="brand">
        {text}
      </Text>
    </PressLink>
  );
}
