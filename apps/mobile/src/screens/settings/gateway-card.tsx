import type { GatewayStanding } from "@cfa/contract/gateway";
import { useState } from "react";
import { StyleSheet, View } from "react-native";

import { Button } from "../../components/button";
import { Card } from "../../components/card";
import { CopyButton } from "../../components/copy-button";
import { Field } from "../../components/field";
import { Notice } from "../../components/notice";
import { ReadState } from "../../components/read-state";
import { Refused } from "../../components/refused";
import { SignInAgain } from "../../components/sign-in/sign-in-again";
import { Sure } from "../../components/sure";
import { Text } from "../../components/text";
import { GATEWAY_WORDS } from "../../locale/gateway/words";
import { useWordsOf } from "../../locale/locale";
import { momentText } from "../../locale/moment-text";
import { useGateway, useGatewayDeeds } from "../../queries/use-gateway";
import { useCompanyId } from "../../session/view";
import { SPACE } from "../../theme/tokens";

const KEY_ID = /^rzp_(?:live|test)_[A-Za-z0-9]{8,40}$/;
const SECRET = /^[!-~]{16,200}$/;

type Deeds = ReturnType<typeof useGatewayDeeds>;
type Told = { lastFour: string; setAt: string; setBy: string };

/** An owner's own account at a payment gateway: keys go in and are not read out again. */
export function GatewayCard() {
  const words = useWordsOf(GATEWAY_WORDS);
  const companyId = useCompanyId();
  const read = useGateway(companyId);
  const [times, setTimes] = useState(0);
  const deeds = useGatewayDeeds(companyId, { onSet: () => setTimes((before) => before + 1) });
  const [isAsked, setAsked] = useState(false);
  return (
    <Card heading={words.heading} hint={words.text} testID="gateway">
      <ReadState read={read} skeleton={[3]}>
        {(standing) =>
          standing.isAvailable ? (
            <View style={styles.parts}>
              {standing.keyId === null ? (
                <Notice icon="none" kind="neutral" testID="gateway-none">
                  {words.none}
                </Notice>
              ) : null}
              {/* What was typed is gone once it is kept. */}
              <Keys key={`keys-${times}`} standing={standing} deeds={deeds} />
              <Hooks key={`hooks-${times}`} standing={standing} deeds={deeds} />
              <Text type="small" tone="textMuted">
                {words.claim}
              </Text>
              {standing.keyId === null && standing.webhookSecrets.length === 0 ? null : (
                <Button title={words.remove} onPress={() => setAsked(true)} testID="gateway-remove" />
              )}
            </View>
          ) : (
            <Notice icon="warn" kind="warn" testID="gateway-not-available">
              {words.notAvailable}
            </Notice>
          )
        }
      </ReadState>
      <Sure
        open={isAsked}
        title={words.remove}
        text={words.removeSure}
        yes={words.removeYes}
        isDanger
        deed={deeds.remove}
        onYes={() => deeds.remove.mutate({ companyId }, { onSuccess: () => setAsked(false) })}
        onClose={() => setAsked(false)}
        testID="gateway-remove-yes"
      />
      <SignInAgain deed={deeds.setKeys} />
      <SignInAgain deed={deeds.setHook} />
      <SignInAgain deed={deeds.removeHook} />
      <SignInAgain deed={deeds.remove} />
    </Card>
  );
}

function Keys({ standing, deeds }: { standing: GatewayStanding; deeds: Deeds }) {
  const words = useWordsOf(GATEWAY_WORDS);
  const companyId = useCompanyId();
  const [keyId, setKeyId] = useState("");
  const [keySecret, setKeySecret] = useState("");
  const [isTried, setTried] = useState(false);
  const isFine = KEY_ID.test(keyId.trim()) && SECRET.test(keySecret.trim());
  const send = (): void => {
    setTried(true);
    if (isFine) deeds.setKeys.mutate({ companyId, keyId: keyId.trim(), keySecret: keySecret.trim() });
  };
  return (
    <View style={styles.part}>
      <Standing name={words.keyId} told={standing.keyId} testID="gateway-key-id" />
      <Standing name={words.keySecret} told={standing.keySecret} testID="gateway-key-secret" />
      {standing.keyId === null ? null : <Asked keys={standing.keys} />}
      <Field
        label={words.keyId}
        value={keyId}
        onChange={setKeyId}
        hint={words.keyIdHint}
        error={isTried && !KEY_ID.test(keyId.trim()) ? words.keyIdWrong : undefined}
        testID="gateway-key-id-typed"
      />
      <Field
        label={words.keySecret}
        value={keySecret}
        onChange={setKeySecret}
        hint={words.keySecretHint}
        error={isTried && !SECRET.test(keySecret.trim()) ? words.secretWrong : undefined}
        expects="secret"
        testID="gateway-key-secret-typed"
      />
      <Refused error={deeds.setKeys.error} testID="gateway-keys-refused" />
      <Button
        title={words.saveKeys}
        kind="primary"
        busy={deeds.setKeys.isPending}
        onPress={send}
        testID="gateway-keys-save"
      />
    </View>
  );
}

/** What the gateway said of the keys that stand. */
function Asked({ keys }: { keys: GatewayStanding["keys"] }) {
  const words = useWordsOf(GATEWAY_WORDS);
  if (keys === null) {
    return (
      <Notice icon="none" kind="neutral" testID="gateway-keys-asking">
        {words.asking}
      </Notice>
    );
  }
  const at = momentText(keys.askedAt);
  return keys.areGood ? (
    <Notice icon="good" kind="neutral" testID="gateway-keys-good">
      {words.good(at)}
    </Notice>
  ) : (
    <Notice icon="bad" kind="bad" testID="gateway-keys-bad">
      {words.bad(at)}
    </Notice>
  );
}

/** The address that webhooks go to, once there is a gateway, and the secrets that they are signed with. */
function Hooks({ standing, deeds }: { standing: GatewayStanding; deeds: Deeds }) {
  const words = useWordsOf(GATEWAY_WORDS);
  const companyId = useCompanyId();
  const [secret, setSecret] = useState("");
  const [isTried, setTried] = useState(false);
  const isFine = SECRET.test(secret.trim());
  const { webhookUrl, webhookSecrets } = standing;
  if (webhookUrl === null) return null;
  const send = (): void => {
    setTried(true);
    if (isFine) deeds.setHook.mutate({ companyId, secret: secret.trim() });
  };
  return (
    <View style={styles.part}>
      <Text type="strong">{words.hooks}</Text>
      <Text type="small" tone="textMuted">
        {words.hooksText}
      </Text>
      <Text type="small" testID="gateway-address">
        {webhookUrl}
      </Text>
      <CopyButton title={words.copy} text={webhookUrl} testID="gateway-copy" />
      {webhookSecrets.map(({ slot, ...told }) => (
        <View key={slot} style={styles.secret}>
          <View style={styles.words}>
            <Standing name={words.hookOf(slot)} told={told} testID={`gateway-hook-${slot}`} />
          </View>
          <Button
            title={words.removeHook}
            of={words.hookOf(slot)}
            onPress={() => deeds.removeHook.mutate({ companyId, slot })}
            testID={`gateway-hook-${slot}-remove`}
          />
        </View>
      ))}
      <Refused error={deeds.removeHook.error} />
      <Field
        label={words.hookSecret}
        value={secret}
        onChange={setSecret}
        hint={words.hookSecretHint}
        error={isTried && !isFine ? words.secretWrong : undefined}
        expects="secret"
        testID="gateway-hook-typed"
      />
      <Refused error={deeds.setHook.error} testID="gateway-hook-refused" />
      {deeds.setHook.isSuccess ? (
        <Notice icon="good" kind="neutral" testID="gateway-hook-saved">
          {words.hookSaved}
        </Notice>
      ) : null}
      <Button
        title={words.saveHook}
        busy={deeds.setHook.isPending}
        onPress={send}
        testID="gateway-hook-save"
      />
    </View>
  );
}

function Standing({ name, told, testID }: { name: string; told: Told | null; testID: string }) {
  const words = useWordsOf(GATEWAY_WORDS);
  if (told === null) return null;
  return (
    <View testID={testID}>
      <Text>{words.set(name, told.lastFour)}</Text>
      <Text type="small" tone="textMuted">
        {words.setBy(momentText(told.setAt), told.setBy)}
      </Text>
    </View>
  );
}

const styles = StyleSheet.create({
  parts: { gap: SPACE.xl },
  part: { gap: SPACE.m },
  secret: { flexDirection: "row", alignItems: "center", gap: SPACE.m },
  words: { flex: 1, minWidth: 0 },
});
