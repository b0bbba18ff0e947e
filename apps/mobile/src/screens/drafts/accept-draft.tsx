import type { DraftPreview } from "@cfa/contract/drafts";
import type { DraftMode } from "@cfa/contract/draft-voucher";
import { formatRupees, paiseFromJson } from "@cfa/values/money";
import { useState } from "react";
import { View } from "react-native";

import { Button } from "../../components/button";
import { Choice } from "../../components/choice";
import { Field } from "../../components/field";
import { Text } from "../../components/text";
import { useWords } from "../../locale/locale";
import { typedPaise } from "../../locale/typed-money";
import { useDraftDeeds } from "../../queries/use-drafts";
import { SPACE } from "../../theme/tokens";
import { DeedFailed } from "./deed-failed";

/** The accept of this very draft: which way it goes, and for a voucher that counts its amount typed once more. */
export function AcceptDraft({ preview, companyId }: { preview: DraftPreview; companyId: string }) {
  const words = useWords();
  const { draft, ways } = preview;
  const [mode, setMode] = useState<DraftMode | null>(null);
  const [typed, setTyped] = useState("");
  const [wrong, setWrong] = useState(false);
  const { accept } = useDraftDeeds(companyId);
  const send = (chosen: DraftMode): void => {
    const confirmed = typedPaise(typed)?.toString();
    if (chosen === "posted" && confirmed !== draft.amount) {
      setWrong(true);
      return;
    }
    const confirmation = chosen === "posted" ? { confirmedAmount: draft.amount } : {};
    accept.mutate({ companyId, draftId: draft.draftId, mode: chosen, ...confirmation });
  };
  return (
    <View style={{ gap: SPACE.s }} testID="accept">
      <Text type="strong" heading={3}>
        {words.drafts.accept.heading}
      </Text>
      {ways.map((way) =>
        way.isOffered ? (
          <Choice
            key={way.mode}
            title={words.drafts.accept.modes[way.mode]}
            note={words.drafts.accept.hints[way.mode]}
            chosen={mode === way.mode}
            onPress={() => setMode(way.mode)}
            testID={`way-${way.mode}`}
          />
        ) : (
          <View key={way.mode} style={{ paddingHorizontal: SPACE.l }} testID={`no-way-${way.mode}`}>
            <Text tone="textMuted">{words.drafts.accept.modes[way.mode]}</Text>
            <Text type="small" tone="textMuted">
              {words.drafts.accept.reasons[way.reason ?? "problems"]}
            </Text>
          </View>
        ),
      )}
      {mode === "posted" ? (
        <Field
          label={words.drafts.accept.confirm(formatRupees(paiseFromJson(draft.amount)))}
          value={typed}
          onChange={(text) => {
            setTyped(text);
            setWrong(false);
          }}
          numeric="decimal"
          error={wrong ? words.drafts.accept.confirmWrong : undefined}
          testID="confirm-amount"
        />
      ) : null}
      <DeedFailed error={accept.error} />
      {mode === null ? null : (
        <Button
          title={words.drafts.accept.button[mode]}
          kind="primary"
          busy={accept.isPending}
          onPress={() => send(mode)}
          testID="accept-draft"
        />
      )}
    </View>
  );
}
