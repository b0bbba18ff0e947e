import { useMutation } from "@tanstack/react-query";
import { useRouter } from "expo-router";
import { useRef, useState } from "react";
import { StyleSheet, View } from "react-native";

import { Button } from "../../components/button";
import { Card } from "../../components/card";
import { Empty, Notice } from "../../components/notice";
import { Page } from "../../components/page";
import { Progress } from "../../components/progress";
import { Refused } from "../../components/refused";
import { Text } from "../../components/text";
import { useWords } from "../../locale/locale";
import { percentOf, sizeText } from "../../locale/size-text";
import { pickFiles, type PickedFile } from "../../platform/pick-files";
import { ApiFailure } from "../../queries/failure";
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
    onSettled: () => setSending(null),
  });
  // Only who waits here is led to the preview: who has left the page meanwhile finds the files in its list.
  const lead = (uploadId: string) =>
    router.push({ pathname: "/[companyId]/upload/[uploadId]", params: { companyId, uploadId } });
  const choose = useMutation({
    mutationFn: () =>
      pickFiles().catch(() => {
        throw new ApiFailure("device", null);
      }),
    onSuccess: (files) => {
      const wrong = pickingFault(files);
      setFault(wrong);
      if (files.length > 0 && wrong === null) send.mutate(files, { onSuccess: lead });
    },
  });
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
              onPress={() => choose.mutate()}
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
        <Refused error={choose.error} own={{ device: words.upload.notOpened }} testID="choose-failed" />
        <Refused error={isStopped ? null : send.error} testID="send-failed" />
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
