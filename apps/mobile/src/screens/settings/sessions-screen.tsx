import type { MySession } from "@cfa/contract/sessions";
import { StyleSheet, View } from "react-native";

import { Button } from "../../components/button";
import { Card } from "../../components/card";
import { ListRow } from "../../components/list-row";
import { Notice } from "../../components/notice";
import { Page } from "../../components/page";
import { ReadState } from "../../components/read-state";
import { Refused } from "../../components/refused";
import { Tag } from "../../components/tag";
import { Text } from "../../components/text";
import type { Catalogue } from "../../locale/en";
import { useWords } from "../../locale/locale";
import { momentDayText, momentText } from "../../locale/moment-text";
import { useSessionDeeds, useSessions } from "../../queries/use-sessions";
import { SPACE } from "../../theme/tokens";

/** The devices on which I am signed in; each other one can be signed out from here. */
export function SessionsScreen() {
  const words = useWords();
  const { sessions: said } = words.settings;
  const read = useSessions();
  const { end, endOthers } = useSessionDeeds();
  return (
    <Page title={said.heading} back narrow onRefresh={read.refetch}>
      <ReadState read={read} skeleton={[3]}>
        {({ sessions }) => (
          <View style={styles.stack}>
            <Refused error={end.error ?? endOthers.error} testID="sessions-refused" />
            {endOthers.data ? (
              <Notice icon="good" kind="neutral" testID="others-ended">
                {said.endedOthers(endOthers.data.ended)}
              </Notice>
            ) : null}
            <Card flush testID="sessions">
              <View role="list">
                {sessions.map((session, at) => (
                  <Row
                    key={session.sessionId}
                    session={session}
                    isFirst={at === 0}
                    isBusy={end.isPending && end.variables.sessionId === session.sessionId}
                    onEnd={() => end.mutate({ sessionId: session.sessionId })}
                  />
                ))}
              </View>
            </Card>
            {sessions.length > 1 ? (
              <Button
                title={said.endOthers}
                busy={endOthers.isPending}
                onPress={() => endOthers.mutate(undefined)}
                testID="end-others"
              />
            ) : (
              <Text tone="textMuted">{said.onlyThis}</Text>
            )}
          </View>
        )}
      </ReadState>
    </Page>
  );
}

function Row(props: { session: MySession; isFirst: boolean; isBusy: boolean; onEnd: () => void }) {
  const { session, isFirst, isBusy, onEnd } = props;
  const words = useWords();
  const { sessions: said } = words.settings;
  return (
    <ListRow
      title={deviceText(session, words)}
      about={[
        ...(session.address === null ? [] : [said.from(session.address)]),
        said.signedIn(momentText(session.signedInAt)),
        said.lastUsed(momentDayText(session.lastUsedAt)),
      ]}
      isFirst={isFirst}
      testID={session.isThis ? "session-this" : "session-other"}
    >
      {session.isThis ? (
        <Tag title={said.this} kind="good" />
      ) : (
        <Button
          title={said.end}
          of={deviceText(session, words)}
          busy={isBusy}
          onPress={onEnd}
          testID="end-session"
        />
      )}
    </ListRow>
  );
}

function deviceText({ browser, system }: MySession, words: Catalogue): string {
  const { sessions } = words.settings;
  if (browser !== null && system !== null) return sessions.on(browser, system);
  return browser ?? system ?? sessions.unknown;
}

const styles = StyleSheet.create({ stack: { gap: SPACE.l } });
