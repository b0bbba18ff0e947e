import type { Freshness } from "@cfa/contract/reads";
import { Redirect, useRouter } from "expo-router";
import { StyleSheet, View } from "react-native";

import { Busy } from "../../components/busy";
import { Button } from "../../components/button";
import { Card } from "../../components/card";
import { CopyButton } from "../../components/copy-button";
import { Icon } from "../../components/icon";
import { Notice } from "../../components/notice";
import { Page } from "../../components/page";
import { ReadState } from "../../components/read-state";
import { ShownText } from "../../components/shown-text";
import { Text } from "../../components/text";
import { useLocale, useWords } from "../../locale/locale";
import { troubleText } from "../../locale/trouble-text";
import { useFreshness } from "../../queries/use-freshness";
import { useCompanyId } from "../../session/view";
import { useColours } from "../../theme/theme";
import { RADIUS, SPACE } from "../../theme/tokens";
import { RUN_COMMAND } from "./agent-command";
import { firstStepOf } from "./first-step";
import { TallyHelp, TallyTrouble } from "./tally-trouble";

/** The first reading of Tally as it goes on; leads to Home by itself once there are figures. */
export function FirstFiguresScreen() {
  const words = useWords();
  const router = useRouter();
  const companyId = useCompanyId();
  const read = useFreshness(companyId, { isAwaited: true });
  const home = { pathname: "/[companyId]", params: { companyId } } as const;
  return (
    <Page title={words.start.first.heading} narrow>
      <ReadState read={read} skeleton={[4]}>
        {(freshness) =>
          freshness.generation > 0 ? (
            <Redirect href={home} />
          ) : (
            <View style={{ gap: SPACE.l }}>
              <Steps freshness={freshness} />
              <WhatToDo freshness={freshness} />
              <Text type="small" tone="textMuted">
                {words.start.first.leave}
              </Text>
              <Button
                title={words.start.first.toHome}
                onPress={() => router.replace(home)}
                testID="first-to-home"
              />
            </View>
          )
        }
      </ReadState>
    </Page>
  );
}

function Steps({ freshness }: { freshness: Freshness }) {
  const words = useWords();
  const { first } = words.start;
  const at = firstStepOf(freshness);
  const records = freshness.running ? first.records(freshness.running.records) : undefined;
  return (
    <Card testID="first-steps">
      <View role="list" style={{ gap: SPACE.m }}>
        <StepLine title={first.paired} isDone />
        <StepLine title={first.reading} note={records} isDone={at > 1} isNow={at === 1} />
        <StepLine title={first.working} isDone={at > 2} isNow={at === 2} />
        <StepLine title={first.done} />
      </View>
    </Card>
  );
}

function StepLine(props: { title: string; note?: string | undefined; isDone?: boolean; isNow?: boolean }) {
  const { title, note, isDone = false, isNow = false } = props;
  const colours = useColours();
  const colour = isDone || isNow ? colours.brand : colours.lineStrong;
  return (
    <View role="listitem" style={styles.step} {...(isNow ? { "aria-current": "step" as const } : {})}>
      {isDone ? <Icon name="good" color={colour} size={20} /> : null}
      {isNow ? <Busy color={colour} /> : null}
      {isDone || isNow ? null : <View style={[styles.dot, { borderColor: colour }]} />}
      <View style={styles.words}>
        <Text type={isNow ? "strong" : "body"} tone={isDone || isNow ? "text" : "textMuted"}>
          {title}
        </Text>
        {note ? (
          <Text type="small" tone="textMuted" testID="first-records">
            {note}
          </Text>
        ) : null}
      </View>
    </View>
  );
}

/** Nothing while it is read; before that, how the agent is started, and what is wrong where the agent says so. */
function WhatToDo({ freshness }: { freshness: Freshness }) {
  const { language, words } = useLocale();
  const { trouble, running } = freshness;
  if (trouble) {
    const said = troubleText(trouble, language);
    return (
      <View style={{ gap: SPACE.l }}>
        <Notice icon="bad" kind="bad" testID="first-trouble">
          {`${said.message} ${said.fix}`}
        </Notice>
        <TallyTrouble />
      </View>
    );
  }
  if (running) return null;
  return (
    <View style={{ gap: SPACE.l }}>
      <Card testID="first-waiting">
        <View style={{ gap: SPACE.m }}>
          <Text>{words.start.first.waiting}</Text>
          <ShownText testID="run-command">{RUN_COMMAND}</ShownText>
          <CopyButton title={words.start.connect.copyCommand} text={RUN_COMMAND} testID="copy-run" />
          <Text type="small" tone="textMuted">
            {words.start.first.notHeard}
          </Text>
        </View>
      </Card>
      <TallyHelp />
    </View>
  );
}

const styles = StyleSheet.create({
  step: { flexDirection: "row", gap: SPACE.m, alignItems: "flex-start" },
  words: { flex: 1 },
  dot: { width: 16, height: 16, margin: 2, borderWidth: 2, borderRadius: RADIUS.pill },
});
