import { useMutation } from "@tanstack/react-query";
import { useRouter } from "expo-router";
import { useRef, useState } from "react";
import { StyleSheet, View } from "react-native";

import { Button } from "../../components/button";
import { Card } from "../../components/card";
import { Empty, Notice } from "../../components/notice";
import { Page } from "../../components/page";
import { Progress } from "../../components/progress";
import { Text } from "../../components/text";
import { useWords } from "../../locale/locale";
import { percentOf, sizeText } from "../../locale/size-text";
import { pickFiles, type PickedFile } from "../../platform/pick-files";
import { sentenceOf } from "../../queries/failure";
import { pickingFault, sendFiles, type Sending } from "../../queries/send-files";
import { useMyRole } from "../../queries/use-companies";
import { useCompanyId } from "../../session/view";
import { SPACE } from "../../theme/tokens";
import { UploadList } from "./upload-list";

/** Where files are handed in for a company whose Tally no agent can read. */
export function UploadsScreen() {
  const words = useWords();
  const companyId = useCompanyId();
  const role = useMyRole(companyId);
  return (
    <Page title={words.upload.heading} subtitle={words.upload.subtitle} back narrow>
      {role === "viewer" ? (
        <Card>
          <Empty icon="none" title={words.upload.notForViewers} />
        </Card>
      ) : (
        <>
          <SendCard companyId={companyId} />
          <Kinds />
          <UploadList companyId={companyId} />
        </>
      )}
    </Page>
  );
}

function SendCard({ companyId }: { companyId: string }) {
  const words = useWords();
  const router = useRouter();
  const [sending, setSending] = useState<Sending | null>(null);
  const [fault, setFault] = useState<ReturnType<typeof pickingFault>>(null);
  const stop = useRef<AbortController | null>(null);
  const send = useMutation({
    mutationFn: (files: PickedFile[]) => {
      stop.current = new AbortController();
      return sendFiles(companyId, files, { progress: setSending, signal: stop.current.signal });
    },
    onSuccess: (uploadId) =>
      router.push({ pathname: "/[companyId]/upload/[uploadId]", params: { companyId, uploadId } }),
    onSettled: () => setSending(null),
  });
  const choose = async () => {
    const files = await pickFiles();
    const wrong = pickingFault(files);
    setFault(wrong);
    if (files.length > 0 && wrong === null) send.mutate(files);
  };
  const isStopped = stop.current?.signal.aborted === true;
  return (
    <Card testID="send-files">
      <View style={styles.stack}>
        {sending === null && !send.isPending ? (
          <View style={styles.choose}>
            <Text align="center">{words.upload.choose}</Text>
            <Button
              title={words.upload.pick}
              kind="primary"
              icon="upload"
              onPress={() => void choose()}
              testID="pick-files"
            />
            <Text type="small" tone="textMuted" align="center">
              {words.upload.nothingYet}
            </Text>
          </View>
        ) : (
          <>
            <Progress
              share={percentOf(sending?.sent ?? 0, sending?.total ?? 0)}
              label={words.upload.sending(sizeText(sending?.sent ?? 0), sizeText(sending?.total ?? 0))}
            />
            <Button title={words.upload.stop} onPress={() => stop.current?.abort()} testID="stop-sending" />
          </>
        )}
        {fault !== null ? (
          <Notice icon="bad" kind="bad">
            {words.upload.faults[fault]}
          </Notice>
        ) : null}
        {send.error && !isStopped ? (
          <Notice icon="bad" kind="bad" testID="send-failed">
            {words.failure[sentenceOf(send.error)]}
          </Notice>
        ) : null}
      </View>
    </Card>
  );
}

function Kinds() {
  const words = useWords();
  return (
    <Card heading={words.upload.whatHeading}>
      <View style={styles.stack}>
        {words.upload.what.map(({ title, text }) => (
          <View key={title}>
            <Text type="strong">{title}</Text>
            <Text type="small" tone="textMuted">
              {text}
            </Text>
          </View>
        ))}
      </View>
    </Card>
  );
}

const styles = StyleSheet.create({
  stack: { gap: SPACE.m },
  choose: { alignItems: "center", gap: SPACE.m, paddingVertical: SPACE.l },
});
