import { REPORT_NAMES, REPORTS } from "@cfa/contract/report-kinds";
import type { ReportName } from "@cfa/contract/reports";
import { oneOf } from "@cfa/contract/typed";
import { VIEW_DAYS, VIEW_PERIODS } from "@cfa/contract/view-times";
import { useLocalSearchParams, useRouter } from "expo-router";
import { StyleSheet, View } from "react-native";

import { AsOf, AsOfNotice } from "../../components/as-of";
import { Card } from "../../components/card";
import { LoadMore } from "../../components/load-more";
import { Empty } from "../../components/notice";
import { Page } from "../../components/page";
import { ReadState } from "../../components/read-state";
import { Text } from "../../components/text";
import { useLocale } from "../../locale/locale";
import { useReport } from "../../queries/use-report";
import { useCompanyId } from "../../session/view";
import { useLayout } from "../../theme/theme";
import { SPACE } from "../../theme/tokens";
import { NotFoundScreen } from "../start/not-found-screen";
import { askOf, isReady, type Chosen } from "./report-ask";
import { PrintReport } from "./print-report";
import { ReportChoices } from "./report-choices";
import { ReportFiles } from "./report-files";
import { ReportCards } from "./report-cards";
import { ReportTable } from "./report-table";
import { SaveView } from "./save-view";
import { useLinkedDay } from "./use-linked-day";
import { linkedPeriod } from "./view-times";

/** One report: what it is about, its rows by the page, and the ways to keep it. */
export function ReportScreen() {
  const { report } = useLocalSearchParams<{ report: string }>();
  const known = oneOf(REPORT_NAMES, report);
  return known ? <Known key={known} report={known} /> : <NotFoundScreen />;
}

function Known({ report }: { report: ReportName }) {
  const { words, language } = useLocale();
  const companyId = useCompanyId();
  const router = useRouter();
  const chosen = useLocalSearchParams() as Chosen;
  const when = oneOf([...VIEW_DAYS, ...VIEW_PERIODS], chosen.when);
  const asOf = useLinkedDay({ when, asOf: chosen.asOf });
  const period = linkedPeriod(when, new Date());
  const ask = askOf(report, { ...chosen, ...period }, { asOf, language });
  // Whoever changes one end of a period that moves with the calendar means the other as it stands.
  const choose = (changed: Chosen): void =>
    router.setParams(
      period !== undefined && ("from" in changed || "to" in changed)
        ? { ...period, when: undefined, ...changed }
        : changed,
    );
  const Rows = useLayout() === "phone" ? ReportCards : ReportTable;
  const ready = isReady(report, ask);
  const isOfDay = REPORTS[report].time === "day";
  const read = useReport({ companyId, report, ask, ready });
  return (
    <Page
      title={words.reports.names[report]}
      back
      aside={isOfDay ? <AsOf shown={ask.asOf} /> : undefined}
      onRefresh={read.refetch}
    >
      {isOfDay ? <AsOfNotice /> : null}
      <ReportChoices key={chosen.when ?? ""} report={report} ask={ask} onChoose={choose} />
      {ready ? (
        <>
          <View style={styles.ways}>
            <ReportFiles companyId={companyId} report={report} ask={ask}>
              <PrintReport read={read} />
            </ReportFiles>
            <SaveView companyId={companyId} report={report} ask={ask} when={when} viewId={chosen.view} />
          </View>
          <ReadState read={read} skeleton={[6]}>
            {({ pages }) => {
              const [first] = pages;
              const rows = pages.flatMap((page) => page.rows);
              if (!first) return null;
              return (
                <Card flush testID="report-card">
                  <View style={{ padding: SPACE.l }}>
                    {first.head.lines.map(({ label, value }) => (
                      <Text key={label} type="small" tone="textMuted">{`${label}: ${value}`}</Text>
                    ))}
                  </View>
                  {rows.length === 0 ? (
                    <Empty title={first.none} testID="report-empty" />
                  ) : (
                    <Rows page={first} rows={rows} ask={ask} onSort={choose} companyId={companyId} />
                  )}
                  <LoadMore
                    hasMore={read.hasNextPage}
                    busy={read.isFetchingNextPage}
                    onPress={read.fetchNextPage}
                  />
                </Card>
              );
            }}
          </ReadState>
        </>
      ) : null}
    </Page>
  );
}

const styles = StyleSheet.create({
  ways: { flexDirection: "row", flexWrap: "wrap", columnGap: SPACE.xl, rowGap: SPACE.l },
});
