import type { ExceptionCount, ExceptionKind } from "@cfa/contract/exceptions";
import { paiseFromJson } from "@cfa/values/money";

import { Chips } from "../../components/chips";
import { countText } from "../../locale/count-text";
import { useWords } from "../../locale/locale";
import { moneyText } from "../../locale/money-text";

/** The kinds there are something of, each with how many and how much; a tap shows only these. */
export function KindChips(props: {
  counts: readonly ExceptionCount[] | undefined;
  chosen: ExceptionKind | null;
  onChoose: (kind: ExceptionKind | null) => void;
}) {
  const { counts = [], chosen, onChoose } = props;
  const words = useWords();
  const shown = counts.filter(({ kind, count }) => count > 0 || kind === chosen);
  if (shown.length === 0) return null;
  const total = shown.reduce((all, { count }) => all + count, 0);
  const sumText = (amount: string): string[] =>
    amount === "0" ? [] : [moneyText(paiseFromJson(amount), { form: "short", words })];
  return (
    <Chips<ExceptionKind | "all">
      label={words.exceptions.kindsLabel}
      options={[
        { key: "all", title: words.exceptions.all, note: countText(total) },
        ...shown.map(({ kind, count, amount }) => ({
          key: kind,
          title: words.exceptions.kinds[kind],
          note: [countText(count), ...sumText(amount)].join(" · "),
        })),
      ]}
      chosen={chosen ?? "all"}
      onChoose={(key) => onChoose(key === "all" || key === chosen ? null : key)}
      testID="kind"
    />
  );
}
