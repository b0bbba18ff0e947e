import type { Correction } from "@cfa/contract/corrections";
import { useState } from "react";
import { StyleSheet, View } from "react-native";

import { Button } from "../../components/button";
import { Notice } from "../../components/notice";
import { useWords } from "../../locale/locale";
import { useCorrectionDeeds } from "../../queries/use-corrections";
import { useCompanyId } from "../../session/view";
import { SPACE } from "../../theme/tokens";

const MOST = 100;

/** Tally's side in every conflict that is shown, after a second tap. */
export function TakeAll({ rows }: { rows: readonly Correction[] }) {
  const words = useWords();
  const companyId = useCompanyId();
  const [asked, setAsked] = useState(false);
  const { acceptTally } = useCorrectionDeeds();
  const ids = rows
    .filter((row) => row.may.resolve)
    .map((row) => row.correctionId)
    .slice(0, MOST);
  if (ids.length < 2) return null;
  const take = (): void => {
    if (asked) acceptTally.mutate({ companyId, correctionIds: ids });
    setAsked(!asked);
  };
  return (
    <View style={styles.all}>
      {asked ? (
        <Notice icon="warn" kind="warn">
          {words.corrections.takeAllSure}
        </Notice>
      ) : null}
      <Button
        title={words.corrections.takeAll(ids.length)}
        busy={acceptTally.isPending}
        onPress={take}
        testID="take-all"
      />
    </View>
  );
}

const styles = StyleSheet.create({ all: { gap: SPACE.s } });
