import type { CashAccount, CashPosition } from "@cfa/contract/cash";
import { useState } from "react";
import { StyleSheet, View } from "react-native";

import { Button } from "../../components/button";
import { Card } from "../../components/card";
import { Field } from "../../components/field";
import { Money } from "../../components/money";
import { Empty, Notice } from "../../components/notice";
import { Page } from "../../components/page";
import { ReadState } from "../../components/read-state";
import { Refused } from "../../components/refused";
import { Segmented } from "../../components/segmented";
import { Text } from "../../components/text";
import { useWords } from "../../locale/locale";
import { useCashPosition, useChangeCash } from "../../queries/use-cash";
import { useMyRole } from "../../queries/use-companies";
import { useCompanyId } from "../../session/view";
import { useColours } from "../../theme/theme";
import { SPACE } from "../../theme/tokens";
import { accountsDraft, saidByDraft, typedSum, type AccountsDraft } from "./accounts-draft";
import { short } from "./cash-figures";

/** Which accounts count, how far each may be overdrawn, how low the money may fall. */
export function AccountsScreen() {
  const words = useWords();
  const read = useCashPosition(useCompanyId(), null);
  return (
    <Page title={words.cash.accounts.heading} back narrow onRefresh={read.refetch}>
      <Text tone="textMuted">{words.cash.accounts.hint}</Text>
      <ReadState read={read} skeleton={[2, 4]}>
        {(position) => <Form position={position} />}
      </ReadState>
    </Page>
  );
}

function Form({ position }: { position: CashPosition }) {
  const words = useWords();
  const text = words.cash.accounts;
  const companyId = useCompanyId();
  const mayWrite = useMyRole(companyId) !== "viewer";
  const [draft, setDraft] = useState<AccountsDraft>(() => accountsDraft(position));
  const [isSaved, setSaved] = useState(false);
  const change = useChangeCash({ onDone: () => setSaved(true) });
  const edit = (next: AccountsDraft) => {
    setSaved(false);
    setDraft(next);
  };
  const said = saidByDraft(draft);
  return (
    <View style={styles.stack}>
      <Card testID="floor-card">
        <Field
          label={text.floor}
          hint={text.floorHint}
          value={draft.floor}
          onChange={(floor) => edit({ ...draft, floor })}
          numeric="decimal"
          error={typedSum(draft.floor) === undefined ? text.sumWrong : undefined}
          testID="floor"
        />
      </Card>
      {position.accounts.length === 0 ? <Empty title={text.none} /> : null}
      {position.accounts.map((account, at) => (
        <Account key={account.ledgerId} {...{ account, at, draft }} onChange={edit} />
      ))}
      {isSaved ? (
        <Notice icon="good" kind="neutral" testID="accounts-saved">
          {text.saved}
        </Notice>
      ) : null}
      <Refused error={change.error} testID="accounts-refused" />
      {mayWrite ? (
        <Button
          title={text.save}
          kind="primary"
          busy={change.isPending}
          onPress={() => (said === null ? undefined : change.mutate({ companyId, ...said }))}
          testID="accounts-save"
        />
      ) : null}
    </View>
  );
}

function Account(props: {
  account: CashAccount;
  at: number;
  draft: AccountsDraft;
  onChange: (draft: AccountsDraft) => void;
}) {
  const { account, at, draft, onChange } = props;
  const words = useWords();
  const text = words.cash.accounts;
  const colours = useColours();
  const { ledgerId, uncleared } = account;
  const own = draft.accounts[ledgerId] ?? { limit: "", isLeftOut: false };
  const put = (next: typeof own) => onChange({ ...draft, accounts: { ...draft.accounts, [ledgerId]: next } });
  return (
    <Card testID={`account-${at}`} style={own.isLeftOut ? { backgroundColor: colours.raised } : null}>
      <View style={styles.account}>
        <View style={styles.head}>
          <View style={styles.name}>
            <Text type="strong">{account.name}</Text>
            <Text type="small" tone="textMuted">
              {[
                text.kinds[account.kind],
                ...(uncleared === "0" ? [] : [text.uncleared(short(uncleared, words))]),
              ].join(" · ")}
            </Text>
          </View>
          <Money paise={account.balance} type="strong" testID={`account-${at}-balance`} />
        </View>
        <Segmented
          label={account.name}
          options={[
            { key: "counts", title: text.counts },
            { key: "out", title: text.leftOut },
          ]}
          chosen={own.isLeftOut ? "out" : "counts"}
          onChoose={(key) => put({ ...own, isLeftOut: key === "out" })}
          testID={`account-${at}`}
        />
        {account.kind === "cash" || own.isLeftOut ? null : (
          <Field
            label={text.limit}
            value={own.limit}
            onChange={(limit) => put({ ...own, limit })}
            numeric="decimal"
            error={typedSum(own.limit) === undefined ? text.sumWrong : undefined}
            testID={`account-${at}-limit`}
          />
        )}
      </View>
    </Card>
  );
}

const styles = StyleSheet.create({
  stack: { gap: SPACE.l },
  account: { gap: SPACE.m },
  head: { flexDirection: "row", alignItems: "flex-start", gap: SPACE.m },
  name: { flex: 1, minWidth: 0 },
});
