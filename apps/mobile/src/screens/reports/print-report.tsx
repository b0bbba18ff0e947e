import type { ReportPage } from "@cfa/contract/reports";
import { useCallback, useEffect, useRef, useState } from "react";

import { Button } from "../../components/button";
import { useWords } from "../../locale/locale";
import { print, PRINTS, usePaper, usePrintKey } from "../../platform/print";
import { paperOf } from "./paper";

type Read = {
  data: { pages: readonly ReportPage[] } | undefined;
  hasNextPage: boolean;
  isFetchingNextPage: boolean;
  isError: boolean;
  fetchNextPage: () => unknown;
};

/** Prints a report with all of its rows: those that are not there yet are read first. Ctrl+P does the same. */
export function PrintReport({ read }: { read: Read }) {
  const words = useWords();
  const { data, hasNextPage, isFetchingNextPage, isError, fetchNextPage } = read;
  const [isWanted, setWanted] = useState(false);
  const shown = useRef(data);
  shown.current = data;
  const make = useCallback(() => {
    const pages = shown.current?.pages ?? [];
    const [first] = pages;
    const last = pages.at(-1);
    if (first === undefined || last === undefined) return null;
    const rows = pages.flatMap((page) => page.rows);
    return paperOf(first, { rows, isWhole: last.nextCursor === null, words });
  }, [words]);
  usePaper(make);
  const ask = useCallback(() => setWanted(true), []);
  usePrintKey(ask);
  useEffect(() => {
    if (!isWanted || data === undefined || isFetchingNextPage) return;
    if (hasNextPage && !isError) {
      fetchNextPage();
      return;
    }
    setWanted(false);
    print();
  }, [isWanted, data, hasNextPage, isFetchingNextPage, isError, fetchNextPage]);
  if (!PRINTS) return null;
  return <Button title={words.reports.print} busy={isWanted} onPress={ask} testID="print-report" />;
}
