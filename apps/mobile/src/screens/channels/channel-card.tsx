import type { ChannelStanding } from "@cfa/contract/channels";
import { CHANNEL_PROVIDERS, WAY_OF_PROVIDER } from "@cfa/contract/nudge-kinds";
import { useState } from "react";
import { StyleSheet, View } from "react-native";

import { Button } from "../../components/button";
import { Card } from "../../components/card";
import { Notice } from "../../components/notice";
import { Refused } from "../../components/refused";
import { Segmented } from "../../components/segmented";
import { SignInAgain } from "../../components/sign-in/sign-in-again";
import { Sure } from "../../components/sure";
import { Text } from "../../components/text";
import type { ChannelWords } from "../../locale/channels/en";
import { CHANNEL_WORDS } from "../../locale/channels/words";
import { useWordsOf } from "../../locale/locale";
import { momentText } from "../../locale/moment-text";
import { NUDGE_NAMES } from "../../locale/nudge-names/words";
import { useChannelDeeds } from "../../queries/use-channels";
import { useCompanyId } from "../../session/view";
import { SPACE } from "../../theme/tokens";
import { AccountForm } from "./account-form";
import { FIELDS, SECRETS, type Provider } from "./channel-draft";
import { HookPart } from "./hook-part";

type Account = NonNullable<ChannelStanding["account"]>;

/** The account of one way: how it stands, what is typed to set it anew, and the ways to pause and remove it. */
export function ChannelCard({ channel, isAvailable }: { channel: ChannelStanding; isAvailable: boolean }) {
  const { way, account } = channel;
  const words = useWordsOf(CHANNEL_WORDS);
  const { ways } = useWordsOf(NUDGE_NAMES);
  const companyId = useCompanyId();
  const providers = CHANNEL_PROVIDERS.filter((one) => WAY_OF_PROVIDER[one] === way);
  const [chosen, setChosen] = useState<Provider | null>(null);
  const [times, setTimes] = useState(0);
  const [isAsked, setAsked] = useState(false);
  const deeds = useChannelDeeds(companyId, { onSet: () => setTimes((before) => before + 1) });
  const provider = chosen ?? account?.provider ?? providers[0];
  if (provider === undefined) return null;
  return (
    <Card heading={ways[way]} hint={words.hints[way]} testID={`channel-${way}`}>
      <View style={styles.parts}>
        {account === null ? (
          <Notice icon="none" kind="neutral" testID={`channel-${way}-none`}>
            {words.none}
          </Notice>
        ) : (
          <Standing way={way} account={account} />
        )}
        {isAvailable ? (
          <>
            {providers.length < 2 ? null : (
              <Segmented
                label={words.providersLabel}
                options={providers.map((key) => ({ key, title: words.providers[key] }))}
                chosen={provider}
                onChoose={setChosen}
                testID={`channel-${way}-by`}
              />
            )}
            {/* What was typed is gone once it is kept. */}
            <AccountForm
              key={`${provider}-${times}`}
              way={way}
              provider={provider}
              account={account}
              isSaved={times > 0}
              set={deeds.set}
            />
          </>
        ) : null}
        {account === null ? null : <HookPart way={way} account={account} deeds={deeds} />}
        <Refused error={deeds.pause.error} testID={`channel-${way}-pause-refused`} />
        {account === null ? null : (
          <View style={styles.deeds}>
            {account.state === "bad-keys" ? null : (
              <Button
                title={account.state === "paused" ? words.resume : words.pause}
                of={ways[way]}
                busy={deeds.pause.isPending}
                onPress={() => deeds.pause.mutate({ companyId, way, isPaused: account.state === "on" })}
                testID={`channel-${way}-pause`}
              />
            )}
            <Button
              title={words.remove}
              of={ways[way]}
              onPress={() => setAsked(true)}
              testID={`channel-${way}-remove`}
            />
          </View>
        )}
      </View>
      <Sure
        open={isAsked}
        title={words.removeTitle(ways[way])}
        text={words.removeSure}
        yes={words.removeYes}
        isDanger
        deed={deeds.remove}
        onYes={() => deeds.remove.mutate({ companyId, way }, { onSuccess: () => setAsked(false) })}
        onClose={() => setAsked(false)}
        testID={`channel-${way}-remove-yes`}
      />
      <SignInAgain deed={deeds.set} />
      <SignInAgain deed={deeds.setHook} />
      <SignInAgain deed={deeds.removeHook} />
      <SignInAgain deed={deeds.remove} />
    </Card>
  );
}

/** Whether messages go out by an account, why not, and the end of its secret with who set it. */
function Standing({ way, account }: { way: ChannelStanding["way"]; account: Account }) {
  const words = useWordsOf(CHANNEL_WORDS);
  const { provider, state, stateWhy, quality, secret, since } = account;
  const secretName = FIELDS[provider].find((name) => SECRETS.has(name)) ?? "authKey";
  const name = words.fields[secretName];
  return (
    <View style={styles.standing}>
      <Notice
        icon={state === "on" ? "good" : state === "paused" ? "warn" : "bad"}
        kind={state === "on" ? "neutral" : state === "paused" ? "warn" : "bad"}
        testID={`channel-${way}-state`}
      >
        {[words.states[state], ...(stateWhy === null ? [] : [whyText(stateWhy, words)])].join(" ")}
      </Notice>
      <View testID={`channel-${way}-set`}>
        <Text type="strong">{words.providers[provider]}</Text>
        {secret === null ? (
          <Text type="small" tone="textMuted">
            {words.since(momentText(since))}
          </Text>
        ) : (
          <>
            <Text>{secret.lastFour === "" ? words.setWhole(name) : words.set(name, secret.lastFour)}</Text>
            <Text type="small" tone="textMuted">
              {words.setBy(momentText(secret.setAt), secret.setBy)}
            </Text>
          </>
        )}
        {quality === null ? null : <Text type="small">{words.quality(quality)}</Text>}
      </View>
    </View>
  );
}

function whyText(code: string, { whys, whyOther }: ChannelWords): string {
  const texts: Readonly<Record<string, string>> = whys;
  return Object.hasOwn(texts, code) ? (texts[code] ?? whyOther) : whyOther;
}

const styles = StyleSheet.create({
  parts: { gap: SPACE.l },
  standing: { gap: SPACE.m },
  deeds: { flexDirection: "row", flexWrap: "wrap", gap: SPACE.s },
});
