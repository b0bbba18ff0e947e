import type { CashForecast } from "@cfa/contract/cash-forecast";
import type { ScenarioEdit, ScenarioResult } from "@cfa/contract/cash-scenarios";
import { useState } from "react";
import { StyleSheet, View } from "react-native";

import { Button } from "../../components/button";
import { Card } from "../../components/card";
import { ListRow } from "../../components/list-row";
import { Empty } from "../../components/notice";
import { Page } from "../../components/page";
import { ReadState } from "../../components/read-state";
import { Text } from "../../components/text";
import type { Catalogue } from "../../locale/en";
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

/** What would be if: edits laid over the forecast, beside it as it is. */
export function ScenariosScreen() {
  const words = useWords();
  const text = words.cash.scenarios;
  const companyId = useCompanyId();
  const [edits, setEdits] = useState<readonly ScenarioEdit[]>([]);
  const forecast = useCashForecast(companyId);
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
            <Trying forecast={answer.forecast} edits={edits} onChange={setEdits} />
          )
        }
      </ReadState>
      <KeptScenarios onLoad={(scenario) => setEdits(scenario.edits)} />
    </Page>
  );
}

type Edited = { edits: readonly ScenarioEdit[]; onChange: (edits: readonly ScenarioEdit[]) => void };

function Trying({ forecast, ...edited }: { forecast: CashForecast } & Edited) {
  const { edits } = edited;
  const result = useScenarioResult(useCompanyId(), edits);
  const { asOf, opening, floor } = forecast;
  return (
    <View style={styles.stack}>
      <Edits asOf={asOf} result={result.isPlaceholderData ? undefined : result.data} {...edited} />
      {edits.length === 0 ? null : (
        <>
          <ReadState read={result} skeleton={[6]}>
            {(found) => <ResultCard result={found} opening={opening.available} floor={floor} />}
          </ReadState>
          <KeepScenario edits={edits} />
        </>
      )}
    </View>
  );
}

function Edits(props: { asOf: string; result: ScenarioResult | undefined } & Edited) {
  const { asOf, result, edits, onChange } = props;
  const words = useWords();
  const text = words.cash.scenarios;
  const [adds, setAdds] = useState(false);
  return (
    <Card heading={text.edits} testID="scenario-edits" flush>
      {edits.length === 0 ? <Empty title={text.noEdits} /> : null}
      <View role="list">
        {edits.map((edit, at) => (
          <ListRow
            key={JSON.stringify(edit)}
            title={editText(edit, result?.about[at], words)}
            about={partText(result?.parts[at], words)}
            testID={`scenario-edit-${at}`}
          >
            <Button
              title={text.remove}
              onPress={() => onChange(edits.filter((_, other) => other !== at))}
              testID={`scenario-remove-${at}`}
            />
          </ListRow>
        ))}
      </View>
      <View style={styles.add}>
        <Button
          title={text.add}
          {...(edits.length === 0 ? { kind: "primary" as const } : {})}
          onPress={() => setAdds(true)}
          testID="scenario-add"
        />
      </View>
      {adds ? (
        <EditSheet
          asOf={asOf}
          onPut={(edit) => {
            onChange([...edits, edit]);
            setAdds(false);
          }}
          onClose={() => setAdds(false)}
        />
      ) : null}
    </Card>
  );
}

/** What an edit brings over all weeks; nothing while it is not known. */
function partText(part: readonly string[] | undefined, words: Catalogue): string[] {
  if (part === undefined) return [];
  const sum = part.reduce((total, paise) => total + paiseFromJson(paise), 0n);
  return [words.cash.scenarios.partOf(`${sum > 0n ? "+" : ""}${short(sum, words)}`)];
}

const styles = StyleSheet.create({
  stack: { gap: SPACE.l },
  add: { padding: SPACE.l },
});
