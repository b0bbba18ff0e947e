import { View } from "react-native";

import { failureText } from "../../locale/failure-text";
import { useWords } from "../../locale/locale";
import { dayText, momentText } from "../../locale/moment-text";
import { ApiFailure } from "../../queries/failure";
import { takeBack, tryAgain } from "../../queries/waiting/waiting";
import type { WaitingDeed } from "../../queries/waiting/waiting-list";
import { SPACE } from "../../theme/tokens";
import { Button } from "../button";
import { Card } from "../card";
import { ListRow } from "../list-row";
import { Text } from "../text";

/** What waits to be sent, each with the way to take it back; what was refused with why, and the way to try it again. */
export function WaitingDeeds({ deeds }: { deeds: readonly WaitingDeed[] }) {
  const words = useWords();
  const { waiting } = words.today;
  const refused = deeds.filter((deed) => deed.refused !== null).length;
  const heading = refused === 0 ? waiting.count(deeds.length) : waiting.countRefused(deeds.length, refused);
  return (
    <Card heading={heading} hint={waiting.hint} testID="waiting" flush>
      <View role="list">
        {deeds.map((deed, at) => (
          <Deed key={deed.id} deed={deed} testID={`waiting-${at}`} />
        ))}
      </View>
    </Card>
  );
}

function Deed({ deed, testID }: { deed: WaitingDeed; testID: string }) {
  const words = useWords();
  const { waiting, alert, putOff } = words.today;
  const { item, until, since, refused } = deed;
  const about = [alert.what[item.kind], item.party?.name, item.bill?.name].filter((part) => part).join(" · ");
  return (
    <ListRow
      title={about}
      about={[until === null ? waiting.showAgain : putOff(dayText(until)), waiting.since(momentText(since))]}
      testID={testID}
    >
      {refused === null ? null : (
        <Text type="small" tone="bad" testID={`${testID}-refused`}>
          {failureText(new ApiFailure(refused, null), words, waiting.refused)}
        </Text>
      )}
      <View style={{ flexDirection: "row", flexWrap: "wrap", gap: SPACE.s }}>
        {refused === null ? null : (
          <Button
            title={words.common.retry}
            of={about}
            onPress={() => void tryAgain(deed.id)}
            testID={`${testID}-again`}
          />
        )}
        <Button
          title={waiting.takeBack}
          of={about}
          onPress={() => void takeBack(deed.id)}
          testID={`${testID}-back`}
        />
      </View>
    </ListRow>
  );
}
