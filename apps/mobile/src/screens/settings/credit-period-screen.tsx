import type { CreditDaysEffect, SettingsStanding } from "@cfa/contract/settings";
import { paiseFromJson } from "@cfa/values/money";
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
import { moneyText } from "../../locale/money-text";
import { useKeepsBooks } from "../../queries/use-companies";
import { useChangeSettings, useCreditDaysEffect, useSettings } from "../../queries/use-settings";
import { useCompanyId } from "../../session/view";
import { SPACE } from "../../theme/tokens";

/** The company's days of credit where nothing else says any, with what other days would move before they are saved. */
export function CreditPeriodScreen() {
  const words = useWords();
  const read = useSettings(useCompanyId());
  return (
    <Page title={words.settings.credit.heading} back narrow onRefresh={read.refetch}>
      <ReadState read={read} skeleton={[4]}>
        {(settings) => <Form settings={settings} />}
      </ReadState>
    </Page>
  );
}

function typedDays(text: string): number | null {
  return /^\d{1,3}$/.test(text.trim()) && Number(text) <= 365 ? Number(text) : null;
}

function Form({ settings }: { settings: SettingsStanding }) {
  const words = useWords();
  const { credit, said } = words.settings;
  const companyId = useCompanyId();
  const mayWrite = useKeepsBooks(companyId);
  const { isBeingDerived, ...chosen } = settings;
  const [text, setText] = useState(String(chosen.defaultCreditDays));
  const change = useChangeSettings();
  const days = typedDays(text);
  const isOther = days !== null && days !== chosen.defaultCreditDays;
  const effect = useCreditDaysEffect(companyId, isOther ? days : null);
  // The effect of the days before stays until the new one is there: it is of other days and not said.
  const known = isOther && effect.data?.days === days ? effect.data : undefined;
  return (
    <Card testID="credit-period">
      <View style={{ gap: SPACE.l }}>
        <Text>{credit.text}</Text>
        <Field
          label={credit.days}
          value={text}
          onChange={setText}
          numeric
          error={days === null ? credit.daysWrong : undefined}
          testID="credit-days"
        />
        {known === undefined ? null : <Effect effect={known} />}
        <Refused error={effect.error ?? change.error} testID="credit-refused" />
        {isBeingDerived ? (
          <Notice icon="sync" kind="neutral" testID="credit-being-derived">
            {credit.being}
          </Notice>
        ) : change.isSuccess && !isOther ? (
          <Notice icon="good" kind="neutral" testID="credit-saved">
            {credit.saved}
          </Notice>
        ) : null}
        {mayWrite ? (
          <Button
            title={credit.save}
            kind="primary"
            busy={change.isPending || (isOther && known === undefined && effect.error === null)}
            onPress={() =>
              isOther ? change.mutate({ companyId, ...chosen, defaultCreditDays: days }) : undefined
            }
            testID="credit-save"
          />
        ) : (
          <Text tone="textMuted">{said.viewer}</Text>
        )}
      </View>
    </Card>
  );
}

/** How many open bills of each side get another due date, and what is overdue by it. */
function Effect({ effect }: { effect: CreditDaysEffect }) {
  const words = useWords();
  const { credit } = words.settings;
  const short = (paise: string) => moneyText(paiseFromJson(paise), { form: "short", words });
  const sides = (["receivable", "payable"] as const).filter((side) => effect[side].bills > 0);
  return (
    <Notice icon="calendar" kind="neutral" testID="credit-effect">
      {sides.length === 0
        ? credit.none
        : sides
            .map((side) => {
              const { bills, open, overdueNow, overdueThen } = effect[side];
              const moves = credit.moves(words.side[side], words.common.bills(bills), short(open));
              return `${moves} ${credit.overdue(short(overdueNow), short(overdueThen))}`;
            })
            .join("\n")}
    </Notice>
  );
}
