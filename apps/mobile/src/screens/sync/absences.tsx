import type { AbsentRow } from "@cfa/contract/reads";
import { useState } from "react";
import { StyleSheet, View } from "react-native";

import { Button } from "../../components/button";
import { Card } from "../../components/card";
import { LoadMore } from "../../components/load-more";
import { Refused } from "../../components/refused";
import { ReadState } from "../../components/read-state";
import { Text } from "../../components/text";
import { useWords } from "../../locale/locale";
import { dayText } from "../../locale/moment-text";
import { useAbsences, useConfirmAbsences } from "../../queries/use-absences";
import { useColours } from "../../theme/theme";
import { SPACE } from "../../theme/tokens";

/** What Tally no longer shows, too much to believe unasked: a person says whether it is gone. */
export function Absences({ companyId }: { companyId: string }) {
  const words = useWords();
  const read = useAbsences(companyId);
  return (
    <Card heading={words.sync.absent} hint={words.sync.absentHint} testID="absences" flush>
      <View style={{ paddingTop: SPACE.s }}>
        <ReadState read={read} skeleton={[3]}>
          {({ pages }) => {
            const first = pages[0];
            if (first?.isBeingRemoved && first.total === 0) {
              return (
                <View style={styles.part}>
                  <Text>{words.sync.absentGoing}</Text>
                </View>
              );
            }
            return (
              <View>
                <View role="list">
                  {pages
                    .flatMap((page) => page.rows)
                    .map((row) => (
                      <Row key={`${row.kind} ${row.guid}`} row={row} />
                    ))}
                </View>
                <LoadMore
                  hasMore={read.hasNextPage}
                  busy={read.isFetchingNextPage}
                  onPress={read.fetchNextPage}
                />
                <Confirm companyId={companyId} total={first?.total ?? 0} upTo={first?.upTo ?? null} />
              </View>
            );
          }}
        </ReadState>
      </View>
    </Card>
  );
}

function Row({ row }: { row: AbsentRow }) {
  const colours = useColours();
  const facts = [row.date === null ? null : dayText(row.date), row.party].filter((fact) => fact !== null);
  return (
    <View role="listitem" style={[styles.part, styles.row, { borderColor: colours.line }]}>
      <Text type="strong">{row.name}</Text>
      {facts.length > 0 ? (
        <Text type="small" tone="textMuted">
          {facts.join(" · ")}
        </Text>
      ) : null}
    </View>
  );
}

/** Two presses: what goes changes what people owe. */
function Confirm(props: { companyId: string; total: number; upTo: string | null }) {
  const { companyId, total, upTo } = props;
  const words = useWords();
  const [isSure, setSure] = useState(false);
  const confirm = useConfirmAbsences();
  if (upTo === null) return null;
  return (
    <View style={[styles.part, { gap: SPACE.m }]}>
      <Refused error={confirm.error} />
      {isSure ? <Text>{words.sync.absentSure(total)}</Text> : null}
      <Button
        title={isSure ? words.sync.absentConfirm(total) : words.sync.absentAsk}
        kind={isSure ? "primary" : "secondary"}
        busy={confirm.isPending}
        onPress={() => (isSure ? confirm.mutate({ companyId, upTo }) : setSure(true))}
        testID="confirm-absences"
      />
    </View>
  );
}

const styles = StyleSheet.create({
  part: { paddingHorizontal: SPACE.l, paddingVertical: SPACE.m },
  row: { gap: 2, borderTopWidth: 1 },
});
