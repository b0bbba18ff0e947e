import type { AgentKey } from "@cfa/contract/keys";
import { useRouter } from "expo-router";
import { useState } from "react";
import { View } from "react-native";

import { Button } from "../../components/button";
import { Card } from "../../components/card";
import { Empty } from "../../components/notice";
import { Page } from "../../components/page";
import { ReadState } from "../../components/read-state";
import { SignInAgain } from "../../components/sign-in/sign-in-again";
import { Sure } from "../../components/sure";
import { Text } from "../../components/text";
import { useWords } from "../../locale/locale";
import { useMyRole } from "../../queries/use-companies";
import { useKeyDeeds, useKeys } from "../../queries/use-keys";
import { useCompanyId } from "../../session/view";
import { SPACE } from "../../theme/tokens";
import { KeyRow } from "./key-row";
import { MakeKeySheet } from "./make-key-sheet";
import { ShownKeySheet } from "./shown-key-sheet";

type Asked = { what: "make" } | { what: "rotate" | "revoke"; key: AgentKey };

/** The agents' keys; an owner makes, replaces and ends them. */
export function KeysScreen() {
  const words = useWords();
  const { keys } = words.settings;
  const companyId = useCompanyId();
  const isOwner = useMyRole(companyId) === "owner";
  const [asked, setAsked] = useState<Asked | null>(null);
  const read = useKeys(companyId);
  const deeds = useKeyDeeds(() => setAsked(null));
  const shown = deeds.make.data ?? deeds.rotate.data;
  const forget = () => {
    deeds.make.reset();
    deeds.rotate.reset();
  };
  return (
    <Page title={keys.heading} back narrow onRefresh={read.refetch}>
      <Card flush testID="keys">
        <ReadState read={read} skeleton={[4]}>
          {({ rows }) =>
            rows.length === 0 ? (
              <NoKeys companyId={companyId} />
            ) : (
              <View role="list">
                {rows.map((row, at) => (
                  <KeyRow
                    key={row.keyId}
                    row={row}
                    isFirst={at === 0}
                    {...(isOwner
                      ? { onAsk: (what: "rotate" | "revoke") => setAsked({ what, key: row }) }
                      : {})}
                  />
                ))}
              </View>
            )
          }
        </ReadState>
      </Card>
      {isOwner ? (
        <Card heading={keys.make} hint={keys.makeHint}>
          <Button title={keys.make} onPress={() => setAsked({ what: "make" })} testID="make-key" />
        </Card>
      ) : null}
      {asked?.what === "make" ? (
        <MakeKeySheet companyId={companyId} make={deeds.make} onClose={() => setAsked(null)} />
      ) : null}
      <Endings companyId={companyId} asked={asked} deeds={deeds} onClose={() => setAsked(null)} />
      <SignInAgain deed={deeds.make} />
      <SignInAgain deed={deeds.rotate} />
      {shown ? <ShownKeySheet shown={shown} onClose={forget} /> : null}
    </Page>
  );
}

function NoKeys({ companyId }: { companyId: string }) {
  const words = useWords();
  const router = useRouter();
  const { keys } = words.settings;
  return (
    <Empty
      icon="sync"
      title={keys.none}
      text={keys.noneText}
      action={
        <Button
          title={words.start.connect.heading}
          onPress={() => router.push({ pathname: "/[companyId]/connect", params: { companyId } })}
          testID="keys-connect"
        />
      }
      testID="keys-empty"
    />
  );
}

/** Replacing a key and ending it are asked about once more. */
function Endings(props: {
  companyId: string;
  asked: Asked | null;
  deeds: ReturnType<typeof useKeyDeeds>;
  onClose: () => void;
}) {
  const { companyId, asked, deeds, onClose } = props;
  const words = useWords();
  const { keys } = words.settings;
  if (asked === null || asked.what === "make") return null;
  const { what, key } = asked;
  const deed = deeds[what];
  return (
    <Sure
      open
      title={what === "rotate" ? keys.rotate : keys.revoke}
      text={what === "rotate" ? keys.rotateSure : keys.revokeSure(key.name)}
      isDanger={what === "revoke"}
      yes={what === "rotate" ? keys.rotateYes : keys.revokeYes}
      deed={deed}
      own={{ conflict: keys.conflict }}
      onYes={() => deed.mutate({ companyId, keyId: key.keyId })}
      onClose={onClose}
      testID={`${what}-yes`}
    >
      <View style={{ gap: SPACE.xs }}>
        <Text type="strong">{key.name}</Text>
        <Text type="small" tone="textMuted">
          {keys.endsWith(key.lastFour)}
        </Text>
      </View>
    </Sure>
  );
}
