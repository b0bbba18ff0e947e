import type { PairingView } from "@cfa/contract/pairing";
import { useRouter } from "expo-router";
import { View } from "react-native";

import { Button } from "../../components/button";
import { Fact, Facts } from "../../components/fact";
import { Notice } from "../../components/notice";
import { Refused } from "../../components/refused";
import { Text } from "../../components/text";
import { useWords } from "../../locale/locale";
import { usePairingWord } from "../../queries/use-pairing";
import { SPACE } from "../../theme/tokens";

/** Which computer and which company in Tally has come with the code: a person says whether it is theirs. */
export function ConfirmMachine({ companyId, view }: { companyId: string; view: PairingView }) {
  const words = useWords();
  const router = useRouter();
  const said = words.start.connect.confirm;
  const { confirm, refuse } = usePairingWord(companyId);
  const ids = { companyId, pairingId: view.pairingId };
  const isOther = view.books === "other";
  return (
    <View style={{ gap: SPACE.m }} testID="confirm-machine">
      <Text type="heading" heading={3}>
        {said.heading}
      </Text>
      <Machine view={view} />
      {isOther ? (
        <Notice icon="bad" kind="bad" testID="other-books">
          {said.otherBooks}
        </Notice>
      ) : null}
      {view.isOtherGstin && !isOther ? (
        <Notice icon="warn" kind="warn" testID="other-gstin">
          {said.otherGstin}
        </Notice>
      ) : null}
      <Refused
        error={confirm.error ?? refuse.error}
        own={{ conflict: said.tooMany, "wrong-company": said.otherBooks }}
        testID="confirm-failed"
      />
      {isOther ? (
        <Button title={said.other} onPress={() => router.push("/new-company")} testID="register-other" />
      ) : (
        <Button
          title={said.yes}
          kind="primary"
          icon="check"
          busy={confirm.isPending}
          onPress={() => {
            if (!refuse.isPending) confirm.mutate(ids);
          }}
          testID="confirm-yes"
        />
      )}
      <Button
        title={said.no}
        busy={refuse.isPending}
        onPress={() => {
          if (!confirm.isPending) refuse.mutate(ids);
        }}
        testID="confirm-no"
      />
    </View>
  );
}

function Machine({ view: { agent } }: { view: PairingView }) {
  const words = useWords();
  const said = words.start.connect.confirm;
  if (agent === null) return null;
  return (
    <View style={{ gap: SPACE.m }}>
      <View>
        <Text type="small" tone="textMuted">
          {said.company}
        </Text>
        <Text type="strong" testID="tally-company">
          {agent.tallyCompany}
        </Text>
      </View>
      <Facts>
        <Fact label={said.machine}>{agent.machine || words.common.notStated}</Fact>
        <Fact label={said.user}>{agent.windowsUser || words.common.notStated}</Fact>
        <Fact label={said.gstin}>{agent.gstin ?? words.common.notStated}</Fact>
        <Fact label={said.address}>{agent.address}</Fact>
      </Facts>
    </View>
  );
}
