import { useEffect, useRef, type ReactNode } from "react";
import { StyleSheet, View } from "react-native";

import { useIsNear } from "../platform/near";
import { LoadMore } from "./load-more";
import { LongRows } from "./long-rows";
import { ReadState, type Read } from "./read-state";

/** A list that comes page by page, as its read hook gives it. */
export type PagedRead<Row> = Read<{ pages: readonly { rows: readonly Row[] }[] }> & {
  hasNextPage: boolean;
  isFetchingNextPage: boolean;
  fetchNextPage: () => Promise<unknown>;
};

/**
 * Rows that come page by page, in whichever state their read is, with the way to more of them. `empty` stands there when there
 * are none, `head` above those there are; `row` gives each with its key.
 */
export function PagedList<Row>(props: {
  read: PagedRead<Row>;
  skeleton: readonly number[];
  empty: ReactNode;
  row: (row: Row, at: number) => ReactNode;
  head?: (rows: readonly Row[]) => ReactNode;
  gap?: number;
}) {
  const { read, skeleton, empty, row, head, gap = 0 } = props;
  return (
    <View>
      <ReadState read={read} skeleton={skeleton}>
        {({ pages }) => {
          const rows = pages.flatMap((page) => page.rows);
          if (rows.length === 0) return empty;
          return (
            <View style={{ gap }}>
              {head?.(rows)}
              <View role="list" style={{ gap }}>
                <LongRows rows={rows} row={row} isWhole={!read.hasNextPage} gap={gap} />
              </View>
            </View>
          );
        }}
      </ReadState>
      <FetchAhead read={read} />
      <LoadMore hasMore={read.hasNextPage} busy={read.isFetchingNextPage} onPress={read.fetchNextPage} />
    </View>
  );
}

/** So far before the end of a list the next page is fetched, in pixels: the way of a fast hand until it is there. */
const AHEAD = 12_000;

/** Who has asked for more once gets the pages after that one as they come near. */
function FetchAhead<Row>({ read }: { read: PagedRead<Row> }) {
  const end = useRef<View>(null);
  const isNear = useIsNear(end);
  const { data, error, hasNextPage, isFetchingNextPage, fetchNextPage } = read;
  const isWanted =
    isNear && hasNextPage && !isFetchingNextPage && error === null && (data?.pages.length ?? 0) > 1;
  useEffect(() => {
    if (isWanted) void fetchNextPage();
  }, [isWanted, fetchNextPage]);
  return <View ref={end} style={styles.ahead} />;
}

const styles = StyleSheet.create({
  ahead: { position: "absolute", bottom: 0, height: AHEAD, width: 1, pointerEvents: "none" },
});
