import type { Member } from "@cfa/contract/members";
import { useState } from "react";
import { StyleSheet, View } from "react-native";

import { Button } from "../../components/button";
import { Card } from "../../components/card";
import { ReadState } from "../../components/read-state";
import { Tag } from "../../components/tag";
import { Text } from "../../components/text";
import { useWords } from "../../locale/locale";
import { momentText } from "../../locale/moment-text";
import { useMembers } from "../../queries/use-members";
import { useColours } from "../../theme/theme";
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
  const colours = useColours();
  const { people, roles } = words.settings;
  const since = people.since(momentText(member.joinedAt).slice(0, "DD-MM-YYYY".length));
  return (
    <View
      role="listitem"
      style={[styles.row, { borderColor: colours.line }]}
      testID={`member-${member.email ?? member.name}`}
    >
      <View style={styles.words}>
        <Text type="strong">{member.name}</Text>
        <Text type="small" tone="textMuted">
          {[...(member.email ? [member.email] : []), roles[member.role], since].join(" · ")}
        </Text>
      </View>
      {member.isMe ? <Tag title={people.me} /> : null}
      {onOpen ? <Button title={people.role} onPress={onOpen} testID={`open-${member.email}`} /> : null}
    </View>
  );
}

const styles = StyleSheet.create({
  list: { paddingTop: SPACE.s },
  row: {
    flexDirection: "row",
    flexWrap: "wrap",
    alignItems: "center",
    gap: SPACE.s,
    paddingHorizontal: SPACE.l,
    paddingVertical: SPACE.m,
    borderTopWidth: 1,
  },
  words: { flex: 1, minWidth: 160 },
});
