import { useLocalSearchParams } from "expo-router";
import { View } from "react-native";

import { AsOf, AsOfNotice } from "../../components/as-of";
import { Card } from "../../components/card";
import { Empty } from "../../components/notice";
import { Page } from "../../components/page";
import { PagedList } from "../../components/paged-list";
import { useWords } from "../../locale/locale";
import { useParty } from "../../queries/use-party";
import { useTdsBills } from "../../queries/use-tds";
import { useAsOf, useCompanyId } from "../../session/view";
import { SPACE } from "../../theme/tokens";
import { TdsBillRow, TdsTotal } from "./tds-bill-row";
import { TdsColumns } from "./tds-columns";
import { TdsFiles } from "./tds-files";
import { TdsHelp } from "./tds-help";
import { TdsOfParty } from "./tds-sums";
import { TdsWays } from "./tds-ways";

/** What one customer has kept back as tax: bill by bill, with the quarter to ask the certificate for and what settled it. */
export function TdsPartyScreen() {
  const words = useWords();
  const companyId = useCompanyId();
  const { partyId } = useLocalSearchParams<{ partyId: string }>();
  const { asOf } = useAsOf();
  const party = useParty({ companyId, partyId, asOf });
  const read = useTdsBills({ companyId, partyId, asOf });
  const found = read.data?.pages[0];
  return (
    <Page
      title={party.data?.name ?? words.tds.ofParty}
      subtitle={words.tds.ofParty}
      back
      aside={<AsOf shown={found?.asOf ?? asOf ?? undefined} />}
      onRefresh={() => Promise.all([party.refetch(), read.refetch()])}
    >
      <AsOfNotice />
      <TdsColumns
        sums={
          found === undefined ? null : (
            <>
              <TdsOfParty found={found} tds={party.data?.tds} />
              <TdsWays partyId={partyId} />
            </>
          )
        }
        list={
          <Card heading={words.tds.bills} hint={words.tds.billsHint} flush testID="tds-bills">
            <View style={{ paddingTop: SPACE.s }}>
              <PagedList
                read={read}
                skeleton={[4]}
                empty={<Empty icon="good" title={words.tds.noneOf} testID="tds-empty" />}
                row={(row, at) => <TdsBillRow key={row.bill.billId} row={row} at={at} />}
              />
              {found === undefined || found.bills === 0 ? null : <TdsTotal paise={found.awaited} />}
            </View>
          </Card>
        }
        more={
          found === undefined ? null : (
            <>
              <TdsHelp />
              <TdsFiles partyId={partyId} />
            </>
          )
        }
      />
    </Page>
  );
}
