import type { CashScore } from "@cfa/contract/cash-forecast";
import { paiseFromJson } from "@cfa/values/money";
import { View } from "react-native";

import { Card } from "../../components/card";
import { ListRow } from "../../components/list-row";
import { Empty } from "../../components/notice";
import { ReadState } from "../../components/read-state";
import { useWords } from "../../locale/locale";
import type { Catalogue } from "../../locale/en";
import { useCashRecord } from "../../queries/use-cash";
import { useCompanyId } from "../../session/view";
import { SPACE } from "../../theme/tokens";
import { chanceText } from "../../locale/chance-text";
import { short } from "./cash-figures";

/** What was forecast some weeks ago, against what came. */
export function RecordCard() {
  const words = useWords();
  const record = useCashRecord(useCompanyId());
  return (
    <Card heading={words.cash.record.heading} hint={words.cash.record.hint} testID="cash-record" flush>
      <ReadState read={record} skeleton={[2]}>
        {({ scores }) =>
          scores.every(({ saidOn }) => saidOn === null) ? (
            <Empty title={words.cash.record.none} />
          ) : (
            <View role="list" style={{ marginTop: SPACE.s }}>
              {scores.map((score, at) => (
                <ListRow
                  key={score.weeksAgo}
                  title={words.cash.record.ago(score.weeksAgo)}
                  about={scoreTexts(score, words)}
                  isFirst={at === 0}
                  testID={`cash-score-${score.weeksAgo}`}
                />
              ))}
            </View>
          )
        }
      </ReadState>
    </Card>
  );
}

/** One score in words. */
function scoreTexts(score: CashScore, words: Catalogue): string[] {
  const { record } = words.cash;
  if (score.saidOn === null) return [record.notThen];
  const error = paiseFromJson(score.error);
  return [
    record.said(short(score.expected, words), short(score.came, words)),
    record.off(
      short(error < 0n ? -error : error, words),
      score.weeksOfSpending === null ? null : score.weeksOfSpending.toFixed(1),
    ),
    ...(score.coverage === null ? [] : [record.kept(chanceText(score.coverage))]),
  ];
}
