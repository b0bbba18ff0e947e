import type { SavedScenario, ScenarioEdit } from "@cfa/contract/cash-scenarios";
import { useState } from "react";
import { StyleSheet, View } from "react-native";

import { Button } from "../../components/button";
import { Card } from "../../components/card";
import { ListRow } from "../../components/list-row";
import { Empty } from "../../components/notice";
import { Page } from "../../components/page";
import { ReadState } from "../../components/read-state";
import { Text } from "../../components/text";
import { useWords } from "../../locale/locale";
import { useCashForecast } from "../../queries/use-cash";
import { useScenarioResult } from "../../queries/use-scenarios";
import { useCompanyId } from "../../session/view";
import { SPACE } from "../../theme/tokens";
import { short } from "../cash/cash-figures";
import { paiseFromJson } from "@cfa/values/money";
import { EditSheet } from "./edit-sheet";
import { editText } from "./edit-text";
import { KeepScenario } from "./keep-scenario";
import { KeptScenarios } from "./kept-scenarios";
import { ResultCard } from "./result-card";

export type Tried = { edit: ScenarioEdit; about: string };

/** What would be if: edits laid over the forecast, beside it as it is. */
export function ScenariosScreen() {
  const words = useWords();
  const text = words.cash.scenarios;
  const companyId = useCompanyId();
  const [tried, setTried] = useState<readonly Tried[]>([]);
  const forecast = useCashForecast(companyId);
  const load = ({ edits }: SavedScenario) => setTried(edits.map((edit) => ({ edit, about: "" })));
  return (
    <Page title={text.heading} back narrow onRefresh={forecast.refetch}>
      <Text tone="textMuted">{text.hint}</Text>
      <ReadState read={forecast} skeleton={[3, 6]}>
        {(answer) =>
          answer.forecast === null ? (
            <Card>
              <Empty title={text.noForecast} testID="scenarios-no-forecast" />
            </Card>
          ) : (
            <View style={styles.stack}>
              <Edits tried={tried} onChange={setTried} />
              {tried.length === 0 ? null : (
                <Outcome
                  tried={tried}
                  opening={answer.forecast.opening.available}
                  floor={answer.forecast.floor}
                />
              )}
              {tried.length === 0 ? null : <KeepScenario tried={tried} />}
            </View>
          )
        }
      </ReadState>
      <KeptScenarios onLoad={load} />
    </Page>
  );
}

function Edits(props: { tried: readonly Tried[]; onChange: (tried: readonly Tried[]) => void }) {
  const { tried, onChange } = props;
  const words = useWords();
  const text = words.cash.scenarios;
  const [adds, setAdds] = useState(false);
  const result = useScenarioResult(
    useCompanyId(),
    tried.map(({ edit }) => edit),
  );
  const partOf = (at: number): string[] => {
    const part = result.isPlaceholderData ? undefined : result.data?.parts[at];
    if (part === undefined) return [];
    const sum = part.reduce((total, paise) => total + paiseFromJson(paise), 0n);
    return [text.partOf(`${sum > 0n ? "+" : ""}${short(sum, words)}`)];
  };
  return (
    <Card heading={text.edits} testID="scenario-edits" flush>
      {tried.length === 0 ? <Empty title={text.noEdits} /> : null}
      <View role="list">
        {tried.map(({ edit, about }, at) => (
          <ListRow
            key={JSON.stringify(edit)}
            title={editText(edit, about, words)}
            about={partOf(at)}
            testID={`scenario-edit-${at}`}
          >
            <Button
              title={text.remove}
              onPress={() => onChange(tried.filter((_, other) => other !== at))}
              testID={`scenario-remove-${at}`}
            />
          </ListRow>
        ))}
      </View>
      <View style={styles.add}>
        <Button
          title={text.add}
          {...(tried.length === 0 ? { kind: "primary" as const } : {})}
          onPress={() => setAdds(true)}
          testID="scenario-add"
        />
      </View>
      {adds ? (
        <EditSheet
          onPut={(edit, about) => {
            onChange([...tried, { edit, about }]);
            setAdds(false);
          }}
          onClose={() => setAdds(false)}
        />
      ) : null}
    </Card>
  );
}

function Outcome(props: { tried: readonly Tried[]; opening: string; floor: string | null }) {
  const { tried, opening, floor } = props;
  const result = useScenarioResult(
    useCompanyId(),
    tried.map(({ edit }) => edit),
  );
  return (
    <ReadState read={result} skeleton={[6]}>
      {(found) => <ResultCard result={found} opening={opening} floor={floor} />}
    </ReadState>
  );
}

const styles = StyleSheet.create({
  stack: { gap: SPACE.l },
  add: { padding: SPACE.l },
});
