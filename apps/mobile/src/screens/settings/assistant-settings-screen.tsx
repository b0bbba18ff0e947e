import { View } from "react-native";

import { Card } from "../../components/card";
import { CopyButton } from "../../components/copy-button";
import { Page } from "../../components/page";
import { ReadState } from "../../components/read-state";
import { ShownText } from "../../components/shown-text";
import { Text } from "../../components/text";
import { ASSISTANT_SETTING_WORDS } from "../../locale/assistant-settings/words";
import { useWords, useWordsOf } from "../../locale/locale";
import { baseUrl } from "../../platform/base-url";
import { useAssistantSettings } from "../../queries/use-assistant";
import { useMyRole } from "../../queries/use-companies";
import { useCompanyId } from "../../session/view";
import { SPACE } from "../../theme/tokens";
import { ModelCard } from "./model-card";
import { ReadKeysCard } from "./read-keys-card";

/** What an owner lets the assistant do: a language model, what goes to it, and keys with which programs read. */
export function AssistantSettingsScreen() {
  const words = useWords();
  const own = useWordsOf(ASSISTANT_SETTING_WORDS);
  const role = useMyRole(useCompanyId());
  return (
    <Page title={words.settings.assistant.heading} back narrow>
      {role === "owner" ? (
        <OfOwner />
      ) : (
        <Card testID="assistant-owner-only">
          <Text>{own.ownerOnly}</Text>
        </Card>
      )}
    </Page>
  );
}

function OfOwner() {
  const read = useAssistantSettings(useCompanyId());
  return (
    <>
      <ReadState read={read} skeleton={[4]}>
        {(standing) => <ModelCard standing={standing} />}
      </ReadState>
      <ReadKeysCard />
      <HowToConnect />
    </>
  );
}

function HowToConnect() {
  const own = useWordsOf(ASSISTANT_SETTING_WORDS);
  const address = `${baseUrl()}/mcp`;
  const example = JSON.stringify(
    {
      mcpServers: {
        cfa: { type: "http", url: address, headers: { Authorization: `Bearer ${own.examplePlace}` } },
      },
    },
    null,
    2,
  );
  return (
    <Card heading={own.how} testID="read-how">
      <View style={{ gap: SPACE.m }}>
        <Text>{own.howText}</Text>
        <ShownText label={own.address} testID="read-address">
          {address}
        </ShownText>
        <View style={{ flexDirection: "row" }}>
          <CopyButton title={own.copyAddress} text={address} testID="copy-address" />
        </View>
        <ShownText label={own.example} testID="read-example">
          {example}
        </ShownText>
        <View style={{ flexDirection: "row" }}>
          <CopyButton title={own.copyExample} text={example} testID="copy-example" />
        </View>
        <Text tone="textMuted">{own.howLeaves}</Text>
      </View>
    </Card>
  );
}
