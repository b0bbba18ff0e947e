import { refusedRowsPath } from "@cfa/contract/upload-files";
import { StyleSheet, View } from "react-native";

import { Button } from "../../components/button";
import { Card } from "../../components/card";
import { PagedList } from "../../components/paged-list";
import { SavingFile } from "../../components/saving-file";
import { Text } from "../../components/text";
import { useWords } from "../../locale/locale";
import { SHARES_FILES } from "../../platform/save-file";
import { useSaveFile } from "../../queries/use-save-file";
import { useRefusedRows } from "../../queries/use-uploads";
import { useColours } from "../../theme/theme";
import { SPACE } from "../../theme/tokens";

/** The rows that were not taken, each with its line and reason. */
export function RefusedRows(props: { companyId: string; uploadId: string }) {
  const words = useWords();
  const colours = useColours();
  const saving = useSaveFile();
  return (
    <Card
      heading={words.upload.refusedRows}
      hint={words.upload.refusedHint}
      flush
      testID="refused-rows"
      aside={
        <Button
          title={SHARES_FILES ? words.upload.share : words.upload.download}
          busy={saving.isBusy(refusedRowsPath(props))}
          onPress={() => saving.save(refusedRowsPath(props))}
          testID="download-refused"
        />
      }
    >
      <View style={styles.saving}>
        <SavingFile saving={saving} />
      </View>
      <View style={{ paddingTop: SPACE.s }}>
        <PagedList
          read={useRefusedRows(props.companyId, props.uploadId)}
          skeleton={[3]}
          empty={null}
          row={(row, at) => (
            <View
              key={`${row.file}-${row.line}`}
              role="listitem"
              testID={`refused-${at}`}
              style={[styles.row, { borderColor: colours.line }]}
            >
              <Text type="smallStrong">{words.upload.line(row.file, row.line)}</Text>
              <Text>{row.reason}</Text>
              <Text type="small" tone="textMuted" lines={2}>
                {row.cells.join(" | ")}
              </Text>
            </View>
          )}
        />
      </View>
    </Card>
  );
}

const styles = StyleSheet.create({
  saving: { paddingHorizontal: SPACE.l },
  row: { paddingHorizontal: SPACE.l, paddingVertical: SPACE.m, gap: 2, borderTopWidth: 1 },
});
