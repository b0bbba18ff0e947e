import { View } from "react-native";

import { Notice } from "../../components/notice";
import { Page } from "../../components/page";
import { ReadState } from "../../components/read-state";
import { Text } from "../../components/text";
import { CHANNEL_WORDS } from "../../locale/channels/words";
import { useWordsOf } from "../../locale/locale";
import { NUDGE_NAMES } from "../../locale/nudge-names/words";
import { useChannels } from "../../queries/use-channels";
import { useCompanyId } from "../../session/view";
import { SPACE } from "../../theme/tokens";
import { ChannelCard } from "./channel-card";

/** Who carries the company's messages, a card of each way; what is secret goes in and is not read out again. */
export function ChannelsScreen() {
  const words = useWordsOf(CHANNEL_WORDS);
  const { channels } = useWordsOf(NUDGE_NAMES);
  const read = useChannels(useCompanyId());
  return (
    <Page title={channels.heading} back narrow onRefresh={read.refetch}>
      <Text tone="textMuted">{words.text}</Text>
      <ReadState read={read} skeleton={[4, 4, 4]}>
        {(standing) => (
          <View style={{ gap: SPACE.l }}>
            {standing.isAvailable ? null : (
              <Notice icon="warn" kind="warn" testID="channels-not-available">
                {words.notAvailable}
              </Notice>
            )}
            {standing.channels.map((channel) => (
              <ChannelCard key={channel.way} channel={channel} isAvailable={standing.isAvailable} />
            ))}
          </View>
        )}
      </ReadState>
    </Page>
  );
}
