import type { SavedScenario } from "@cfa/contract/cash-scenarios";
import { useState } from "react";
import { View } from "react-native";

import { Button } from "../../components/button";
import { Card } from "../../components/card";
import { LinkRow } from "../../components/link-row";
import { Empty } from "../../components/notice";
import { ReadState } from "../../components/read-state";
import { Sure } from "../../components/sure";
import { Text } from "../../components/text";
import { useWords } from "../../locale/locale";
import { momentDayText } from "../../locale/moment-text";
import { useMyRole } from "../../queries/use-companies";
import { useScenarioDeeds, useScenarios } from "../../queries/use-scenarios";
import { useCompanyId } from "../../session/view";
import { SPACE } from "../../theme/tokens";

/** Scenarios that were kept: each is tried again on the latest forecast. */
export function KeptScenarios({ onLoad }: { onLoad: (scenario: SavedScenario) => void }) {
  const words = useWords();
  const text = words.cash.scenarios;
  const companyId = useCompanyId();
  const read = useScenarios(companyId);
  const mayWrite = useMyRole(companyId) !== "viewer";
  const [going, setGoing] = useState<SavedScenario | null>(null);
  const { remove } = useScenarioDeeds({ onDone: () => setGoing(null) });
  return (
    <Card heading={text.kept} testID="scenarios-kept" flush>
      <ReadState read={read} skeleton={[2]}>
        {({ scenarios }) =>
          scenarios.length === 0 ? (
            <Empty title={text.noneKept} />
          ) : (
            <View role="list" style={{ marginTop: SPACE.s }}>
              {scenarios.map((scenario, at) => (
                <View
                  key={scenario.scenarioId}
                  role="listitem"
                  style={{ flexDirection: "row", alignItems: "center", paddingRight: SPACE.l }}
                >
                  <View style={{ flex: 1, minWidth: 0 }}>
                    <LinkRow
                      to={() => onLoad(scenario)}
                      isFirst={at === 0}
                      isPart
                      testID={`scenario-kept-${at}`}
                    >
                      <Text type="strong">{scenario.name}</Text>
                      <Text type="small" tone="textMuted">
                        {text.keptBy(scenario.by, momentDayText(scenario.at))}
                      </Text>
                    </LinkRow>
                  </View>
                  {mayWrite ? (
                    <Button
                      title={text.let}
                      of={scenario.name}
                      onPress={() => setGoing(scenario)}
                      testID={`scenario-let-${at}`}
                    />
                  ) : null}
                </View>
              ))}
            </View>
          )
        }
      </ReadState>
      <Sure
        open={going !== null}
        title={text.let}
        text={text.letSure(going?.name ?? "")}
        yes={text.let}
        isDanger
        deed={remove}
        onYes={() => (going ? remove.mutate({ companyId, scenarioId: going.scenarioId }) : undefined)}
        onClose={() => setGoing(null)}
        testID="scenario-let-yes"
      />
    </Card>
  );
}
