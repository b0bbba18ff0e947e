import type { ChannelStanding } from "@cfa/contract/channels";
import { useState } from "react";
import { View } from "react-native";

import { Button } from "../../components/button";
import { Field } from "../../components/field";
import { Notice } from "../../components/notice";
import { Refused } from "../../components/refused";
import { CHANNEL_WORDS } from "../../locale/channels/words";
import { useWordsOf } from "../../locale/locale";
import { NUDGE_NAMES } from "../../locale/nudge-names/words";
import type { useChannelDeeds } from "../../queries/use-channels";
import { useCompanyId } from "../../session/view";
import { SPACE } from "../../theme/tokens";
import {
  channelDraft,
  channelProblems,
  FIELDS,
  saidByChannel,
  SECRETS,
  type ChannelDraft,
  type FieldName,
  type Provider,
} from "./channel-draft";

const NUMBERS: ReadonlySet<FieldName> = new Set(["phoneNumberId", "port", "pace"]);
const MAILS: ReadonlySet<FieldName> = new Set(["mailFrom", "replyTo"]);

/** What an account is set by: what is set already stands there, but for its secret. */
export function AccountForm(props: {
  way: ChannelStanding["way"];
  provider: Provider;
  account: ChannelStanding["account"];
  isSaved: boolean;
  set: ReturnType<typeof useChannelDeeds>["set"];
}) {
  const { way, provider, account, isSaved, set } = props;
  const words = useWordsOf(CHANNEL_WORDS);
  const { ways } = useWordsOf(NUDGE_NAMES);
  const companyId = useCompanyId();
  // Until something is typed, what the server says now takes the place of what the device had kept.
  const [typed, setTyped] = useState<ChannelDraft | null>(null);
  const draft = typed ?? channelDraft(provider, account);
  const [isTried, setTried] = useState(false);
  const hasSecret = account?.provider === provider && account.secret !== null;
  const problems = channelProblems(provider, draft, { hasSecret });
  const save = (): void => {
    setTried(true);
    if (Object.keys(problems).length === 0) set.mutate({ companyId, way, ...saidByChannel(provider, draft) });
  };
  return (
    <View style={{ gap: SPACE.m }}>
      {FIELDS[provider].map((name: FieldName) => {
        const isSecret = SECRETS.has(name);
        const problem = problems[name];
        return (
          <Field
            key={name}
            label={words.fields[name]}
            hint={isSecret && hasSecret ? words.fieldHints.keep : words.fieldHints[name]}
            value={draft[name] ?? ""}
            onChange={(text) => setTyped({ ...draft, [name]: text })}
            numeric={NUMBERS.has(name)}
            {...(isSecret
              ? { expects: "secret" as const }
              : MAILS.has(name)
                ? { expects: "mail" as const }
                : {})}
            error={isTried && problem !== undefined ? words.wrong[problem] : undefined}
            testID={`channel-${way}-${name}`}
          />
        );
      })}
      <Refused error={set.error} testID={`channel-${way}-refused`} />
      {isSaved && typed === null ? (
        <Notice icon="good" kind="neutral" testID={`channel-${way}-saved`}>
          {words.saved}
        </Notice>
      ) : null}
      <Button
        title={words.save}
        of={ways[way]}
        busy={set.isPending}
        onPress={save}
        testID={`channel-${way}-save`}
      />
    </View>
  );
}
