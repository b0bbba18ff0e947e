import type { Party } from "@cfa/contract/reads";
import { useState } from "react";
import { View } from "react-native";

import { Card } from "../../components/card";
import { Empty } from "../../components/notice";
import { PagedList } from "../../components/paged-list";
import { Segmented } from "../../components/segmented";
import { useWords } from "../../locale/locale";
import { useBills, type BillState } from "../../queries/use-bills";
import { usePartyForecasts } from "../../queries/use-payments";
import { useAsOf, useCompanyId } from "../../session/view";
import { SPACE } from "../../theme/tokens";
import { BillRow } from "./bill-row";

const STATES: readonly BillState[] = ["open", "settled", "all"];

/** A party's bills: open, settled or all; open ones with the day they are expected; each leads to the vouchers behind it. */
export function Bills({ party }: { party: Party }) {
  const [state, setState] = useState<BillState>("open");
  const words = useWords();
  const companyId = useCompanyId();
  const { asOf } = useAsOf();
  const read = useBills({ companyId, partyId: party.partyId, asOf, state });
  const shown = read.data?.pages.reduce((count, { rows }) => count + rows.length, 0) ?? 0;
  const wanted = { companyId, partyId: party.partyId, shown };
  // What is learned is about today, and settled bills have no forecast.
  const isWanted = asOf === null && state !== "settled";
  const forecasts = {
    receivable: usePartyForecasts({
      ...wanted,
      side: "receivable",
      isWanted: isWanted && (party.kind !== "supplier" || party.receivable !== null),
    }),
    payable: usePartyForecasts({
      ...wanted,
      side: "payable",
      isWanted: isWanted && (party.kind !== "customer" || party.payable !== null),
    }),
  };
  return (
    <Card
      heading={words.party.bills}
      testID="party-bills"
      flush
      aside={
        <Segmented
          label={words.party.billState}
          options={STATES.map((key) => ({ key, title: words.party.states[key] }))}
          chosen={state}
          onChoose={setState}
          testID="bills"
        />
      }
    >
      <View style={{ paddingTop: SPACE.s }}>
        <PagedList
          read={read}
          skeleton={[4]}
          empty={<Empty icon="voucher" title={words.party.noBills[state]} testID="bills-empty" />}
          row={(bill, at) => (
            <BillRow
              key={bill.billId}
              bill={bill}
              forecast={isWanted ? forecasts[bill.side].get(bill.billId) : undefined}
              at={at}
              showsSide={party.kind === "both"}
            />
          )}
        />
      </View>
    </Card>
  );
}
