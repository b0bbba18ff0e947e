import { ReportName, REPORTS } from "@cfa/contract/reports";
import { View } from "react-native";

import { Card } from "../../components/card";
import { Icon } from "../../components/icon";
import { LinkRow } from "../../components/link-row";
import { Page } from "../../components/page";
import { ReadState } from "../../components/read-state";
import { Text } from "../../components/text";
import { useWords } from "../../locale/locale";
import { useCompanies } from "../../queries/use-companies";
import { useCompanyId } from "../../session/view";
import { useColours } from "../../theme/theme";

/** The reports that this person may read. */
export function ReportsScreen() {
  const words = useWords();
  const companyId = useCompanyId();
  return (
    <Page title={words.reports.heading} subtitle={words.reports.subtitle} back narrow>
      <Card flush testID="reports">
        <ReadState read={useCompanies()} skeleton={[5]}>
          {({ companies }) => {
            const role = companies.find((company) => company.companyId === companyId)?.role ?? "viewer";
            const mine = ReportName.options.filter((report) => REPORTS[report].roles.includes(role));
            return (
              <View role="list">
                {mine.map((report, at) => (
                  <Line key={report} report={report} companyId={companyId} isFirst={at === 0} />
                ))}
              </View>
            );
          }}
        </ReadState>
      </Card>
    </Page>
  );
}

function Line(props: { report: ReportName; companyId: string; isFirst: boolean }) {
  const { report, companyId, isFirst } = props;
  const words = useWords();
  const colours = useColours();
  return (
    <LinkRow
      to={{ pathname: "/[companyId]/reports/[report]", params: { companyId, report } }}
      isFirst={isFirst}
      before={<Icon name="voucher" color={colours.brand} />}
      testID={`report-${report}`}
    >
      <Text type="strong">{words.reports.names[report]}</Text>
      <Text type="small" tone="textMuted">
        {words.reports.hints[report]}
      </Text>
    </LinkRow>
  );
}
