import type { Party, PartyBalance } from "@cfa/contract/reads";
import { useLocalSearchParams } from "expo-router";
import { StyleSheet, View } from "react-native";

import { AsOfNotice } from "../../components/as-of";
import { Card } from "../../components/card";
import { Equation } from "../../components/equation";
import { Money } from "../../components/money";
import { Notice } from "../../components/notice";
import { Page } from "../../components/page";
import { ReadState } from "../../components/read-state";
import { ReportsLink } from "../../components/reports-link";
import { Text } from "../../components/text";
import { useWords } from "../../locale/locale";
import { useBillsAhead } from "../../queries/use-bills";
import { useKeepsBooks } from "../../queries/use-companies";
import { useParty } from "../../queries/use-party";
import type { SideName } from "../../queries/use-parties";
import { useAsOf, useCompanyId } from "../../session/view";
import { useLayout } from "../../theme/theme";
import { SPACE } from "../../theme/tokens";
import { PartyCorrections } from "../corrections/correct-links";
import { Bills } from "./bills";
import { HowItPays } from "./how-it-pays";
import { MsmeOfParty } from "./msme-card";
import { PartyOffer } from "./party-offer";
import { PartyDetails } from "./party-details";
import { PartyMessages } from "./party-messages";
import { PaymentHistoryCard } from "./payment-history";
import { PartyWays } from "./party-ways";
import { UnappliedFrom } from "./unapplied-from";

const SIDES: readonly SideName[] = ["receivable", "payable"];

/** One party: what is outstanding, its bills, where unapplied money came from, how to reach it. */
export function PartyScreen() {
  const words = useWords();
  const companyId = useCompanyId();
  const { partyId } = useLocalSearchParams<{ partyId: string }>();
  const { asOf } = useAsOf();
  const read = useParty({ companyId, partyId, asOf });
  useBillsAhead({ companyId, partyId, asOf });
  return (
    <Page
      title={read.data?.name ?? words.party.heading}
      subtitle={read.data ? `${words.party.kinds[read.data.kind]} · ${read.data.group}` : undefined}
      back
      aside={
        read.data ? (
          <ReportsLink companyId={companyId} party={partyId} title={words.reports.statementOf} />
        ) : undefined
      }
      onRefresh={read.refetch}
    >
      <AsOfNotice />
      <ReadState read={read} skeleton={[5, 4, 6]}>
        {(party) => (
          <>
            <PartyWays party={party} />
            <PartyFigures party={party} />
          </>
        )}
      </ReadState>
    </Page>
  );
}

function PartyFigures({ party }: { party: Party }) {
  const words = useWords();
  const desktop = useLayout() === "desktop";
  const sides = sidesOf(party);
  const sums = (
    <>
      {party.receivable ? <Balance balance={party.receivable} side="receivable" /> : null}
      {party.payable ? <Balance balance={party.payable} side="payable" /> : null}
      <PartyOffer party={party} />
      <PartyMessages party={party} />
      {sides.map((side) => (
        <HowItPays key={side} party={party} side={side} />
      ))}
    </>
  );
  const about = (
    <>
      <PartyDetails party={party} />
      <MsmeOfParty party={party} />
      <UnappliedFrom party={party} />
      <PartyCorrections party={party} />
    </>
  );
  const bills = (
    <>
      {sides.map((side) => (
        <PaymentHistoryCard key={side} partyId={party.partyId} side={side} />
      ))}
      <Bills party={party} />
    </>
  );
  const notes = (
    <>
      {party.isBillWise ? null : (
        <Notice icon="none" kind="inferred" testID="party-not-bill-wise">
          {words.party.notBillWise}
        </Notice>
      )}
      {party.isInferred ? (
        <Notice icon="none" kind="inferred" testID="party-inferred">
          {words.party.isInferred}
        </Notice>
      ) : null}
    </>
  );
  if (desktop) {
    return (
      <View style={styles.columns}>
        <View style={styles.about}>
          {sums}
          {about}
        </View>
        <View style={styles.bills}>
          {notes}
          {bills}
        </View>
      </View>
    );
  }
  return (
    <View style={styles.stack}>
      {notes}
      {sums}
      {bills}
      {about}
    </View>
  );
}

/** The sides on which a party trades, or has a balance. */
function sidesOf({ kind, receivable, payable }: Party): SideName[] {
  const trades = { receivable: kind !== "supplier", payable: kind !== "customer" };
  const has = { receivable, payable };
  return SIDES.filter((side) => trades[side] || has[side] !== null);
}

function Balance(props: { balance: PartyBalance; side: SideName }) {
  const { balance, side } = props;
  const words = useWords();
  const companyId = useCompanyId();
  const keepsBooks = useKeepsBooks(companyId);
  const { partyId } = balance;
  return (
    <Card testID={`party-${side}`}>
      <Text type="strong" tone="textMuted" heading={2}>
        {words.side[side]}
      </Text>
      <Money paise={balance.outstanding} form="short" type="hero" />
      <Text type="small" tone="textMuted">
        {words.common.openBills(balance.bills)}
      </Text>
      <View style={styles.equation}>
        <Equation
          sums={balance}
          side={side}
          testID={`party-${side}`}
          total
          tdsHref={
            keepsBooks && side === "receivable"
              ? { pathname: "/[companyId]/tds/[partyId]", params: { companyId, partyId } }
              : undefined
          }
        />
      </View>
    </Card>
  );
}

const styles = StyleSheet.create({
  stack: { gap: SPACE.l },
  columns: { flexDirection: "row", gap: SPACE.l, alignItems: "flex-start" },
  about: { width: 400, gap: SPACE.l },
  bills: { flex: 1, minWidth: 0, gap: SPACE.l },
  equation: { marginTop: SPACE.l },
});
