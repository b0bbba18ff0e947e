import type { DraftPreview } from "@cfa/contract/drafts";
import { useMutation } from "@tanstack/react-query";
import { View } from "react-native";

import { Button } from "../../components/button";
import { Text } from "../../components/text";
import { useWords } from "../../locale/locale";
import { saveBytes, SHARES_FILES } from "../../platform/save-file";
import { useDraftDeeds } from "../../queries/use-drafts";
import { SPACE } from "../../theme/tokens";
import { DeedFailed } from "./deed-failed";

/** What else can be done with a draft: its file fetched, and taken back while nothing of it can be on its way. */
export function DraftDeeds({ preview, companyId }: { preview: DraftPreview; companyId: string }) {
  const words = useWords();
  const { draft, mayWithdraw } = preview;
  const { withdraw, file } = useDraftDeeds(companyId);
  const input = { companyId, draftId: draft.draftId };
  const keep = useMutation({ mutationFn: saveBytes });
  const hasFile = draft.state === "accepted" && draft.mode === "file";
  return (
    <View style={{ gap: SPACE.s }}>
      {hasFile ? (
        <>
          <Button
            title={SHARES_FILES ? words.drafts.accept.share : words.drafts.accept.download}
            kind="primary"
            icon="voucher"
            busy={file.isPending || keep.isPending}
            onPress={() => file.mutate(input, { onSuccess: (got) => keep.mutate(got) })}
            testID="download-draft"
          />
          <Text type="small" tone="textMuted" align="center">
            {SHARES_FILES ? words.drafts.accept.shareHint : words.drafts.accept.downloadHint}
          </Text>
        </>
      ) : null}
      <DeedFailed error={file.error ?? keep.error ?? withdraw.error} />
      {mayWithdraw ? (
        <Button
          title={draft.state === "unknown" ? words.drafts.accept.putAway : words.drafts.accept.withdraw}
          busy={withdraw.isPending}
          onPress={() => withdraw.mutate(input)}
          testID="withdraw-draft"
        />
      ) : null}
    </View>
  );
}
