import { mailAddressOf } from "@cfa/contract/typed";
import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { View } from "react-native";

import type { Catalogue } from "../../locale/en";
import { useWords } from "../../locale/locale";
import { useSecondsLeft } from "../../platform/seconds-left";
import { sendMailCode, signInByMailCode } from "../../session/sign-in";
import { SPACE } from "../../theme/tokens";
import { Button } from "../button";
import { Field } from "../field";
import { Notice } from "../notice";
import { Text } from "../text";
import { mailFailureText } from "./mail-failure-text";

const CODE = /^\d{6}$/;
/** A mail takes its time: before that a second one only confuses. */
const RESEND_AFTER_MILLIS = 30_000;
const NOT_SENT = { times: 0, isPrinted: false };

/** Signs in with six digits sent by mail. `of`: whose they must be, where that is settled. */
export function MailCodeForm(props: {
  of?: string;
  isNewWelcome?: boolean;
  /** A code is awaited, or no longer. */
  onAwaits?: (isAwaited: boolean) => void;
  onSignedIn: () => void;
}) {
  const { of, isNewWelcome = false, onAwaits, onSignedIn } = props;
  const words = useWords();
  const [typed, setTyped] = useState("");
  const [isWrong, setIsWrong] = useState(false);
  const [sent, setSent] = useState(NOT_SENT);
  const send = useMutation({
    mutationFn: sendMailCode,
    onSuccess: ({ shownIn }) => {
      setSent(({ times }) => ({ times: times + 1, isPrinted: shownIn === "terminal" }));
      onAwaits?.(true);
    },
  });
  const email = (of ?? typed).trim();
  const ask = () => {
    const isRight = mailAddressOf(email) !== undefined;
    setIsWrong(!isRight);
    if (isRight && !send.isPending) send.mutate(email);
  };
  if (sent.times > 0) {
    const again = { ...sent, at: send.submittedAt, isBusy: send.isPending, error: send.error, ask };
    const onOther = () => {
      setSent(NOT_SENT);
      onAwaits?.(false);
    };
    return <CodeStep email={email} again={again} {...(of ? {} : { onOther })} onSignedIn={onSignedIn} />;
  }
  return (
    <View style={{ gap: SPACE.m }}>
      {of ? (
        <Text>{of}</Text>
      ) : (
        <Field
          label={words.start.ways.mail}
          value={typed}
          onChange={setTyped}
          onSubmit={ask}
          icon="mail"
          expects="mail"
          error={isWrong ? words.start.mailFailures.email : undefined}
          hint={isNewWelcome ? words.start.ways.newHere : undefined}
          testID="mail"
        />
      )}
      <SendFailed error={send.error} />
      <Button
        title={words.start.ways.sendCode}
        kind="primary"
        busy={send.isPending}
        onPress={ask}
        testID="send-code"
      />
    </View>
  );
}

type Again = {
  times: number;
  /** The code went to the terminal of who runs the server, not by mail. */
  isPrinted: boolean;
  at: number;
  isBusy: boolean;
  error: Error | null;
  ask: () => void;
};

function CodeStep(props: { email: string; again: Again; onOther?: () => void; onSignedIn: () => void }) {
  const { email, again, onOther, onSignedIn } = props;
  const words = useWords();
  const [code, setCode] = useState("");
  const enter = useMutation({ mutationFn: signInByMailCode, onSuccess: onSignedIn });
  const tryIt = (digits: string) => {
    if (CODE.test(digits) && !enter.isPending) enter.mutate({ email: email.toLowerCase(), code: digits });
  };
  const type = (text: string) => {
    const digits = text.replaceAll(/\D/g, "").slice(0, 6);
    setCode(digits);
    if (digits !== code) tryIt(digits);
  };
  return (
    <View style={{ gap: SPACE.m }}>
      <Notice icon="mail" kind="neutral" testID="code-sent">
        {whereText(email, again, words)}
      </Notice>
      <Field
        label={words.start.ways.code}
        value={code}
        onChange={type}
        onSubmit={() => tryIt(code)}
        expects="code"
        isFirst
        error={enter.error ? mailFailureText(enter.error, words) : undefined}
        testID="code"
      />
      <Button
        title={words.start.ways.enter}
        kind="primary"
        busy={enter.isPending}
        onPress={() => tryIt(code)}
        testID="enter-code"
      />
      <SendFailed error={again.error} />
      <Resend
        again={again}
        onAsk={() => {
          setCode("");
          enter.reset(); // what was wrong with the earlier code says nothing of the new one
        }}
      />
      {onOther ? (
        <Button title={words.start.ways.otherAddress} onPress={onOther} testID="other-address" />
      ) : null}
    </View>
  );
}

function whereText(email: string, { times, isPrinted }: Again, { start: { ways } }: Catalogue): string {
  if (isPrinted) return times > 1 ? ways.reprinted(email) : ways.codePrinted(email);
  return times > 1 ? ways.resent(email) : ways.codeSent(email);
}

function Resend({ again, onAsk }: { again: Again; onAsk: () => void }) {
  const words = useWords();
  const left = useSecondsLeft(again.at + RESEND_AFTER_MILLIS);
  if (left > 0 && !again.isBusy) {
    return (
      <Text type="small" tone="textMuted" align="center">
        {words.start.ways.resendIn(left)}
      </Text>
    );
  }
  const ask = () => {
    onAsk();
    again.ask();
  };
  return <Button title={words.start.ways.resend} busy={again.isBusy} onPress={ask} testID="resend" />;
}

function SendFailed({ error }: { error: Error | null }) {
  const words = useWords();
  if (error === null) return null;
  return (
    <Notice icon="bad" kind="bad" testID="send-failed">
      {mailFailureText(error, words)}
    </Notice>
  );
}
