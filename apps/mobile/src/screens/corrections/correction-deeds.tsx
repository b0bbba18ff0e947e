import type { Correction } from "@cfa/contract/corrections";
import { useRouter } from "expo-router";
import { StyleSheet, View } from "react-native";

import { Button } from "../../components/button";
import { Notice } from "../../components/notice";
import { useWords } from "../../locale/locale";
import { useCorrectionDeeds } from "../../queries/use-corrections";
import { useCompanyId } from "../../session/view";
import { SPACE } from "../../theme/tokens";
import { editParams } from "./edited-form";
import { failureText } from "./failure-text";

/** What the reader may do with a correction now. */
export function CorrectionDeeds({ correction, at }: { correction: Correction; at: number }) {
  const words = useWords();
  const companyId = useCompanyId();
  const router = useRouter();
  const { undo, resolve } = useCorrectionDeeds();
  const one = { companyId, correctionId: correction.correctionId };
  const { may } = correction;
  const edit = editParams(correction);
  const error = undo.error ?? resolve.error;
  const busy = undo.isPending || resolve.isPending;
  const deeds: { key: string; title: string; act: () => void }[] = [
    ...(may.resolve
      ? [
          {
            key: "mine",
            title: words.corrections.keepMine,
            act: () => resolve.mutate({ ...one, take: "mine" }),
          },
          {
            key: "tally",
            title: words.corrections.takeTally,
            act: () => resolve.mutate({ ...one, take: "tally" }),
          },
          ...(edit === null
            ? []
            : [
                {
                  key: "edit",
                  title: words.corrections.edit,
                  act: () =>
                    router.push({
                      pathname: "/[companyId]/corrections/new",
                      params: { companyId, ...edit },
                    }),
                },
              ]),
        ]
      : []),
    ...(may.approve
      ? [
          {
            key: "decide",
            title: words.corrections.decide,
            act: () => router.push({ pathname: "/[companyId]/approvals", params: { companyId } }),
          },
        ]
      : []),
    ...(may.undo && !may.resolve
      ? [{ key: "undo", title: words.corrections.undo, act: () => undo.mutate(one) }]
      : []),
  ];
  if (deeds.length === 0) return null;
  return (
    <View style={styles.deeds}>
      {error ? (
        <Notice icon="bad" kind="bad" testID="deed-failed">
          {failureText(error, words)}
        </Notice>
      ) : null}
      <View style={styles.buttons}>
        {deeds.map(({ key, title, act }) => (
          <Button key={key} title={title} busy={busy} onPress={act} testID={`${key}-${at}`} />
        ))}
      </View>
    </View>
  );
}

const styles = StyleSheet.create({
  deeds: { gap: SPACE.s, marginTop: SPACE.s },
  buttons: { flexDirection: "row", flexWrap: "wrap", gap: SPACE.s },
});
