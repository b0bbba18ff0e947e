import { useState, type ReactNode } from "react";
import { View } from "react-native";

import { useWords } from "../../locale/locale";
import { SPACE } from "../../theme/tokens";
import { Segmented } from "../segmented";
import { Text } from "../text";

/** A picture with what it says in one sentence, and the same figures as a table for whoever reads those better. */
export function ChartOrTable(props: {
  /** What the picture says. */
  summary: string;
  chart: ReactNode;
  table: ReactNode;
  testID: string;
}) {
  const { summary, chart, table, testID } = props;
  const words = useWords();
  const [shown, setShown] = useState<"chart" | "table">("chart");
  return (
    <View style={{ gap: SPACE.m }}>
      <View style={{ flexDirection: "row", flexWrap: "wrap", gap: SPACE.m, alignItems: "center" }}>
        <Text style={{ flexGrow: 1, flexShrink: 1, flexBasis: 220 }} testID={`${testID}-summary`}>
          {summary}
        </Text>
        <Segmented
          label={words.cash.chartOrTable}
          options={[
            { key: "chart", title: words.cash.chart },
            { key: "table", title: words.cash.table },
          ]}
          chosen={shown}
          onChoose={setShown}
          testID={testID}
        />
      </View>
      {shown === "chart" ? chart : table}
    </View>
  );
}
