import type { UploadFile } from "@cfa/contract/uploads";
import { StyleSheet, View } from "react-native";

import { Sideways } from "../../components/sideways";
import { Text } from "../../components/text";
import { useWords } from "../../locale/locale";
import { useColours } from "../../theme/theme";
import { RADIUS, SPACE } from "../../theme/tokens";

const WIDTH = 130;

/** The first rows as they stand in the file, side by side; what is wider than the screen is scrolled. */
export function FirstRows({ first }: { first: UploadFile["first"] }) {
  const words = useWords();
  const colours = useColours();
  const { titles, rows } = first;
  if (rows.length === 0) return null;
  return (
    <View style={{ gap: SPACE.xs }}>
      <Text type="small" tone="textMuted">
        {words.upload.firstRows}
      </Text>
      <Sideways style={[styles.box, { borderColor: colours.line }]} contentStyle={styles.table}>
        <View style={styles.grow}>
          <Cells cells={titles} isHead />
          {rows.map((cells, at) => (
            <Cells key={at} cells={cells} />
          ))}
        </View>
      </Sideways>
    </View>
  );
}

function Cells({ cells, isHead = false }: { cells: readonly string[]; isHead?: boolean }) {
  const colours = useColours();
  return (
    <View style={[styles.row, { borderColor: colours.line }, isHead && { backgroundColor: colours.raised }]}>
      {cells.map((cell, column) => (
        <Text
          key={column}
          type={isHead ? "label" : "small"}
          tone={isHead ? "textMuted" : "text"}
          lines={1}
          style={styles.cell}
        >
          {cell}
        </Text>
      ))}
    </View>
  );
}

const styles = StyleSheet.create({
  box: { borderWidth: 1, borderRadius: RADIUS.m },
  table: { minWidth: "100%" },
  grow: { flexGrow: 1 },
  row: { flexDirection: "row", borderBottomWidth: 1 },
  cell: { width: WIDTH, flexGrow: 1, paddingHorizontal: SPACE.s, paddingVertical: SPACE.xs },
});
