import type { Member } from "@cfa/contract/members";
import { useState } from "react";
import { StyleSheet, View } from "react-native";

import { Button } from "../../components/button";
import { Card } from "../../components/card";
import { ListRow } from "../../components/list-row";
import { ReadState } from "../../components/read-state";
import { Tag } from "../../components/tag";
import { useWords } from "../../locale/locale";
import { momentDayText } from "../../locale/moment-text";
import { useMembers } from "../../queries/use-members";
import { SPACE } from "../../theme/tokens";
import { MemberSheet } from "./member-sheet";

/** The members, owners first; an owner opens each of the others. */
export function Members({ companyId, isOwner }: { companyId: string; isOwner: boolean }) {
  const words = useWords();
  const [chosen, setChosen] = useState<Member | null>(null);
  return (
    <Card heading={words.settings.people.members} flush testID="members">
      <ReadState read={useMembers(companyId)} skeleton={[3]}>
        {({ rows }) => (
          <View role="list" style={styles.list}>
            {rows.map((member) => (
              <Row
                key={member.memberId}
                member={member}
                onOpen={isOwner && !member.isMe ? () => setChosen(member) : undefined}
              />
            ))}
          </View>
        )}
      </ReadState>
      {chosen ? <MemberSheet companyId={companyId} member={chosen} onClose={() => setChosen(null)} /> : null}
    </Card>
  );
}

function Row({ member, onOpen }: { member: Member; onOpen: (() => void) | undefined }) {
  const words = useWords();
  const { people, roles } = words.settings;
  const since = people.since(momentDayText(member.joinedAt));
  return (
    <ListRow
      title={member.name}
      about={[...(member.email ? [member.email] : []), roles[member.role], since]}
      testID={`member-${member.email ?? member.name}`}
    >
      {member.isMe ? <Tag title={people.me} /> : null}
      {onOpen ? (
        <Button title={people.role} of={member.name} onPress={onOpen} testID={`open-${member.email}`} />
      ) : null}
    </ListRow>
  );
}

const styles = StyleSheet.create({ list: { paddingTop: SPACE.s } });
