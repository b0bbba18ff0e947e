import type { PayDetail } from "@cfa/contract/pay-details";
import { upiLink } from "@cfa/contract/upi-link";
import { useState } from "react";
import { View } from "react-native";

import { Button } from "../../components/button";
import { Card } from "../../components/card";
import { Fact, Facts } from "../../components/fact";
import { Field } from "../../components/field";
import { Empty, Notice } from "../../components/notice";
import { Page } from "../../components/page";
import { Qr } from "../../components/qr";
import { ReadState } from "../../components/read-state";
import { Refused } from "../../components/refused";
import { SignInAgain } from "../../components/sign-in/sign-in-again";
import { Sure } from "../../components/sure";
import { Text } from "../../components/text";
import { useWordsOf } from "../../locale/locale";
import { momentText } from "../../locale/moment-text";
import { PAY_DETAIL_WORDS } from "../../locale/pay-details/words";
import { useMyRole } from "../../queries/use-companies";
import { usePayDetails, useSayPayDetails } from "../../queries/use-pay-details";
import { useCompanyId } from "../../session/view";
import { SPACE } from "../../theme/tokens";
import { GatewayCard } from "./gateway-card";
import {
  isSamePayDetail,
  payDetailDraft,
  payDetailProblems,
  saidByPayDetail,
  type PayDetailDraft,
  type PayDetailSaid,
} from "./pay-detail-draft";

/** Where customers pay to, as the page of an offer shows it; an owner who has just signed in says it. */
export function PayDetailsScreen() {
  const words = useWordsOf(PAY_DETAIL_WORDS);
  const companyId = useCompanyId();
  const isOwner = useMyRole(companyId) === "owner";
  const read = usePayDetails(companyId);
  const [isSaved, setSaved] = useState(false);
  const [isAsked, setAsked] = useState(false);
  const done = () => {
    setSaved(true);
    setAsked(false);
  };
  const save = useSayPayDetails(companyId, { onDone: done });
  const remove = useSayPayDetails(companyId, { onDone: () => setAsked(false) });
  return (
    <Page title={words.heading} back narrow onRefresh={read.refetch}>
      <Text tone="textMuted">{words.text}</Text>
      <ReadState read={read} skeleton={[4]}>
        {({ detail }) =>
          isOwner ? (
            <Form
              // What the server says now takes the place of what the device had kept, so that nobody saves the old once more.
              key={detail?.saidAt ?? ""}
              detail={detail}
              save={save}
              isSaved={isSaved}
              onEdit={() => setSaved(false)}
              onSave={(said) => save.mutate({ companyId, detail: said })}
              onRemove={() => setAsked(true)}
            />
          ) : (
            <Looked detail={detail} />
          )
        }
      </ReadState>
      {isOwner ? <GatewayCard /> : null}
      <Sure
        open={isAsked}
        title={words.remove}
        text={words.removeSure}
        yes={words.removeYes}
        isDanger
        deed={remove}
        onYes={() => remove.mutate({ companyId, detail: null })}
        onClose={() => setAsked(false)}
        testID="pay-remove-yes"
      />
      <SignInAgain deed={save} />
      <SignInAgain deed={remove} />
    </Page>
  );
}

function Form(props: {
  detail: PayDetail | null;
  save: ReturnType<typeof useSayPayDetails>;
  isSaved: boolean;
  onEdit: () => void;
  onSave: (said: PayDetailSaid) => void;
  onRemove: () => void;
}) {
  const { detail, save, isSaved, onEdit, onSave, onRemove } = props;
  const words = useWordsOf(PAY_DETAIL_WORDS);
  const [draft, setDraft] = useState<PayDetailDraft>(() => payDetailDraft(detail));
  const [isTried, setTried] = useState(false);
  const problems = payDetailProblems(draft);
  const said = saidByPayDetail(draft);
  const isFine = Object.keys(problems).length === 0;
  const isOther = !isSamePayDetail(detail, said) && Object.values(draft).some((text) => text !== "");
  const field = (name: keyof PayDetailDraft, hint?: string) => {
    const problem = problems[name];
    return {
      label: words[name],
      value: draft[name],
      hint,
      onChange: (text: string) => {
        onEdit();
        setDraft({ ...draft, [name]: text });
      },
      error: isTried && problem !== undefined ? (words[problem] as string) : undefined,
      testID: `pay-${name}`,
    };
  };
  const undo = () => {
    save.reset();
    setTried(false);
    setDraft(payDetailDraft(detail));
  };
  const send = () => {
    setTried(true);
    if (isFine && isOther) onSave(said);
  };
  return (
    <View style={{ gap: SPACE.l }}>
      {detail === null ? (
        <Notice icon="warn" kind="warn" testID="pay-none">
          {`${words.none}. ${words.noneText}`}
        </Notice>
      ) : null}
      <Card testID="pay-details">
        <View style={{ gap: SPACE.l }}>
          <Field {...field("payee", words.payeeHint)} expects="name" />
          <Field {...field("vpa", words.vpaHint)} expects="mail" />
          <Field {...field("account", words.accountHint)} numeric />
          <Field {...field("ifsc")} expects="capitals" />
          <Field {...field("bank", words.bankHint)} expects="name" />
          {said.vpa !== null && problems.vpa === undefined && said.account === null ? (
            <Notice icon="none" kind="neutral" testID="pay-upi-alone">
              {words.upiAlone}
            </Notice>
          ) : null}
          <Refused error={save.error} testID="pay-refused" />
          {isOther ? (
            <Notice icon="warn" kind="warn" testID="pay-unsaved">
              {detail === null ? words.unsavedFirst : words.unsaved}
            </Notice>
          ) : isSaved ? (
            <Notice icon="good" kind="neutral" testID="pay-saved">
              {words.saved}
            </Notice>
          ) : null}
          <Button title={words.save} kind="primary" busy={save.isPending} onPress={send} testID="pay-save" />
          {isOther ? <Button title={words.undo} onPress={undo} testID="pay-undo" /> : null}
          <By detail={detail} />
        </View>
      </Card>
      {isFine ? <Preview said={said} /> : null}
      {detail === null ? null : <Button title={words.remove} onPress={onRemove} testID="pay-remove" />}
    </View>
  );
}

function Looked({ detail }: { detail: PayDetail | null }) {
  const words = useWordsOf(PAY_DETAIL_WORDS);
  if (detail === null) {
    return (
      <Card>
        <Empty title={words.none} text={`${words.noneText} ${words.ownerOnly}`} testID="pay-none" />
      </Card>
    );
  }
  return (
    <>
      <Preview said={detail} />
      <Card>
        <By detail={detail} />
        <Text type="small" tone="textMuted" testID="pay-owner-only">
          {words.ownerOnly}
        </Text>
      </Card>
    </>
  );
}

function By({ detail }: { detail: PayDetail | null }) {
  const words = useWordsOf(PAY_DETAIL_WORDS);
  if (detail === null) return null;
  return (
    <Text type="small" tone="textMuted" testID="pay-by">
      {words.by(momentText(detail.saidAt), detail.saidBy)}
    </Text>
  );
}

/** The ways to pay as the page of an offer names them, but without a bill's sum. */
function Preview({ said: { payeeName, vpa, account } }: { said: PayDetailSaid }) {
  const words = useWordsOf(PAY_DETAIL_WORDS);
  return (
    <Card heading={words.preview} hint={words.previewHint} testID="pay-preview">
      <View style={{ gap: SPACE.xl }}>
        {vpa === null ? null : (
          <View style={{ gap: SPACE.m }}>
            <Text type="strong">{words.byUpi}</Text>
            <Facts>
              <Fact label={words.payee}>{payeeName}</Fact>
              <Fact label={words.vpa}>{vpa}</Fact>
            </Facts>
            <Qr text={upiLink({ vpa, payee: payeeName })} label={words.qr(payeeName)} />
            <Text type="small" tone="textMuted" align="center">
              {words.qrHint(payeeName)}
            </Text>
          </View>
        )}
        {account === null ? null : (
          <View style={{ gap: SPACE.m }}>
            <Text type="strong">{words.byBank}</Text>
            <Facts>
              <Fact label={words.payee}>{payeeName}</Fact>
              <Fact label={words.account}>{account.accountNumber}</Fact>
              <Fact label={words.ifsc}>{account.ifsc}</Fact>
              {account.bankName === null ? null : <Fact label={words.bank}>{account.bankName}</Fact>}
            </Facts>
          </View>
        )}
      </View>
    </Card>
  );
}
