import type { ExceptionRow } from "@cfa/contract/exceptions";
import { View } from "react-native";

import { Button } from "../../components/button";
import { Notice } from "../../components/notice";
import { Refused } from "../../components/refused";
import { useWords } from "../../locale/locale";
import type { BulkResult, useBulk } from "../../queries/use-bulk";
import { SPACE } from "../../theme/tokens";
import { nameOf, whyNot } from "./exception-words";
import { LeftOut } from "./left-out";
import { keyOf } from "./queue-state";

/** What came of a deed on many, with the one way to undo all of it. */
export function BulkDone(props: {
  result: BulkResult;
  rows: readonly ExceptionRow[];
  undo: ReturnType<typeof useBulk>["undo"];
  onUndo: () => void;
}) {
  const { result, rows, undo, onUndo } = props;
  const words = useWords();
  const w = words.exceptions.queue;
  const count = (outcome: string) => result.items.filter((item) => item.outcome === outcome).length;
  const undone = undo.data?.filter(({ outcome }) => outcome === "undone").length;
  const leftOut = result.items.flatMap(({ key, refusal }) => {
    const row = rows.find((one) => keyOf(one) === key);
    return refusal === null || row === undefined
      ? []
      : [{ name: nameOf(row, words), why: whyNot(refusal.code, words) }];
  });
  return (
    <View style={{ gap: SPACE.s }}>
      <Notice
        icon="good"
        kind="neutral"
        testID="bulk-done"
        action={
          undone === undefined && result.bulkIds.length > 0 ? (
            <Button title={w.undo} busy={undo.isPending} onPress={onUndo} testID="bulk-undo" />
          ) : undefined
        }
      >
        {undone === undefined
          ? w.done(count("done"), count("waiting"), count("refused"))
          : w.undone(undone, (undo.data?.length ?? 0) - undone)}
      </Notice>
      <Refused error={undo.error} />
      {undone === undefined ? <LeftOut items={leftOut} /> : null}
    </View>
  );
}
