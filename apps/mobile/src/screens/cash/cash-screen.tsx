import type { CashForecastAnswer } from "@cfa/contract/cash-forecast";
import { StyleSheet, View } from "react-native";

import { AsOf, AsOfNotice } from "../../components/as-of";
import { Card } from "../../components/card";
import { FreshnessBar } from "../../components/freshness-bar";
import { verdictOf } from "../../components/freshness-verdict";
import { LinkRow } from "../../components/link-row";
import { Notice } from "../../components/notice";
import { Page } from "../../components/page";
import { ReadState } from "../../components/read-state";
import { Text } from "../../components/text";
import { useWords } from "../../locale/locale";
import { useCashForecast, useCashPosition } from "../../queries/use-cash";
import { useFreshness } from "../../queries/use-freshness";
import { useAsOf, useCompanyId } from "../../session/view";
import { useLayout } from "../../theme/theme";
import { SPACE } from "../../theme/tokens";
import { DriversCard } from "./drivers-card";
import { FanCard } from "./fan-card";
import { FlowsCard } from "./flows-card";
import { CashNotes } from "./notes";
import { RecordCard } from "./record-card";
import { CashToday } from "./today";

/** How much money there is, and what it will do in the next thirteen weeks. */
export function CashScreen() {
  const words = useWords();
  const companyId = useCompanyId();
  const { asOf } = useAsOf();
  const position = useCashPosition(companyId, asOf);
  const forecast = useCashForecast(companyId);
  const freshness = useFreshness(companyId);
  const refresh = () => Promise.all([position.refetch(), forecast.refetch(), freshness.refetch()]);
  const isRed = freshness.data !== undefined && verdictOf(freshness.data).verdict === "bad";
  const isForetold = asOf === null && !isRed && (forecast.data?.forecast ?? null) !== null;
  // Beside a long card the short ones stand one below the other.
  const isBeside = useLayout() === "desktop" && isForetold;
  return (
    <Page title={words.cash.heading} aside={<AsOf shown={position.data?.asOf} />} onRefresh={refresh}>
      <FreshnessBar companyId={companyId} known={freshness.data} />
      <AsOfNotice />
      <ReadState read={position} skeleton={[3]}>
        {(cash) => (
          <Card testID="cash-today">
            <CashToday position={cash} />
          </Card>
        )}
      </ReadState>
      {asOf !== null ? null : isRed ? (
        <Notice icon="warn" kind="warn" testID="cash-hidden">
          {words.cash.hidden}
        </Notice>
      ) : (
        <ReadState read={forecast} skeleton={[7, 4]}>
          {(answer) => <Ahead answer={answer} />}
        </ReadState>
      )}
      {isBeside ? null : <Places />}
      <RecordCard />
    </Page>
  );
}

function Ahead({ answer }: { answer: CashForecastAnswer }) {
  const desktop = useLayout() === "desktop";
  const { forecast, notes } = answer;
  return (
    <View style={styles.stack}>
      <CashNotes notes={notes} />
      {forecast === null ? null : (
        <>
          <FanCard forecast={forecast} />
          <View style={desktop ? styles.row : styles.stack}>
            <View style={desktop ? [styles.half, styles.stack] : null}>
              <FlowsCard forecast={forecast} />
              {desktop ? <Places /> : null}
            </View>
            <View style={desktop ? styles.half : null}>
              <DriversCard drivers={forecast.drivers} />
            </View>
          </View>
        </>
      )}
    </View>
  );
}

/** Where more is told, tried and said. */
function Places() {
  const { cash } = useWords();
  const params = { companyId: useCompanyId() };
  const places = [
    { key: "scenarios", pathname: "/[companyId]/cash/scenarios" },
    { key: "items", pathname: "/[companyId]/cash/items" },
    { key: "accounts", pathname: "/[companyId]/cash/accounts" },
  ] as const;
  return (
    <Card flush testID="cash-places">
      <View role="list">
        {places.map(({ key, pathname }, at) => (
          <LinkRow key={key} to={{ pathname, params }} isFirst={at === 0} testID={`cash-to-${key}`}>
            <Text type="strong">{cash[key].link}</Text>
            <Text type="small" tone="textMuted">
              {cash[key].hint}
            </Text>
          </LinkRow>
        ))}
      </View>
    </Card>
  );
}

const styles = StyleSheet.create({
  stack: { gap: SPACE.l },
  row: { flexDirection: "row", gap: SPACE.l, alignItems: "flex-start" },
  half: { flex: 1, minWidth: 0 },
});
