import type { ChannelStanding, HookSecretKind } from "@cfa/contract/channels";
import { useState } from "react";
import { StyleSheet, View } from "react-native";

import { Button } from "../../components/button";
import { CopyButton } from "../../components/copy-button";
import { Field } from "../../components/field";
import { Notice } from "../../components/notice";
import { Refused } from "../../components/refused";
import { Text } from "../../components/text";
import { CHANNEL_WORDS } from "../../locale/channels/words";
import { useWordsOf } from "../../locale/locale";
import { momentText } from "../../locale/moment-text";
import type { useChannelDeeds } from "../../queries/use-channels";
import { useCompanyId } from "../../session/view";
import { SPACE } from "../../theme/tokens";

const SECRET = /^[!-~]{8,200}$/;

type Account = NonNullable<ChannelStanding["account"]>;
type Told = { lastFour: string; setAt: string; setBy: string };
type Of = {
  way: ChannelStanding["way"];
  account: Account;
  deeds: ReturnType<typeof useChannelDeeds>;
};

/** Where the provider tells what became of messages: the address with how it is entered there, and what is signed with. */
export function HookPart({ way, account, deeds }: Of) {
  const words = useWordsOf(CHANNEL_WORDS);
  const { provider, hook } = account;
  const signer = provider === "whatsapp" || provider === "smtp" ? provider : null;
  return (
    <View style={styles.part} testID={`channel-${way}-hook`}>
      <Text type="strong">{words.hooks}</Text>
      <Text type="small" tone="textMuted">
        {words.hookTexts[provider]}
      </Text>
      <Text type="small" testID={`channel-${way}-hook-url`}>
        {hook.url}
      </Text>
      <CopyButton title={words.copyHook} text={hook.url} testID={`channel-${way}-hook-copy`} />
      {signer === null ? null : <Signed way={way} account={account} deeds={deeds} by={signer} />}
      {provider === "whatsapp" ? (
        <>
          <Standing name={words.hookWord} told={hook.word} testID={`channel-${way}-word`} />
          <Typed way={way} kind="word" name={words.hookWord} hint={words.wordHint} deeds={deeds} />
        </>
      ) : null}
      <Refused error={deeds.setHook.error} testID={`channel-${way}-hook-refused`} />
      {deeds.setHook.isSuccess ? (
        <Notice icon="good" kind="neutral" testID={`channel-${way}-hook-saved`}>
          {words.hookSaved}
        </Notice>
      ) : null}
    </View>
  );
}

/** The secrets that are there, of Meta's two while one is changed, and the line for a new one. */
function Signed({ way, account, deeds, by }: Of & { by: "whatsapp" | "smtp" }) {
  const words = useWordsOf(CHANNEL_WORDS);
  const name = words.hookSecret[by];
  const companyId = useCompanyId();
  const nameOf = (slot: string): string => (by === "smtp" ? name : `${name} ${slot}`);
  return (
    <>
      {account.hook.secrets.map(({ slot, ...told }) => (
        <View key={slot} style={styles.secret}>
          <View style={styles.words}>
            <Standing name={nameOf(slot)} told={told} testID={`channel-${way}-hook-${slot}`} />
          </View>
          <Button
            title={words.remove}
            of={nameOf(slot)}
            onPress={() => deeds.removeHook.mutate({ companyId, way, slot })}
            testID={`channel-${way}-hook-${slot}-remove`}
          />
        </View>
      ))}
      <Refused error={deeds.removeHook.error} />
      <Typed way={way} kind="signature" name={name} hint={words.hookHints[by]} deeds={deeds} />
    </>
  );
}

function Typed(props: {
  way: Of["way"];
  kind: HookSecretKind;
  name: string;
  hint: string;
  deeds: Of["deeds"];
}) {
  const { way, kind, name, hint, deeds } = props;
  const words = useWordsOf(CHANNEL_WORDS);
  const companyId = useCompanyId();
  const [typed, setTyped] = useState("");
  const [isTried, setTried] = useState(false);
  const secret = typed.trim();
  const isFine = SECRET.test(secret);
  const send = (): void => {
    setTried(true);
    if (!isFine) return;
    deeds.setHook.mutate(
      { companyId, way, kind, secret },
      {
        // What was typed is gone once it is kept.
        onSuccess: () => {
          setTyped("");
          setTried(false);
        },
      },
    );
  };
  return (
    <>
      <Field
        label={name}
        value={typed}
        onChange={setTyped}
        hint={hint}
        error={isTried && !isFine ? words.wrong.secret : undefined}
        expects="secret"
        testID={`channel-${way}-hook-${kind}`}
      />
      <Button
        title={words.saveHook}
        of={name}
        busy={deeds.setHook.isPending}
        onPress={send}
        testID={`channel-${way}-hook-${kind}-save`}
      />
    </>
  );
}

function Standing({ name, told, testID }: { name: string; told: Told | null; testID: string }) {
  const words = useWordsOf(CHANNEL_WORDS);
  if (told === null) return null;
  return (
    <View testID={testID}>
      <Text>{told.lastFour === "" ? words.setWhole(name) : words.set(name, told.lastFour)}</Text>
      <Text type="small" tone="textMuted">
        {words.setBy(momentText(told.setAt), told.setBy)}
      </Text>
    </View>
  );
}

const styles = StyleSheet.create({
  part: { gap: SPACE.m },
  secret: { flexDirection: "row", alignItems: "center", gap: SPACE.m },
  words: { flex: 1, minWidth: 0 },
});
