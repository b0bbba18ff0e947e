import { useRouter } from "expo-router";
import { useState } from "react";
import { View } from "react-native";

import { Button } from "../../components/button";
import { Card } from "../../components/card";
import { Field } from "../../components/field";
import { Notice } from "../../components/notice";
import { SignInAgain } from "../../components/sign-in/sign-in-again";
import { Sure } from "../../components/sure";
import { Text } from "../../components/text";
import { COMPANY_DATA_WORDS } from "../../locale/company-data/words";
import { useWordsOf } from "../../locale/locale";
import { forgetReads } from "../../queries/query-client";
import { useRemoveCompany } from "../../queries/use-company-data";
import { SPACE } from "../../theme/tokens";

/** Deleting the company: its name is typed to be sure. */
export function RemoveCard(props: { companyId: string; name: string; isDemo: boolean }) {
  const { companyId, name, isDemo } = props;
  const data = useWordsOf(COMPANY_DATA_WORDS);
  const router = useRouter();
  const [asks, setAsks] = useState(false);
  const [typed, setTyped] = useState("");
  const [isWrong, setWrong] = useState(false);
  const remove = useRemoveCompany(async () => {
    await forgetReads();
    router.replace("/");
  });
  const send = () => {
    const isName = typed.trim() === name.trim();
    setWrong(!isName);
    if (isName && !remove.isPending) remove.mutate({ companyId, name: typed });
  };
  if (isDemo) {
    return (
      <Notice icon="none" kind="neutral" testID="demo-stays">
        {data.removeDemo}
      </Notice>
    );
  }
  return (
    <Card heading={data.remove}>
      <View style={{ gap: SPACE.m }}>
        <Text>{data.removeText}</Text>
        <Button title={data.remove} onPress={() => setAsks(true)} testID="remove-company" />
      </View>
      <Sure
        open={asks}
        title={data.remove}
        text={data.removeName(name)}
        isDanger
        yes={data.removeYes}
        deed={remove}
        own={{ "bad-input": data.removeWrong, conflict: data.removeDemo }}
        onYes={send}
        onClose={() => setAsks(false)}
        testID="remove-company-yes"
      >
        <Field
          label={data.removeField}
          value={typed}
          onChange={setTyped}
          onSubmit={send}
          expects="name"
          error={isWrong ? data.removeWrong : undefined}
          testID="remove-name"
        />
      </Sure>
      <SignInAgain deed={remove} />
    </Card>
  );
}
