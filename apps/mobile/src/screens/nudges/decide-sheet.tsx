import { MOST_NUDGES } from "@cfa/contract/nudge-kinds";
import type { Nudge } from "@cfa/contract/nudges";

import { Button } from "../../components/button";
import { Refused } from "../../components/refused";
import { Sheet } from "../../components/sheet";
import { Text } from "../../components/text";
import { useDecideNudges } from "../../queries/use-nudges";
import { useCompanyId } from "../../session/view";
import { nameOf, refusalText, totalsOf } from "./nudge-text";
import { useSay } from "./use-say";

export type Deciding = { readonly deed: "approve" | "take-back"; readonly nudges: readonly Nudge[] };
/** How many were decided, and each that was not, by name. */
export type Decided = { done: number; refused: readonly string[] };

/** The question before a person's word on one message or many: what they ask for, and what becomes of them. */
export function DecideSheet(props: {
  deciding: Deciding;
  onClose: () => void;
  onDone: (decided: Decided) => void;
}) {
  const { deciding, onClose, onDone } = props;
  const { deed } = deciding;
  const nudges = deciding.nudges.slice(0, MOST_NUDGES);
  const say = useSay();
  const { own, words } = say;
  const companyId = useCompanyId();
  const decide = useDecideNudges();
  const n = nudges.length;
  const [only] = n === 1 ? nudges : [];
  const { amount, cost } = totalsOf(nudges, say);
  const isApproval = deed === "approve";
  const send = (): void =>
    decide.mutate(
      {
        companyId,
        decisions: nudges.map(({ nudgeId, seen }) =>
          isApproval ? { decide: "approve", nudgeId, seen } : { decide: "take-back", nudgeId },
        ),
      },
      {
        onSuccess: ({ items }) =>
          onDone({
            done: items.filter(({ outcome }) => outcome === "done").length,
            refused: items.flatMap(({ nudgeId, refusal }) => {
              const nudge = nudges.find((one) => one.nudgeId === nudgeId);
              return refusal === null || nudge === undefined
                ? []
                : [`${nameOf(nudge, say)}: ${refusalText(refusal, own)}`];
            }),
          }),
      },
    );
  const title = isApproval
    ? n === 1
      ? own.approve
      : own.approveMany(n)
    : n === 1
      ? own.takeBack
      : own.takeBackMany(n);
  return (
    <Sheet open title={title} onClose={onClose}>
      {only === undefined ? null : <Text type="strong">{nameOf(only, say)}</Text>}
      <Text testID="decide-text">{isApproval ? own.approveText(n, amount, cost) : own.takeBackText(n)}</Text>
      <Refused error={decide.error} />
      <Button
        title={title}
        kind={isApproval ? "primary" : "danger"}
        busy={decide.isPending}
        onPress={send}
        testID="decide-say"
      />
      <Button title={words.common.cancel} onPress={onClose} testID="decide-cancel" />
    </Sheet>
  );
}
