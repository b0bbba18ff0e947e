import type { ExceptionRow } from "@cfa/contract/exceptions";
import { useDeferredValue, useEffect, useRef } from "react";
import { View } from "react-native";

import { useWords } from "../../locale/locale";
import { focusRow, useQueueKeys, type QueueKeys } from "../../platform/queue-keys";
import { SPACE } from "../../theme/tokens";
import { ExceptionItem } from "./exception-item";
import { keyOf, type QueueState, type QueueStep } from "./queue-state";

/** So many fill the tallest window; those below are drawn once these stand there. */
const FIRST_LINES = 10;

/** The lines of the queue: gone through by keys while the focus is among them, chosen by ticks where the reader may act. */
export function QueueList(props: {
  rows: readonly ExceptionRow[];
  queue: QueueState;
  /** Those that wait for the owner since a moment ago. */
  waiting: ReadonlySet<string>;
  mayAct: boolean;
  step: (step: QueueStep) => void;
  onOpen: (row: ExceptionRow) => void;
  onAct: (rows: readonly ExceptionRow[]) => void;
  onUndo: () => void;
  onHelp: () => void;
}) {
  const { rows, queue, waiting, mayAct, step, onOpen, onAct, onUndo, onHelp } = props;
  const words = useWords();
  const drawn = useDeferredValue(rows.length, FIRST_LINES);
  const list = useRef<View>(null);
  const lines = useRef(new Map<string, View>());
  const at = rows.find((row) => keyOf(row) === queue.focus);
  const keys: QueueKeys = {
    next: () => step({ do: "move", by: 1, rows }),
    previous: () => step({ do: "move", by: -1, rows }),
    nextInRange: () => step({ do: "move", by: 1, rows, ...(mayAct ? { range: true } : {}) }),
    previousInRange: () => step({ do: "move", by: -1, rows, ...(mayAct ? { range: true } : {}) }),
    open: () => at && onOpen(at),
    act: () => onAct(queue.chosen.size > 0 ? [...queue.chosen.values()] : at === undefined ? [] : [at]),
    choose: () => mayAct && at && step({ do: "toggle", row: at }),
    undo: onUndo,
    help: onHelp,
    clear: () => step({ do: "clear" }),
  };
  useQueueKeys(list, keys);
  useEffect(() => {
    if (queue.focus !== null) focusRow(lines.current.get(queue.focus) ?? null);
  }, [queue.focus]);
  const first = at === undefined ? rows[0] : at;
  return (
    <View ref={list} role="list" aria-label={words.exceptions.queue.label} style={{ gap: SPACE.m }}>
      {rows.slice(0, drawn).map((row, place) => {
        const key = keyOf(row);
        return (
          <ExceptionItem
            key={key}
            row={row}
            at={place}
            isFirst={row === first}
            isFocused={key === queue.focus}
            isWaiting={waiting.has(key)}
            chosen={mayAct ? queue.chosen.has(key) : null}
            onChoose={(isRange) => step(isRange ? { do: "range", row, rows } : { do: "toggle", row })}
            onFocus={() => step({ do: "focus", key })}
            line={(view) => {
              if (view === null) lines.current.delete(key);
              else lines.current.set(key, view);
            }}
          />
        );
      })}
    </View>
  );
}
