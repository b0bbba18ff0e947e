import type { Upload } from "@cfa/contract/uploads";
import { useRouter } from "expo-router";
import { useState } from "react";
import { StyleSheet, View } from "react-native";

import { Button } from "../../components/button";
import { Refused } from "../../components/refused";
import { Sheet } from "../../components/sheet";
import { Text } from "../../components/text";
import { useWords } from "../../locale/locale";
import { useUploadDeeds } from "../../queries/use-uploads";
import { useLayout } from "../../theme/theme";
import { SPACE } from "../../theme/tokens";

/** The way into the books, out of them again, and letting an upload go before. */
export function UploadDeeds({ upload, companyId }: { upload: Upload; companyId: string }) {
  const words = useWords();
  const router = useRouter();
  const phone = useLayout() === "phone";
  const [asks, setAsks] = useState(false);
  const { commit, cancel, takeBack } = useUploadDeeds(companyId, upload.uploadId);
  const ids = { companyId, uploadId: upload.uploadId };
  const error = commit.error ?? cancel.error ?? takeBack.error;
  const isIn =
    upload.run?.state === "applied" && (upload.takenBack === null || upload.takenBack.state === "failed");
  const leave = () =>
    cancel.mutate(ids, {
      onSuccess: () => router.replace({ pathname: "/[companyId]/upload", params: { companyId } }),
    });
  return (
    <View style={{ gap: SPACE.m }}>
      <Refused error={error} testID="deed-failed" />
      <View style={phone ? styles.stack : styles.row}>
        {upload.state === "ready" ? (
          <Button
            title={words.upload.commit}
            kind="primary"
            icon="check"
            busy={commit.isPending}
            onPress={() => commit.mutate(ids)}
            testID="commit"
          />
        ) : null}
        {upload.state === "committed" ? null : (
          <Button title={words.upload.cancel} busy={cancel.isPending} onPress={leave} testID="cancel" />
        )}
        {isIn ? (
          <Button title={words.upload.takeBack} onPress={() => setAsks(true)} testID="take-back" />
        ) : null}
      </View>
      <Sheet open={asks} title={words.upload.takeBackHeading} onClose={() => setAsks(false)}>
        <Text>{words.upload.takeBackText}</Text>
        <Text type="small" tone="textMuted">
          {words.upload.takeBackLimits}
        </Text>
        <Button
          title={words.upload.takeBackYes}
          busy={takeBack.isPending}
          onPress={() => takeBack.mutate(ids, { onSettled: () => setAsks(false) })}
          testID="take-back-yes"
        />
      </Sheet>
    </View>
  );
}

const styles = StyleSheet.create({
  row: { flexDirection: "row", gap: SPACE.m, justifyContent: "flex-end", flexWrap: "wrap" },
  stack: { gap: SPACE.s },
});
