import { TABLE_FIELDS } from "@cfa/contract/upload-files";
import type { TableField, TableQuestion } from "@cfa/contract/uploads";
import { useState } from "react";
import { StyleSheet, View } from "react-native";

import { Choice } from "../../components/choice";
import { Icon } from "../../components/icon";
import { Press } from "../../components/press";
import { Sheet } from "../../components/sheet";
import { Text } from "../../components/text";
import { useWords } from "../../locale/locale";
import { useColours } from "../../theme/theme";
import { RADIUS, SPACE } from "../../theme/tokens";

/** One column of a table: its heading, some of its values, and what it means. */
export function ColumnRow(props: {
  column: TableQuestion["columns"][number];
  at: number;
  meaning: TableField | null;
  onChoose: (field: TableField | null) => void;
}) {
  const { column, at, meaning, onChoose } = props;
  const [open, setOpen] = useState(false);
  const words = useWords();
  const colours = useColours();
  const title = column.title === "" ? words.upload.column(at + 1) : column.title;
  const choose = (field: TableField | null) => {
    onChoose(field);
    setOpen(false);
  };
  return (
    <View
      role="group"
      aria-label={words.upload.columnMeans(title)}
      style={[styles.row, { borderColor: colours.line }]}
    >
      <View style={styles.words}>
        <Text type="strong">{title}</Text>
        <Text type="small" tone="textMuted" lines={2}>
          {column.samples.join(" · ")}
        </Text>
      </View>
      <Press
        onPress={() => setOpen(true)}
        testID={`column-${at}`}
        style={[styles.meaning, { borderColor: meaning === null ? colours.line : colours.brand }]}
      >
        <Text type="smallStrong" tone={meaning === null ? "textMuted" : "text"} style={styles.words}>
          {meaning === null ? words.upload.notUsed : words.upload.fields[meaning]}
        </Text>
        <Icon name="down" color={colours.textMuted} size={18} />
      </Press>
      <Sheet open={open} title={words.upload.columnMeans(title)} onClose={() => setOpen(false)}>
        <Choice title={words.upload.notUsed} chosen={meaning === null} onPress={() => choose(null)} />
        {TABLE_FIELDS.map((field) => (
          <Choice
            key={field}
            title={words.upload.fields[field]}
            chosen={meaning === field}
            onPress={() => choose(field)}
            testID={`field-${field}`}
          />
        ))}
      </Sheet>
    </View>
  );
}

const styles = StyleSheet.create({
  row: { flexDirection: "row", alignItems: "center", gap: SPACE.m, borderTopWidth: 1, paddingTop: SPACE.s },
  words: { flex: 1, minWidth: 0 },
  meaning: {
    flexDirection: "row",
    alignItems: "center",
    gap: SPACE.s,
    width: 180,
    maxWidth: "48%",
    paddingHorizontal: SPACE.m,
    borderRadius: RADIUS.m,
    borderWidth: 1,
  },
});
