import type { CorrectionPreview } from "@cfa/contract/corrections";
import { paiseFromJson } from "@cfa/values/money";
import { StyleSheet, View } from "react-native";

import { Text } from "../../components/text";
import type { Catalogue } from "../../locale/en";
import { useWords } from "../../locale/locale";
import { moneyText } from "../../locale/money-text";
import { dayText } from "../../locale/moment-text";
import { useColours } from "../../theme/theme";
import { RADIUS, SPACE } from "../../theme/tokens";

type Line = { key: string; about: string; before: string; after: string };

/** What a correction would change: sums and bills before and after. */
export function Changes({ preview }: { preview: CorrectionPreview }) {
  const words = useWords();
  const colours = useColours();
  const lines = [...sumLines(preview, words), ...billLines(preview, words)];
  const { form: w } = words.corrections;
  return (
    <View
      testID="changes"
      style={[styles.box, { backgroundColor: colours.raised, borderColor: colours.line }]}
    >
      <Text type="strong">{w.changes}</Text>
      {lines.length === 0 ? <Text type="small">{w.unchanged}</Text> : null}
      {lines.map(({ key, about, before, after }, at) => (
        <View key={key} style={styles.line} testID={`change-${at}`}>
          <Text type="small" tone="textMuted" style={styles.about}>
            {about}
          </Text>
          <View style={styles.values}>
            <Text type="small" tone="textMuted">
              {before}
            </Text>
            <Text type="small" tone="textMuted">
              →
            </Text>
            <Text type="smallStrong">{after}</Text>
          </View>
        </View>
      ))}
    </View>
  );
}

function sumLines(preview: CorrectionPreview, words: Catalogue): Line[] {
  return preview.sums.flatMap((sums) =>
    (["outstanding", "due", "overdue", "unapplied"] as const).flatMap((name) => {
      const { before, after } = sums[name];
      if (before === after) return [];
      const about = words.corrections.form[name];
      return [
        { key: `${sums.side} ${name}`, about, before: money(before, words), after: money(after, words) },
      ];
    }),
  );
}

function billLines(preview: CorrectionPreview, words: Catalogue): Line[] {
  const { openChanges, dueChanges, disputedChanges } = words.corrections.form;
  return preview.bills.flatMap(({ name, date, open, dueDate, disputed }) => {
    const bill = name === "" ? dayText(date) : name;
    const key = `${name} ${date}`;
    const lines: Line[] = [];
    if (open.before !== open.after) {
      const about = `${bill} · ${openChanges}`;
      lines.push({
        key: `${key} open`,
        about,
        before: money(open.before, words),
        after: money(open.after, words),
      });
    }
    if (dueDate.before !== dueDate.after) {
      const about = `${bill} · ${dueChanges}`;
      lines.push({
        key: `${key} due`,
        about,
        before: dayText(dueDate.before),
        after: dayText(dueDate.after),
      });
    }
    if (disputed.before !== disputed.after) {
      const about = `${bill} · ${disputedChanges}`;
      const [before, after] = [money(disputed.before, words), money(disputed.after, words)];
      lines.push({ key: `${key} disputed`, about, before, after });
    }
    return lines;
  });
}

function money(paise: string, words: Catalogue): string {
  return moneyText(paiseFromJson(paise), { form: "full", words });
}

const styles = StyleSheet.create({
  box: { gap: SPACE.s, padding: SPACE.m, borderRadius: RADIUS.m, borderWidth: 1 },
  line: { flexDirection: "row", flexWrap: "wrap", justifyContent: "space-between", columnGap: SPACE.m },
  about: { flexShrink: 1 },
  values: { flexDirection: "row", gap: SPACE.s, marginLeft: "auto" },
});
