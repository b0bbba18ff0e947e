import { useState, type ReactNode } from "react";
import { View } from "react-native";

import { SPACE } from "../../theme/tokens";
import { Text } from "../text";
import { ViewChoice, type ChartView } from "./view-choice";

/** A picture with what it says in one sentence, and the same figures as a table for whoever reads those better. */
export function ChartOrTable(props: {
  /** What the picture says. */
  summary: string;
  chart: ReactNode;
  table: ReactNode;
  testID: string;
}) {
  const { summary, chart, table, testID } = props;
  const [shown, setShown] = useState<ChartView>("picture");
  return (
    <View style={{ gap: SPACE.m }}>
      <View style={{ flexDirection: "row", flexWrap: "wrap", gap: SPACE.m, alignItems: "center" }}>
        <Text style={{ flexGrow: 1, flexShrink: 1, flexBasis: 220 }} testID={`${testID}-summary`}>
          {summary}
        </Text>
        <ViewChoice chosen={shown} onChoose={setShown} testID={testID} />
      </View>
      {shown === "picture" ? chart : table}
    </View>
  );
}
