import type { TdsReceivable } from "@cfa/contract/tds";
import { View } from "react-native";

import { AsOf, AsOfNotice } from "../../components/as-of";
import { Card } from "../../components/card";
import { Empty } from "../../components/notice";
import { Page } from "../../components/page";
import { PagedList } from "../../components/paged-list";
import { useWords } from "../../locale/locale";
import { useTdsReceivable } from "../../queries/use-tds";
import { useAsOf, useCompanyId } from "../../session/view";
import { SPACE } from "../../theme/tokens";
import { TdsColumns } from "./tds-columns";
import { TdsFiles } from "./tds-files";
import { TdsHelp } from "./tds-help";
import { TdsPartyRow } from "./tds-party-row";
import { TdsAll } from "./tds-sums";

/** What customers have kept back as tax: how much, of whom, what is known of each, and what to do about it. */
export function TdsScreen() {
  const words = useWords();
  const companyId = useCompanyId();
  const { asOf } = useAsOf();
  const read = useTdsReceivable({ companyId, asOf });
  const whole: TdsReceivable | undefined = read.data?.pages[0];
  return (
    <Page
      title={words.tds.heading}
      back
      aside={<AsOf shown={whole?.asOf ?? asOf ?? undefined} />}
      onRefresh={read.refetch}
    >
      <AsOfNotice />
      <TdsColumns
        sums={whole === undefined ? null : <TdsAll whole={whole} />}
        list={
          <Card heading={words.tds.customers} flush testID="tds-customers">
            <View style={{ paddingTop: SPACE.s }}>
              <PagedList
                read={read}
                skeleton={[4]}
                empty={
                  <Empty icon="good" title={words.tds.none} text={words.tds.noneText} testID="tds-empty" />
                }
                row={(row, at) => <TdsPartyRow key={row.partyId ?? ""} row={row} at={at} />}
              />
            </View>
          </Card>
        }
        more={
          whole === undefined ? null : (
            <>
              <TdsHelp />
              <TdsFiles />
            </>
          )
        }
      />
    </Page>
  );
}
