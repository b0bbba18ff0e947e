import type { AgeingBucket } from "@cfa/contract/reads";
import { paiseToJson } from "@cfa/values/money";
import { useState } from "react";
import { StyleSheet, View } from "react-native";
import Svg, { Line, Path } from "react-native-svg";

import { Money } from "../../components/money";
import { Press } from "../../components/press";
import { Text } from "../../components/text";
import { useWords } from "../../locale/locale";
import { useColours } from "../../theme/theme";
import { RADIUS, SPACE } from "../../theme/tokens";
import { AGEING } from "../chart-room";
import { ageingColumns, type Column } from "./ageing-columns";

const HEIGHT = AGEING.columns;
const CORNER = 5;

/** The columns of the ageing chart. Each is a button that chooses it. */
export function AgeingColumns(props: {
  buckets: readonly AgeingBucket[];
  chosen: AgeingBucket["key"] | undefined;
  onChoose: (key: AgeingBucket["key"]) => void;
}) {
  const { buckets, chosen, onChoose } = props;
  const [width, setWidth] = useState(0);
  const colours = useColours();
  const words = useWords();
  const columns = ageingColumns(buckets, { width, height: HEIGHT });
  return (
    <View onLayout={(event) => setWidth(event.nativeEvent.layout.width)}>
      <Svg width={width} height={HEIGHT} style={styles.svg} aria-hidden>
        <Line x1={0} x2={width} y1={HEIGHT - 0.5} y2={HEIGHT - 0.5} stroke={colours.lineStrong} />
        {columns.map((column, at) => (
          <Path
            key={column.key}
            d={columnPath(column)}
            fill={colours.ageing[at]}
            opacity={column.key === chosen ? 1 : 0.55}
          />
        ))}
      </Svg>
      <View style={styles.columns} role="group" aria-label={words.ageing.hint}>
        {columns.map((column) => (
          <ColumnButton
            key={column.key}
            column={column}
            chosen={column.key === chosen}
            onPress={() => onChoose(column.key)}
          />
        ))}
      </View>
    </View>
  );
}

function ColumnButton(props: { column: Column; chosen: boolean; onPress: () => void }) {
  const { column, chosen, onPress } = props;
  const words = useWords();
  return (
    <Press
      onPress={onPress}
      selected={chosen}
      pressedGround="transparent"
      testID={`ageing-${column.key}`}
      style={styles.column}
    >
      <View style={{ height: AGEING.sum + HEIGHT - column.height, justifyContent: "flex-end" }}>
        <Money
          paise={paiseToJson(column.amount)}
          form="short"
          type="label"
          tone={chosen ? "text" : "textMuted"}
          style={styles.amount}
        />
      </View>
      <View style={{ height: column.height }} />
      <Text
        type={chosen ? "label" : "small"}
        tone={chosen ? "text" : "textMuted"}
        align="center"
        style={styles.name}
      >
        {words.ageing.buckets[column.key]}
      </Text>
    </Press>
  );
}

function columnPath({ x, width, height }: Column): string {
  if (height === 0 || width === 0) return "";
  const corner = Math.min(CORNER, height, width / 2);
  const top = HEIGHT - height;
  return `M${x} ${HEIGHT}V${top + corner}Q${x} ${top} ${x + corner} ${top}H${x + width - corner}Q${x + width} ${top} ${x + width} ${top + corner}V${HEIGHT}Z`;
}

const styles = StyleSheet.create({
  svg: { position: "absolute", top: AGEING.sum, left: 0 },
  columns: { flexDirection: "row" },
  column: { flex: 1, borderRadius: RADIUS.s },
  amount: { textAlign: "center", fontSize: 11, letterSpacing: -0.2, paddingBottom: 2 },
  name: { height: AGEING.name, paddingTop: SPACE.xs },
});
