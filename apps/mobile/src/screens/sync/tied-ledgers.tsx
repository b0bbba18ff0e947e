import type { TieOutSummary } from "@cfa/contract/tie-out";

import { Empty } from "../../components/notice";
import { PagedList } from "../../components/paged-list";
import { useWords } from "../../locale/locale";
import { useTiedLedgers, type TiedWhich } from "../../queries/use-tie-out";
import { LedgerRow, LedgerTableHead } from "./ledger-row";

/** Ledgers ours beside Tally's: those that differ, those that are revalued, or all; each leads to its months. */
export function TiedLedgers(props: { companyId: string; which: TiedWhich; state: TieOutSummary["state"] }) {
  const { companyId, which, state } = props;
  return (
    <PagedList
      read={useTiedLedgers(companyId, which)}
      skeleton={[4]}
      empty={<NoLedgers which={which} state={state} />}
      head={() => <LedgerTableHead />}
      row={(row, at) => (
        <LedgerRow key={`${row.group}/${row.ledger}`} row={row} at={at} companyId={companyId} />
      )}
    />
  );
}

function NoLedgers({ which, state }: { which: TiedWhich; state: TieOutSummary["state"] }) {
  const words = useWords();
  if (which !== "different") return <Empty title={words.sync.noLedgers} />;
  return state === "unknown" ? (
    <Empty icon="warn" title={words.sync.unknown} text={words.sync.unknownText} testID="tie-out-unknown" />
  ) : (
    <Empty icon="good" title={words.sync.equal} text={words.sync.equalText} testID="tie-out-equal" />
  );
}
