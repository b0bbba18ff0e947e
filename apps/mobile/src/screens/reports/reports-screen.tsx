import { REPORT_NAMES, REPORTS } from "@cfa/contract/report-kinds";
import type { ReportName } from "@cfa/contract/reports";
import type { Href } from "expo-router";
import { View } from "react-native";

import { Card } from "../../components/card";
import { Icon } from "../../components/icon";
import { LinkRow } from "../../components/link-row";
import { Page } from "../../components/page";
import { ReadState } from "../../components/read-state";
import { Text } from "../../components/text";
import { useWords } from "../../locale/locale";
import { useCompanies } from "../../queries/use-companies";
import { useSavedViews } from "../../queries/use-saved-views";
import { useCompanyId } from "../../session/view";
import { useColours } from "../../theme/theme";
import { SavedViewsCard } from "./saved-views-card";
import { viewHref } from "./view-words";

/** The reports that this person may read, and the page of tax kept back. */
export function ReportsScreen() {
  const words = useWords();
  const companyId = useCompanyId();
  const views = useSavedViews(companyId).data?.views ?? [];
  const hrefOf = (report: ReportName): Href => {
    const byItself = views.find((view) => view.report === report && view.isDefault);
    return byItself === undefined
      ? { pathname: "/[companyId]/reports/[report]", params: { companyId, report } }
      : viewHref(byItself, companyId);
  };
  return (
    <Page title={words.reports.heading} subtitle={words.reports.subtitle} back narrow>
      <SavedViewsCard />
      <Card flush testID="reports">
        <ReadState read={useCompanies()} skeleton={[5]}>
          {({ companies }) => {
            const role = companies.find((company) => company.companyId === companyId)?.role ?? "viewer";
            const mine = REPORT_NAMES.filter((report) => REPORTS[report].roles.includes(role));
            return (
              <View role="list">
                {role === "viewer" ? null : (
                  <Line
                    href={{ pathname: "/[companyId]/tds", params: { companyId } }}
                    title={words.tds.heading}
                    hint={words.tds.hint}
                    isFirst
                    testID="to-tds"
                  />
                )}
                {mine.map((report, at) => (
                  <Line
                    key={report}
                    href={hrefOf(report)}
                    title={words.reports.names[report]}
                    hint={words.reports.hints[report]}
                    isFirst={role === "viewer" && at === 0}
                    testID={`report-${report}`}
                  />
                ))}
              </View>
            );
          }}
        </ReadState>
      </Card>
    </Page>
  );
}

function Line(props: { href: Href; title: string; hint: string; isFirst: boolean; testID: string }) {
  const { href, title, hint, isFirst, testID } = props;
  const colours = useColours();
  return (
    <LinkRow
      to={href}
      isFirst={isFirst}
      before={<Icon name="voucher" color={colours.brand} />}
      testID={testID}
    >
      <Text type="strong">{title}</Text>
      <Text type="small" tone="textMuted">
        {hint}
      </Text>
    </LinkRow>
  );
}
