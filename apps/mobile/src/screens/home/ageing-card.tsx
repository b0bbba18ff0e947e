import type { Home } from "@cfa/contract/reads";
import { View } from "react-native";

import { Card } from "../../components/card";
import { Empty } from "../../components/notice";
import { Segmented } from "../../components/segmented";
import { Text } from "../../components/text";
import { useWords } from "../../locale/locale";
import type { SideName } from "../../queries/use-parties";
import { SPACE } from "../../theme/tokens";
import { AgeingChart } from "./ageing-chart";

/** Ageing of one side, with the choice of the side that also rules the list of the most overdue. */
export function AgeingCard(props: { home: Home; side: SideName; onSide: (side: SideName) => void }) {
  const { home, side, onSide } = props;
  const words = useWords();
  const { ageing, bills } = home[side];
  return (
    <Card
      heading={words.ageing.heading}
      hint={words.ageing.hint}
      testID="home-ageing"
      aside={
        <Segmented
          label={words.parties.side}
          options={[
            { key: "receivable", title: words.side.receivable },
            { key: "payable", title: words.side.payable },
          ]}
          chosen={side}
          onChoose={onSide}
          testID="home-side"
        />
      }
    >
      {bills === 0 ? (
        <Empty title={words.ageing.empty} />
      ) : (
        <View style={{ gap: SPACE.s }}>
          <AgeingChart key={side} buckets={ageing} />
          <Text type="small" tone="textMuted">
            {words.ageing.before}
          </Text>
        </View>
      )}
    </Card>
  );
}
