import type { ReadKey } from "@cfa/contract/assistant";
import { useState } from "react";
import { View } from "react-native";

import { Button } from "../../components/button";
import { Card } from "../../components/card";
import { ListRow } from "../../components/list-row";
import { Empty } from "../../components/notice";
import { ReadState } from "../../components/read-state";
import { SignInAgain } from "../../components/sign-in/sign-in-again";
import { Sure } from "../../components/sure";
import { Tag } from "../../components/tag";
import { Text } from "../../components/text";
import { ASSISTANT_SETTING_WORDS } from "../../locale/assistant-settings/words";
import { useWords, useWordsOf } from "../../locale/locale";
import { agoText, momentDayText, momentText } from "../../locale/moment-text";
import { useNow } from "../../platform/now";
import { useReadKeyDeeds, useReadKeys } from "../../queries/use-assistant";
import { useCompanyId } from "../../session/view";
import { SPACE } from "../../theme/tokens";
import { MakeReadKeySheet, ShownReadKeySheet } from "./read-key-sheets";

/** The keys with which programs read: made and shown once, listed, ended after a question. */
export function ReadKeysCard() {
  const own = useWordsOf(ASSISTANT_SETTING_WORDS);
  const companyId = useCompanyId();
  const [asked, setAsked] = useState<"make" | ReadKey | null>(null);
  const read = useReadKeys(companyId);
  const { make, revoke } = useReadKeyDeeds(() => setAsked(null));
  return (
    <Card
      heading={own.keys}
      hint={own.keysHint}
      aside={<Button title={own.make} onPress={() => setAsked("make")} testID="make-read-key" />}
      flush
      testID="read-keys"
    >
      <ReadState read={read} skeleton={[3]}>
        {({ rows }) =>
          rows.length === 0 ? (
            <Empty title={own.noKeys} testID="read-keys-empty" />
          ) : (
            <View role="list" style={{ marginTop: SPACE.s }}>
              {rows.map((row, at) => (
                <KeyRow key={row.keyId} row={row} isFirst={at === 0} onRevoke={() => setAsked(row)} />
              ))}
            </View>
          )
        }
      </ReadState>
      {asked === "make" ? <MakeReadKeySheet make={make} onClose={() => setAsked(null)} /> : null}
      {asked !== null && asked !== "make" ? (
        <Sure
          open
          title={own.revoke}
          text={own.revokeSure(asked.name)}
          isDanger
          yes={own.revokeYes}
          deed={revoke}
          onYes={() => revoke.mutate({ companyId, keyId: asked.keyId })}
          onClose={() => setAsked(null)}
          testID="revoke-read-yes"
        >
          <Text type="small" tone="textMuted">
            {own.endsWith(asked.lastFour)}
          </Text>
        </Sure>
      ) : null}
      <SignInAgain deed={make} />
      {make.data ? <ShownReadKeySheet shown={make.data} onClose={make.reset} /> : null}
    </Card>
  );
}

function KeyRow({ row, isFirst, onRevoke }: { row: ReadKey; isFirst: boolean; onRevoke: () => void }) {
  const own = useWordsOf(ASSISTANT_SETTING_WORDS);
  const words = useWords();
  const now = useNow();
  const { name, lastFour, state, madeAt, by, lastUsedAt, endsAt } = row;
  const used = lastUsedAt === null ? null : agoText(Date.parse(lastUsedAt), { now, words });
  const day = momentDayText(endsAt);
  const about = [
    own.endsWith(lastFour),
    own.madeBy(momentText(madeAt), by),
    used === null ? own.unused : own.used(used),
    ...(state === "live" ? [own.until(day)] : state === "ended" ? [own.ended(day)] : []),
  ];
  return (
    <ListRow title={name} about={about} isFirst={isFirst} testID={`read-key-${lastFour}`}>
      <Tag title={own.states[state]} kind={state === "live" ? "good" : "neutral"} />
      {state === "live" ? (
        <Button title={own.revoke} of={name} onPress={onRevoke} testID={`revoke-read-${lastFour}`} />
      ) : null}
    </ListRow>
  );
}
