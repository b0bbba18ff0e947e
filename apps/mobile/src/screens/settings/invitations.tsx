import type { Invitation } from "@cfa/contract/members";
import { useState } from "react";
import { StyleSheet, View } from "react-native";

import { Button } from "../../components/button";
import { Card } from "../../components/card";
import { ListRow } from "../../components/list-row";
import { Empty } from "../../components/notice";
import { ReadState } from "../../components/read-state";
import { Refused } from "../../components/refused";
import { Tag, type TagKind } from "../../components/tag";
import { useWords } from "../../locale/locale";
import { momentText } from "../../locale/moment-text";
import { useInvitationDeeds, useInvitations } from "../../queries/use-members";
import { SPACE } from "../../theme/tokens";
import { InviteSheet } from "./invite-sheet";

/** Who has been asked to join, newest first, and asking one more. */
export function Invitations({ companyId, isOwner }: { companyId: string; isOwner: boolean }) {
  const words = useWords();
  const { people } = words.settings;
  const [asks, setAsks] = useState(false);
  const { withdraw } = useInvitationDeeds();
  return (
    <Card heading={people.invitations} flush testID="invitations">
      <View style={styles.part}>
        {isOwner ? (
          <Button
            title={people.invite}
            kind="primary"
            icon="mail"
            onPress={() => setAsks(true)}
            testID="invite"
          />
        ) : null}
        <Refused error={withdraw.error} testID="withdraw-refused" />
      </View>
      <ReadState read={useInvitations(companyId)} skeleton={[2]}>
        {({ rows }) =>
          rows.length === 0 ? (
            <Empty icon="mail" title={people.noInvitations} testID="invitations-empty" />
          ) : (
            <View role="list">
              {rows.map((row) => (
                <Row
                  key={row.invitationId}
                  row={row}
                  isBusy={withdraw.isPending && withdraw.variables.invitationId === row.invitationId}
                  onWithdraw={
                    isOwner && row.state === "open"
                      ? () => withdraw.mutate({ companyId, invitationId: row.invitationId })
                      : undefined
                  }
                />
              ))}
            </View>
          )
        }
      </ReadState>
      {asks ? <InviteSheet companyId={companyId} onClose={() => setAsks(false)} /> : null}
    </Card>
  );
}

const LOOKS: Record<Invitation["state"], TagKind> = {
  open: "warn",
  accepted: "good",
  expired: "neutral",
  withdrawn: "neutral",
};

function Row(props: { row: Invitation; isBusy: boolean; onWithdraw: (() => void) | undefined }) {
  const { row, isBusy, onWithdraw } = props;
  const words = useWords();
  const { people, roles } = words.settings;
  const about = [roles[row.role], people.by(row.by)];
  if (row.state === "open") about.push(people.until(momentText(row.expiresAt)));
  return (
    <ListRow title={row.email} about={about} testID={`invitation-${row.email}`}>
      <Tag title={people.states[row.state]} kind={LOOKS[row.state]} />
      {onWithdraw ? (
        <Button
          title={people.withdraw}
          of={row.email}
          busy={isBusy}
          onPress={onWithdraw}
          testID={`withdraw-${row.email}`}
        />
      ) : null}
    </ListRow>
  );
}

const styles = StyleSheet.create({ part: { padding: SPACE.l, gap: SPACE.m } });
