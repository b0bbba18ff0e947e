import { useRouter } from "expo-router";
import { useState } from "react";
import { View } from "react-native";

import { Button } from "../../components/button";
import { Notice } from "../../components/notice";
import { useWords } from "../../locale/locale";
import { newRequestId } from "../../platform/request-id";
import { useCorrectionDeeds } from "../../queries/use-corrections";
import { useCompanyId } from "../../session/view";
import { SPACE } from "../../theme/tokens";
import { Changes } from "./changes";
import { failureText, refusalText } from "./failure-text";
import type { ReadForm } from "./form-state";

/**
 * First what a correction would change, then the button that makes it. `read`: what the form asks for now. A changed form begins anew,
 * so that nothing is saved but what was looked at. `replaces`: the correction that it takes the place of.
 */
export function SaveCorrection({ read, replaces }: { read: () => ReadForm; replaces: string | null }) {
  const words = useWords();
  const router = useRouter();
  const companyId = useCompanyId();
  const [requestId] = useState(newRequestId);
  const { preview, create } = useCorrectionDeeds();
  const seen = preview.data;
  const { form: w } = words.corrections;
  const look = (): void => {
    const asked = read();
    create.reset();
    if (!("faults" in asked)) preview.mutate({ companyId, proposal: asked.proposal, replaces });
  };
  const save = (): void => {
    const asked = read();
    if ("faults" in asked || seen === undefined) return;
    create.mutate(
      { companyId, requestId, ...asked, seen: seen.seen, replaces },
      {
        onSuccess: () => router.replace({ pathname: "/[companyId]/corrections", params: { companyId } }),
        onError: () => preview.reset(),
      },
    );
  };
  const error = create.error ?? preview.error;
  const refusal = seen?.refusal ?? null;
  return (
    <View style={{ gap: SPACE.m }}>
      {error === null ? null : (
        <Notice icon="bad" kind="bad" testID="save-failed">
          {failureText(error, words)}
        </Notice>
      )}
      {refusal === null ? null : (
        <Notice icon="warn" kind="warn" testID="refused">
          {refusalText(refusal.code, words) ?? refusal.message}
        </Notice>
      )}
      {seen === undefined || refusal !== null ? (
        <Button title={w.look} kind="primary" busy={preview.isPending} onPress={look} testID="look" />
      ) : (
        <>
          <Changes preview={seen} />
          {seen.needsOwner ? (
            <Notice icon="none" kind="neutral" testID="needs-owner">
              {w.needsOwner}
            </Notice>
          ) : null}
          <Button
            title={seen.needsOwner ? w.saveWaiting : w.save}
            kind="primary"
            busy={create.isPending}
            onPress={save}
            testID="save"
          />
        </>
      )}
    </View>
  );
}
