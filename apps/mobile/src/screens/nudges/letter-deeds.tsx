import type { Letter } from "@cfa/contract/letters";
import { lettersFilePath } from "@cfa/contract/nudge-kinds";
import { paiseFromJson, sum } from "@cfa/values/money";
import { StyleSheet, View } from "react-native";

import { Button } from "../../components/button";
import { SavingFile } from "../../components/saving-file";
import { Text } from "../../components/text";
import { SHARES_FILES } from "../../platform/save-file";
import type { LetterMark } from "../../queries/use-letters";
import { useSaveFile } from "../../queries/use-save-file";
import { useCompanyId } from "../../session/view";
import { SPACE } from "../../theme/tokens";
import { sumText } from "./nudge-text";
import { useSay } from "./use-say";

/** What may be done with the letters that are chosen, or with all where none is: put on paper, marked as printed, put aside. */
export function LetterDeeds(props: {
  letters: readonly Letter[];
  chosen: ReadonlySet<string>;
  onChoose: (nudgeIds: readonly string[]) => void;
  onMark: (mark: LetterMark, nudgeIds: readonly string[]) => void;
  isBusy: boolean;
}) {
  const { letters, chosen, onChoose, onMark, isBusy } = props;
  const { own, words } = useSay();
  const companyId = useCompanyId();
  const saving = useSaveFile();
  const picked = letters.filter(({ nudgeId }) => chosen.has(nudgeId));
  const some = picked.length === 0 ? letters : picked;
  const ids = some.map(({ nudgeId }) => nudgeId);
  const path = lettersFilePath(companyId, ids);
  const amount = sumText(sum(some.map((letter) => paiseFromJson(letter.amount))), words);
  const n = some.length;
  return (
    <View style={styles.all}>
      <Text type="strong" testID="letters-chosen">
        {picked.length === 0 ? own.letters.count(n, amount) : own.letters.chosen(n, amount)}
      </Text>
      <View style={styles.deeds}>
        <Button
          title={SHARES_FILES ? own.letters.share(n) : own.letters.print(n)}
          kind="primary"
          busy={saving.isBusy(path)}
          onPress={() => saving.save(path)}
          testID="letters-print"
        />
        <Button
          title={own.letters.markPrinted(n)}
          busy={isBusy}
          onPress={() => onMark("printed", ids)}
          testID="letters-printed"
        />
        {picked.length === 0 ? null : (
          <>
            <Button
              title={own.letters.putAsideMany(n)}
              busy={isBusy}
              onPress={() => onMark("put-aside", ids)}
              testID="letters-aside"
            />
            <Button title={own.clear} onPress={() => onChoose([])} testID="letters-none" />
          </>
        )}
      </View>
      <SavingFile saving={saving} />
    </View>
  );
}

const styles = StyleSheet.create({
  all: { gap: SPACE.s },
  deeds: { flexDirection: "row", flexWrap: "wrap", gap: SPACE.s },
});
