import type { TieOutParty } from "@cfa/contract/tie-out";
import { View } from "react-native";

import { Money } from "../../components/money";
import { Empty } from "../../components/notice";
import { PagedList } from "../../components/paged-list";
import { Text } from "../../components/text";
import { useWords } from "../../locale/locale";
import { moneyText } from "../../locale/money-text";
import { useTiedParties } from "../../queries/use-tie-out";
import { SPACE } from "../../theme/tokens";
import { paiseFromJson } from "@cfa/values/money";
import { TiedRow } from "./tied-row";

/** Parties whose pending bills are not Tally's, each with the bills that differ where Tally was asked for them. */
export function TiedParties({ companyId, isKnown }: { companyId: string; isKnown: boolean }) {
  const words = useWords();
  return (
    <PagedList
      read={useTiedParties(companyId)}
      skeleton={[4]}
      empty={
        <Empty
          icon={isKnown ? "good" : "warn"}
          title={isKnown ? words.sync.partiesEqual : words.sync.partiesUnknown}
          testID="tie-out-parties-equal"
        />
      }
      row={(row, at) => <Party key={`${row.party} ${row.side}`} row={row} at={at} />}
    />
  );
}

function Party({ row, at }: { row: TieOutParty; at: number }) {
  const words = useWords();
  return (
    <TiedRow
      title={row.party}
      note={row.side === "receivable" ? words.sync.billsReceivable : words.sync.billsPayable}
      testID={`tied-party-${at}`}
      figures={[
        { label: words.sync.ours, value: <Money paise={row.ours} align="right" /> },
        { label: words.sync.tally, value: <Money paise={row.tally} align="right" /> },
        { label: words.sync.difference, value: <Money paise={row.difference} tone="bad" align="right" /> },
      ]}
    >
      {row.bills === null ? (
        <Text type="small" tone="textMuted">
          {words.sync.billsNotAsked}
        </Text>
      ) : (
        <Bills bills={row.bills} />
      )}
    </TiedRow>
  );
}

function Bills({ bills }: { bills: NonNullable<TieOutParty["bills"]> }) {
  const words = useWords();
  const text = (paise: string): string =>
    moneyText(paiseFromJson(paise), { form: "full", words, signed: false });
  return (
    <View style={{ gap: SPACE.xs }}>
      {bills.map(({ name, ours, tally }) => (
        <Text key={name} type="small">
          {words.sync.billDiffers(name, text(ours), text(tally))}
        </Text>
      ))}
    </View>
  );
}
