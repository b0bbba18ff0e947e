import { useState } from "react";
import { View } from "react-native";

import { Button } from "../../components/button";
import { Card } from "../../components/card";
import { Notice } from "../../components/notice";
import { SignInAgain } from "../../components/sign-in/sign-in-again";
import { Sure } from "../../components/sure";
import { Text } from "../../components/text";
import type { ConsentWords } from "../../locale/consent/en";
import { CONSENT_WORDS } from "../../locale/consent/words";
import { useWordsOf } from "../../locale/locale";
import { useEraseContacts } from "../../queries/use-consent";
import { SPACE } from "../../theme/tokens";

/** Erasing how a customer is reached, at its wish; asked about once more, and what went is told. For owners. */
export function EraseCard(props: { companyId: string; partyId: string; name: string }) {
  const { companyId, partyId, name } = props;
  const { erase: words } = useWordsOf(CONSENT_WORDS);
  const [isAsked, setAsked] = useState(false);
  const erase = useEraseContacts(() => setAsked(false));
  return (
    <Card heading={words.heading} testID="erase-contacts">
      <View style={{ gap: SPACE.m }}>
        <Text>{words.text}</Text>
        {erase.data === undefined ? null : (
          <Notice icon="good" kind="neutral" testID="contacts-erased">
            {[goneText(erase.data, words), ...(erase.data.stillInTally ? [words.inTally] : [])].join(" ")}
          </Notice>
        )}
        <Button title={words.heading} onPress={() => setAsked(true)} testID="erase-contacts-ask" />
      </View>
      <Sure
        open={isAsked}
        title={words.heading}
        text={words.sureText(name)}
        isDanger
        yes={words.yes}
        deed={erase}
        onYes={() => erase.mutate({ companyId, partyId })}
        onClose={() => setAsked(false)}
        testID="erase-contacts-yes"
      />
      <SignInAgain deed={erase} />
    </Card>
  );
}

/** What went; kinds of which there was nothing are left out. */
function goneText(
  gone: { addresses: number; texts: number; links: number },
  words: ConsentWords["erase"],
): string {
  const parts = (["addresses", "texts", "links"] as const).filter((kind) => gone[kind] > 0);
  return parts.length === 0
    ? words.nothing
    : words.done(parts.map((kind) => words[kind](gone[kind])).join(", "));
}
