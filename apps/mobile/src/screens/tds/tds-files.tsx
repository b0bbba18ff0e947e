import { Card } from "../../components/card";
import { useLocale } from "../../locale/locale";
import { useAsOf, useCompanyId } from "../../session/view";
import { askOf } from "../reports/report-ask";
import { ReportFiles } from "../reports/report-files";

/** The ways to keep the bills of all customers, or of one, as a file: the report of them. */
export function TdsFiles({ partyId }: { partyId?: string }) {
  const { words, language } = useLocale();
  const companyId = useCompanyId();
  const { asOf } = useAsOf();
  const ask = askOf("tds-awaited", { party: partyId }, { asOf, language });
  return (
    <Card heading={words.tds.keep} testID="tds-files">
      <ReportFiles companyId={companyId} report="tds-awaited" ask={ask} />
    </Card>
  );
}
