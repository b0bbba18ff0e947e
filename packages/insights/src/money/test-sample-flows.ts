import { movesBalances } from "@cfa/books/voucher";
import type { ChartLedger } from "@cfa/books/chart";
import { nameKey } from "@cfa/books/name-key";
import { partyKindOf } from "@cfa/books/party";
import { purposesOf } from "@cfa/books/cash/purposes";
import type { Derived } from "@cfa/books/test-sample-books";
import type { VoucherKind } from "@cfa/books/voucher-kind";
import type { LocalDate } from "@cfa/values/local-date";

import { flowBook, flowLedgers, type FlowLedger, type MoneyFlows } from "./flows-of-vouchers.ts";

/* A sample company's books as flows of money; ledgers are named by their name key. For tests and benchmarks. */

/** What every ledger of derived books is for. All money accounts count. */
export function sampleLedgers({ chart, vouchers }: Derived): Map<string, FlowLedger> {
  const kinds = new Map<string, Set<VoucherKind>>();
  for (const { entries, kind } of vouchers)
    for (const { ledger } of entries) {
      const key = nameKey(ledger);
      const known = kinds.get(key);
      if (known === undefined) kinds.set(key, new Set([kind]));
      else known.add(kind);
    }
  const partyKind = ({ homeSide, nameKey: key }: ChartLedger) =>
    homeSide === null ? null : partyKindOf(homeSide, kinds.get(key) ?? []);
  const ledgers = chart.ledgers.map((ledger) => ({
    name: ledger.name,
    group: ledger.group,
    ledgerId: ledger.nameKey,
    partyKind: partyKind(ledger),
  }));
  return flowLedgers(purposesOf(ledgers, chart.tree), () => false);
}

/** The flows of derived books as of the end of a day. */
export function sampleFlows(derived: Derived, asOf: LocalDate): MoneyFlows {
  const book = flowBook({ asOf, ledgers: sampleLedgers(derived) });
  for (const { date, state, entries } of derived.vouchers) {
    if (!movesBalances(state)) continue;
    book.add({
      date,
      state,
      lines: entries.map(({ ledger, amount }) => ({ ledgerId: nameKey(ledger), amount })),
    });
  }
  return book.flows();
}
