import type { Nudge } from "@cfa/contract/nudges";

import { Many } from "../../components/many";
import type { Deciding } from "./decide-sheet";
import { totalsOf } from "./nudge-text";
import { useSay } from "./use-say";

/** Several at once: how many, what they ask for and cost, and the two words about them. */
export function Chosen(props: {
  nudges: readonly Nudge[];
  chosen: ReadonlySet<string>;
  onChoose: (ids: readonly string[]) => void;
  onDecide: (deciding: Deciding) => void;
}) {
  const { nudges, chosen, onChoose, onDecide } = props;
  const say = useSay();
  const { own } = say;
  if (nudges.length < 2) return null;
  const some = nudges.filter(({ nudgeId }) => chosen.has(nudgeId));
  const toApprove = some.filter(({ may }) => may.approve);
  const { amount, cost } = totalsOf(some, say);
  return (
    <Many
      chosen={some.length}
      of={nudges.length}
      text={some.length === 0 ? own.waiting(nudges.length) : own.chosen(some.length, amount, cost)}
      all={own.chooseAll(nudges.length)}
      onAll={() => onChoose(nudges.map(({ nudgeId }) => nudgeId))}
      clear={own.clear}
      onClear={() => onChoose([])}
      deeds={[
        ...(toApprove.length === 0
          ? []
          : [
              {
                title: own.approveMany(toApprove.length),
                kind: "primary" as const,
                onPress: () => onDecide({ deed: "approve", nudges: toApprove }),
                testID: "approve-many",
              },
            ]),
        {
          title: own.takeBackMany(some.length),
          onPress: () => onDecide({ deed: "take-back", nudges: some }),
          testID: "take-back-many",
        },
      ]}
      testID="nudges"
    />
  );
}
