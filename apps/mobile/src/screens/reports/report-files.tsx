import { ReportFormat, reportFilePath, type ReportAsk, type ReportName } from "@cfa/contract/reports";
import { StyleSheet, View } from "react-native";

import { Button } from "../../components/button";
import { Text } from "../../components/text";
import { useWords } from "../../locale/locale";
import { saveFile } from "../../platform/save-file";
import { SPACE } from "../../theme/tokens";
import { queryOf } from "./report-ask";

/** The ways to keep a report as a file. */
export function ReportFiles(props: { companyId: string; report: ReportName; ask: ReportAsk }) {
  const { companyId, report, ask } = props;
  const words = useWords();
  const save = saveFile;
  if (save === null) {
    return (
      <Text type="small" tone="textMuted">
        {words.reports.keepOnWeb}
      </Text>
    );
  }
  return (
    <View style={styles.ways} role="group" aria-label={words.reports.keepAs}>
      <Text type="smallStrong" tone="textMuted">
        {words.reports.keepAs}
      </Text>
      {ReportFormat.options.map((format) => (
        <Button
          key={format}
          title={format.toUpperCase()}
          onPress={() => save(`${reportFilePath(companyId, report, format)}?${queryOf(ask)}`)}
          testID={`keep-${format}`}
        />
      ))}
    </View>
  );
}

const styles = StyleSheet.create({
  ways: { flexDirection: "row", flexWrap: "wrap", alignItems: "center", gap: SPACE.s },
});
