import type { ReactNode } from "react";
import { View } from "react-native";

import { LoadMore } from "./load-more";
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
                {rows.map(row)}
              </View>
            </View>
          );
        }}
      </ReadState>
      <LoadMore hasMore={read.hasNextPage} busy={read.isFetchingNextPage} onPress={read.fetchNextPage} />
    </View>
  );
}
