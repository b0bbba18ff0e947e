import type { Role } from "@cfa/contract/reads";
import { mailAddressOf } from "@cfa/contract/typed";
import { useState } from "react";

import { Button } from "../../components/button";
import { Choice } from "../../components/choice";
import { CopyButton } from "../../components/copy-button";
import { Field } from "../../components/field";
import { Notice } from "../../components/notice";
import { Refused } from "../../components/refused";
import { Sheet } from "../../components/sheet";
import { ShownText } from "../../components/shown-text";
import { SignInAgain } from "../../components/sign-in/sign-in-again";
import { Text } from "../../components/text";
import { useWords } from "../../locale/locale";
import { needsSignIn } from "../../queries/failure";
import { useInvitationDeeds } from "../../queries/use-members";

const ROLES: readonly Role[] = ["accountant", "viewer", "owner"];

/** Asks a person to join in a role; then shows the link, which is shown this once. */
export function InviteSheet({ companyId, onClose }: { companyId: string; onClose: () => void }) {
  const words = useWords();
  const { people, roles } = words.settings;
  const [email, setEmail] = useState("");
  const [role, setRole] = useState<Role>("accountant");
  const [isWrong, setWrong] = useState(false);
  const { invite } = useInvitationDeeds();
  const send = () => {
    // Who is invited signs in with this address, so it must be one that mail reaches.
    const wanted = mailAddressOf(email.trim());
    setWrong(wanted === undefined);
    if (wanted !== undefined && !invite.isPending) invite.mutate({ companyId, email: wanted, role });
  };
  if (invite.data) return <Invited invited={invite.data} onClose={onClose} />;
  return (
    <>
      <Sheet open={!needsSignIn(invite.error)} title={people.invite} onClose={onClose}>
        <Field
          label={people.email}
          value={email}
          onChange={setEmail}
          onSubmit={send}
          icon="mail"
          expects="mail"
          error={isWrong ? people.emailWrong : undefined}
          testID="invite-mail"
        />
        {ROLES.map((each) => (
          <Choice
            key={each}
            title={roles[each]}
            note={words.start.invitation.may[each]}
            chosen={each === role}
            onPress={() => setRole(each)}
            testID={`invite-${each}`}
          />
        ))}
        <Refused
          error={invite.error}
          own={{ "too-many": people.many, "bad-input": people.emailWrong }}
          testID="invite-refused"
        />
        <Button
          title={people.send}
          kind="primary"
          busy={invite.isPending}
          onPress={send}
          testID="invite-yes"
        />
      </Sheet>
      <SignInAgain deed={invite} />
    </>
  );
}

type Made = NonNullable<ReturnType<typeof useInvitationDeeds>["invite"]["data"]>;

function Invited({ invited, onClose }: { invited: Made; onClose: () => void }) {
  const words = useWords();
  const { people } = words.settings;
  return (
    <Sheet open title={people.invite} onClose={onClose}>
      {invited.isMailed ? (
        <Notice icon="mail" kind="neutral" testID="invitation-mailed">
          {people.mailed(invited.invitation.email)}
        </Notice>
      ) : null}
      <Text>{people.handOver}</Text>
      <ShownText testID="invitation-link">{invited.link}</ShownText>
      <CopyButton title={people.copyLink} text={invited.link} testID="copy-link" />
      <Button title={people.done} kind="primary" onPress={onClose} testID="invited-done" />
    </Sheet>
  );
}
