import type { CostOfCash } from "@cfa/contract/settings";
import { useState } from "react";
import { View } from "react-native";

import { Button } from "../../components/button";
import { Card } from "../../components/card";
import { Field } from "../../components/field";
import { Notice } from "../../components/notice";
import { Page } from "../../components/page";
import { ReadState } from "../../components/read-state";
import { Refused } from "../../components/refused";
import { Text } from "../../components/text";
import { useWords } from "../../locale/locale";
import { dayText, typedDay } from "../../locale/moment-text";
import { useKeepsBooks } from "../../queries/use-companies";
import { useCostOfCash, useCostOfCashDeeds } from "../../queries/use-settings";
import { useCompanyId } from "../../session/view";
import { SPACE } from "../../theme/tokens";
import { SaidRows } from "./said-rows";
import { rateText, typedRate } from "./typed-rate";

/** What borrowed money costs: what holds today, how to find it, saying it, and what was said before. */
export function CostOfCashScreen() {
  const words = useWords();
  const companyId = useCompanyId();
  const { cost, said } = words.settings;
  const read = useCostOfCash(companyId);
  const mayWrite = useKeepsBooks(companyId);
  const deeds = useCostOfCashDeeds(companyId);
  return (
    <Page title={cost.heading} back narrow onRefresh={read.refetch}>
      <ReadState read={read} skeleton={[2, 4]}>
        {(now) => (
          <View style={{ gap: SPACE.l }}>
            <Card testID="cost-now">
              <Text type="hero">{cost.now(rateText(now.hundredths))}</Text>
              <Text tone="textMuted" testID="cost-origin">
                {now.origin === "said" ? cost.since(dayText(now.validFrom)) : cost.usual}
              </Text>
              {now.origin === "said" ? null : (
                <Text type="small" tone="textMuted">
                  {cost.source(now.usual.source, dayText(now.usual.readOn))}
                </Text>
              )}
            </Card>
            <Card>
              <View style={{ gap: SPACE.m }}>
                <Text>{cost.help}</Text>
                <Text tone="textMuted">{cost.use}</Text>
                {mayWrite ? (
                  <Form key={JSON.stringify(now.said)} now={now} say={deeds.say} />
                ) : (
                  <Text>{said.viewer}</Text>
                )}
              </View>
            </Card>
            <SaidRows
              rows={now.said.map((row) => ({
                ...row,
                title: `${cost.now(rateText(row.hundredths))}, ${cost.since(dayText(row.validFrom))}`,
              }))}
              takeBack={deeds.takeBack}
              onTakeBack={mayWrite ? (saidNo) => deeds.takeBack.mutate({ companyId, saidNo }) : undefined}
            />
          </View>
        )}
      </ReadState>
    </Page>
  );
}

function Form({ now, say }: { now: CostOfCash; say: ReturnType<typeof useCostOfCashDeeds>["say"] }) {
  const words = useWords();
  const companyId = useCompanyId();
  const { cost } = words.settings;
  const [rate, setRate] = useState("");
  const [from, setFrom] = useState(dayText(now.asOf));
  const [isTried, setTried] = useState(false);
  const hundredths = typedRate(rate);
  const validFrom = typedDay(from);
  const save = () => {
    setTried(true);
    if (hundredths !== null && validFrom !== null) say.mutate({ companyId, hundredths, validFrom });
  };
  return (
    <>
      <Field
        label={cost.rate}
        value={rate}
        onChange={setRate}
        numeric="decimal"
        error={(isTried || rate !== "") && hundredths === null ? cost.rateWrong : undefined}
        testID="cost-rate"
      />
      <Field
        label={cost.from}
        value={from}
        onChange={setFrom}
        numeric
        error={validFrom === null && (isTried || from.length >= 10) ? cost.dayWrong : undefined}
        testID="cost-from"
      />
      <Refused error={say.error} testID="cost-refused" />
      {say.isSuccess ? (
        <Notice icon="good" kind="neutral" testID="cost-saved">
          {cost.saved}
        </Notice>
      ) : null}
      <Button title={cost.save} kind="primary" busy={say.isPending} onPress={save} testID="cost-save" />
    </>
  );
}
