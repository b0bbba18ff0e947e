import type { CorrectionState } from "@cfa/contract/corrections";

import { Chips } from "../../components/chips";
import { countText } from "../../locale/count-text";
import { useWords } from "../../locale/locale";

const FIRST: readonly CorrectionState[] = ["conflict", "waiting", "active", "retired", "undone", "rejected"];

/** The states there is something in: what wants a person first. */
export function StateChips(props: {
  counts: readonly { state: CorrectionState; count: number }[] | undefined;
  chosen: CorrectionState | null;
  onChoose: (state: CorrectionState | null) => void;
}) {
  const { counts = [], chosen, onChoose } = props;
  const words = useWords();
  const countOf = (state: CorrectionState) => counts.find((one) => one.state === state)?.count ?? 0;
  const total = counts.reduce((all, { count }) => all + count, 0);
  const shown = FIRST.filter((state) => countOf(state) > 0 || state === chosen);
  return (
    <Chips<CorrectionState | "all">
      label={words.corrections.heading}
      options={[
        { key: "all", title: words.corrections.all, note: countText(total) },
        ...shown.map((state) => ({
          key: state,
          title: words.corrections.states[state],
          note: countText(countOf(state)),
        })),
      ]}
      chosen={chosen ?? "all"}
      onChoose={(key) => onChoose(key === "all" ? null : key)}
      testID="state"
    />
  );
}
