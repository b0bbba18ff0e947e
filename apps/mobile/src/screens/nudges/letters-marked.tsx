import { Button } from "../../components/button";
import { Notice } from "../../components/notice";
import type { LetterMark } from "../../queries/use-letters";
import { useSay } from "./use-say";

type Item = { nudgeId: string; outcome: "done" | "refused"; refusal: string | null };

/** What came of a word on letters, with the way back. */
export function LettersMarked(props: {
  mark: LetterMark;
  items: readonly Item[];
  onUndo: (nudgeIds: readonly string[]) => void;
}) {
  const { mark, items, onUndo } = props;
  const { letters } = useSay().own;
  const done = items.filter(({ outcome }) => outcome === "done").map(({ nudgeId }) => nudgeId);
  const refused = items.length - done.length;
  return (
    <>
      {done.length === 0 ? null : (
        <Notice
          icon="good"
          kind="neutral"
          testID="letters-done"
          action={
            mark === "to-print" ? undefined : (
              <Button title={letters.undo} onPress={() => onUndo(done)} testID="letters-undo" />
            )
          }
        >
          {letters.done[mark](done.length)}
        </Notice>
      )}
      {refused === 0 ? null : (
        <Notice icon="bad" kind="bad" testID="letters-refused">
          {letters.refused(refused)}
        </Notice>
      )}
    </>
  );
}
