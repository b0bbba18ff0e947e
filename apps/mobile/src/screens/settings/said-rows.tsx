import type { MsmeSaid } from "@cfa/contract/settings";
import { View } from "react-native";

import { Button } from "../../components/button";
import { Card } from "../../components/card";
import { ListRow } from "../../components/list-row";
import { Refused } from "../../components/refused";
import { useWords } from "../../locale/locale";
import { momentDayText } from "../../locale/moment-text";

type Row = Pick<MsmeSaid, "saidNo" | "at" | "by" | "takenBack"> & { title: string };

/** What was said of something and by whom, latest first, each with the way to take it back. Nothing while nothing was. */
export function SaidRows(props: {
  rows: readonly Row[];
  takeBack: { isPending: boolean; error: Error | null; variables?: { saidNo: unknown } | undefined };
  /** Left out for who may not. */
  onTakeBack: ((saidNo: number) => void) | undefined;
}) {
  const { rows, takeBack, onTakeBack } = props;
  const words = useWords();
  const { said } = words.settings;
  if (rows.length === 0) return null;
  return (
    <Card heading={said.history} flush testID="said">
      <Refused error={takeBack.error} testID="take-back-refused" />
      <View role="list">
        {rows.map(({ saidNo, title, at, by, takenBack }, index) => (
          <ListRow
            key={saidNo}
            title={title}
            about={[
              said.by(momentDayText(at), by),
              ...(takenBack === null ? [] : [said.takenBack(momentDayText(takenBack.at), takenBack.by)]),
            ]}
            isFirst={index === 0}
            testID={`said-${saidNo}`}
          >
            {takenBack === null && onTakeBack !== undefined ? (
              <Button
                title={said.takeBack}
                of={title}
                busy={takeBack.isPending && takeBack.variables?.saidNo === saidNo}
                onPress={() => onTakeBack(saidNo)}
                testID={`take-back-${saidNo}`}
              />
            ) : null}
          </ListRow>
        ))}
      </View>
    </Card>
  );
}
