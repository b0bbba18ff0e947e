import type { CompanyExport } from "@cfa/contract/company-data";
import { exportFilePath } from "@cfa/contract/export-path";
import { StyleSheet, View } from "react-native";

import { Busy } from "../../components/busy";
import { Button } from "../../components/button";
import { Card } from "../../components/card";
import { Notice } from "../../components/notice";
import { ReadState } from "../../components/read-state";
import { Refused } from "../../components/refused";
import { SavingFile } from "../../components/saving-file";
import { Text } from "../../components/text";
import { countText } from "../../locale/count-text";
import { COMPANY_DATA_WORDS } from "../../locale/company-data/words";
import { useWordsOf } from "../../locale/locale";
import { momentText } from "../../locale/moment-text";
import { sizeText } from "../../locale/size-text";
import { SHARES_FILES } from "../../platform/save-file";
import { useExport, useStartExport } from "../../queries/use-company-data";
import { useSaveFile } from "../../queries/use-save-file";
import { useColours } from "../../theme/theme";
import { SPACE } from "../../theme/tokens";

/** The file of everything: asked for, made, fetched. */
export function ExportCard({ companyId }: { companyId: string }) {
  const data = useWordsOf(COMPANY_DATA_WORDS);
  const start = useStartExport(companyId);
  return (
    <Card heading={data.export} hint={data.exportText} testID="export">
      <ReadState read={useExport(companyId)} skeleton={[2]}>
        {(standing) => (
          <View style={styles.stack}>
            <Standing companyId={companyId} standing={standing} />
            <Refused error={start.error} testID="export-refused" />
            {standing.state === "waiting" ? null : (
              <Button
                title={standing.state === "ready" ? data.again : data.start}
                busy={start.isPending}
                onPress={() => start.mutate({ companyId })}
                testID="start-export"
              />
            )}
          </View>
        )}
      </ReadState>
    </Card>
  );
}

function Standing({ companyId, standing }: { companyId: string; standing: CompanyExport }) {
  const colours = useColours();
  const saving = useSaveFile();
  const data = useWordsOf(COMPANY_DATA_WORDS);
  const { state, by, askedAt, expiresAt, bytes, rows } = standing;
  if (state === "none") return null;
  if (state === "failed") {
    return (
      <Notice icon="bad" kind="bad" testID="export-failed">
        {data.failed}
      </Notice>
    );
  }
  const asked = by !== null && askedAt !== null ? [data.askedBy(by, momentText(askedAt))] : [];
  if (state === "waiting") {
    return (
      <View role="status" style={styles.line} testID="export-waiting">
        <Busy color={colours.brand} />
        <Text>{[data.making, ...asked].join(" · ")}</Text>
      </View>
    );
  }
  const until = expiresAt === null ? [] : [data.until(momentText(expiresAt))];
  return (
    <View style={styles.stack} testID="export-ready">
      <Text type="strong">{data.ready(sizeText(bytes), countText(rows))}</Text>
      <Text type="small" tone="textMuted">
        {[...until, ...asked].join(" · ")}
      </Text>
      <Button
        title={SHARES_FILES ? data.share : data.fetch}
        kind="primary"
        busy={saving.isBusy(exportFilePath(companyId))}
        onPress={() => saving.save(exportFilePath(companyId))}
        testID="fetch-export"
      />
      <SavingFile saving={saving} />
    </View>
  );
}

const styles = StyleSheet.create({
  stack: { gap: SPACE.m },
  line: { flexDirection: "row", alignItems: "center", gap: SPACE.s },
});
