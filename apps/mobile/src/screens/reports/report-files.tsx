import { REPORT_FORMATS, reportFilePath } from "@cfa/contract/report-kinds";
import type { ReportAsk, ReportFormat, ReportName } from "@cfa/contract/reports";
import type { ReactNode } from "react";
import { StyleSheet, View } from "react-native";

import { Button } from "../../components/button";
import { SavingFile } from "../../components/saving-file";
import { Text } from "../../components/text";
import { useWords } from "../../locale/locale";
import { SHARES_FILES } from "../../platform/save-file";
import { useSaveFile } from "../../queries/use-save-file";
import { SPACE } from "../../theme/tokens";
import { queryOf } from "./report-ask";

/** The ways to keep a report as a file, and another one beside them. */
export function ReportFiles(props: {
  companyId: string;
  report: ReportName;
  ask: ReportAsk;
  children?: ReactNode;
}) {
  const { companyId, report, ask, children } = props;
  const words = useWords();
  const saving = useSaveFile();
  const title = SHARES_FILES ? words.reports.shareAs : words.reports.keepAs;
  const pathOf = (format: ReportFormat) => `${reportFilePath(companyId, report, format)}?${queryOf(ask)}`;
  return (
    <View style={styles.files}>
      <View style={styles.ways} role="group" aria-label={title}>
        <Text type="smallStrong" tone="textMuted">
          {title}
        </Text>
        {REPORT_FORMATS.map((format) => (
          <Button
            key={format}
            title={format.toUpperCase()}
            busy={saving.isBusy(pathOf(format))}
            onPress={() => saving.save(pathOf(format))}
            testID={`keep-${format}`}
          />
        ))}
        {children}
      </View>
      <SavingFile saving={saving} />
    </View>
  );
}

const styles = StyleSheet.create({
  files: { gap: SPACE.s, maxWidth: "100%" },
  ways: { flexDirection: "row", flexWrap: "wrap", alignItems: "center", gap: SPACE.s },
});
