import type { TemplatePlace, TemplateRegistration, TemplateTextToKeep } from "@cfa/contract/templates";
import type { TestSend } from "@cfa/contract/template-tests";
import { useState } from "react";
import { StyleSheet, View } from "react-native";

import { Button } from "../../components/button";
import { Card } from "../../components/card";
import { Field } from "../../components/field";
import { ReadState } from "../../components/read-state";
import { Refused } from "../../components/refused";
import { Text } from "../../components/text";
import { useWordsOf } from "../../locale/locale";
import { momentText } from "../../locale/moment-text";
import { NUDGE_CODES } from "../../locale/nudge-codes/words";
import { TEMPLATE_WORDS } from "../../locale/templates/words";
import { useSendTest, useTemplateTests } from "../../queries/use-template-tests";
import { useCompanyId } from "../../session/view";
import { SPACE } from "../../theme/tokens";
import { Refusals } from "./refusals";
import { testText } from "./test-text";

type Way = Exclude<TemplatePlace["way"], "print">;
type Said = { text: TemplateTextToKeep; registration: TemplateRegistration };

/** Sends the text, as it stands in the editor, to a mailbox or phone of the owner's own, and tells what came of it. */
export function TestCard(props: { place: TemplatePlace & { way: Way }; said: Said; isRight: boolean }) {
  const { place, said, isRight } = props;
  const words = useWordsOf(TEMPLATE_WORDS).tests;
  const { kind, stage, way, language } = place;
  const of = { companyId: useCompanyId(), kind, stage, way, language };
  const read = useTemplateTests(of);
  const send = useSendTest(of);
  const [number, setNumber] = useState("");
  const isMail = way === "email";
  return (
    <Card heading={words.heading} hint={words.hint} testID="template-test">
      <ReadState read={read} skeleton={[2]}>
        {({ rows, left, mail }) => (
          <View style={styles.stack}>
            {isMail ? (
              <Text testID="test-mail">{mail === null ? words.noMail : words.toMail(mail)}</Text>
            ) : (
              <Field
                label={words.number}
                hint={words.numberHint}
                value={number}
                onChange={setNumber}
                testID="test-number"
              />
            )}
            {left === 0 ? (
              <Text tone="textMuted" testID="test-none-left">
                {words.noneLeft}
              </Text>
            ) : !isRight || (isMail && mail === null) ? null : (
              <Button
                title={words.send}
                busy={send.isPending}
                onPress={() => send.mutate({ ...of, ...said, number: isMail ? null : number })}
                testID="test-send"
              />
            )}
            <Refused error={send.error} testID="test-refused" />
            <View role="list" style={styles.stack}>
              {rows.map((row, at) => (
                <Sent key={row.at} row={row} at={at} />
              ))}
            </View>
          </View>
        )}
      </ReadState>
    </Card>
  );
}

function Sent({ row, at }: { row: TestSend; at: number }) {
  const words = useWordsOf(TEMPLATE_WORDS).tests;
  const codes = useWordsOf(NUDGE_CODES);
  return (
    <View role="listitem" style={styles.one}>
      <View accessibilityLiveRegion="polite">
        <Text testID={`test-${at}`}>{testText(row, { words, codes })}</Text>
      </View>
      {row.inText.length > 0 ? <Refusals refusals={row.inText} testID={`test-${at}-text`} /> : null}
      <Text type="small" tone="textMuted">
        {words.by(row.by, row.toEnd, momentText(row.at))}
      </Text>
    </View>
  );
}

const styles = StyleSheet.create({
  stack: { gap: SPACE.m },
  one: { gap: SPACE.xs },
});
