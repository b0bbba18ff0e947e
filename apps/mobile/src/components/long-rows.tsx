import { usePathname } from "expo-router";
import { createContext, use, useEffect, useRef, type ReactNode } from "react";
import { View } from "react-native";

import { outlineOf, useNearness } from "../platform/near";
import { useColours } from "../theme/theme";

/** So many rows come and go together. */
const TOGETHER = 10;
/** Fewer rows are all there. */
const FEW = 60;
/** How high a row is thought to be before the first were measured. */
const ROW_HEIGHT = 90;

/** How high the rows of a page were that are not there now, so that coming back finds the same place. */
const heights = new Map<string, number>();

/** Which of how many rows one is, for who does not see the whole list; null: the list is whole. */
const Place = createContext<{ at: number; count: number } | null>(null);

/** What a row of a long list says of its place in it. */
export function usePlaceInList(): object {
  const place = use(Place);
  return place === null ? {} : { "aria-posinset": place.at + 1, "aria-setsize": place.count };
}

/**
 * The rows of a list. Of a long one those near the window are there, and the room of the others is kept, with their outline. `isWhole`: no more will come.
 */
export function LongRows<Row>(props: {
  rows: readonly Row[];
  row: (row: Row, at: number) => ReactNode;
  isWhole: boolean;
  gap: number;
}) {
  const { rows, row, isWhole, gap } = props;
  const address = usePathname();
  if (rows.length <= FEW) return rows.map(row);
  const count = isWhole ? rows.length : -1;
  const starts = Array.from({ length: Math.ceil(rows.length / TOGETHER) }, (_, block) => block * TOGETHER);
  return starts.map((from) => (
    <Block
      key={from}
      id={`${address} ${from}`}
      first={`${address} 0`}
      isFirst={from === 0}
      gap={gap}
      size={Math.min(TOGETHER, rows.length - from)}
    >
      {() =>
        rows.slice(from, from + TOGETHER).map((one, at) => (
          <Place key={from + at} value={{ at: from + at, count }}>
            {row(one, from + at)}
          </Place>
        ))
      }
    </Block>
  ));
}

function Block(props: {
  id: string;
  /** The id of the list's first block, whose height tells what others may have. */
  first: string;
  isFirst: boolean;
  size: number;
  gap: number;
  children: () => ReactNode;
}) {
  const { id, first, isFirst, size, gap, children } = props;
  const colours = useColours();
  const ref = useRef<View>(null);
  const { isNear, height } = useNearness(ref, { isNear: isFirst, height: heights.get(id) ?? null });
  useEffect(() => {
    if (height !== null) heights.set(id, height);
  }, [id, height]);
  if (isNear) {
    return (
      <View ref={ref} style={{ gap }}>
        {children()}
      </View>
    );
  }
  const room = height ?? ((heights.get(first) ?? ROW_HEIGHT * TOGETHER) * size) / TOGETHER;
  return <View ref={ref} style={[{ height: room }, outlineOf(room / size, colours.line)]} />;
}
