import type { Member } from "@cfa/contract/members";
import type { Role } from "@cfa/contract/reads";
import { useState } from "react";

import { Button } from "../../components/button";
import { Choice } from "../../components/choice";
import { Refused } from "../../components/refused";
import { Sheet } from "../../components/sheet";
import { SignInAgain } from "../../components/sign-in/sign-in-again";
import { Sure } from "../../components/sure";
import { useWords } from "../../locale/locale";
import { needsSignIn } from "../../queries/failure";
import { useMemberDeeds } from "../../queries/use-members";

const ROLES: readonly Role[] = ["owner", "accountant", "viewer"];

/** What an owner does with another member: a role, taking out, handing the company over. */
export function MemberSheet(props: { companyId: string; member: Member; onClose: () => void }) {
  const { companyId, member, onClose } = props;
  const { memberId, name } = member;
  const words = useWords();
  const { people, roles } = words.settings;
  const [asks, setAsks] = useState<"remove" | "transfer" | null>(null);
  const { changeRole, remove, transfer } = useMemberDeeds(companyId, onClose);
  const own = { conflict: people.lastOwner };
  const give = (role: Role) => {
    if (role !== member.role && !changeRole.isPending) changeRole.mutate({ companyId, memberId, role });
  };
  const isAway = needsSignIn(changeRole.error) || needsSignIn(transfer.error);
  return (
    <>
      <Sheet open={asks === null && !isAway} title={people.changeRole(name)} onClose={onClose}>
        {ROLES.map((role) => (
          <Choice
            key={role}
            title={roles[role]}
            note={words.start.invitation.may[role]}
            chosen={member.role === role}
            onPress={() => give(role)}
            testID={`role-${role}`}
          />
        ))}
        <Refused error={changeRole.error} own={own} testID="role-refused" />
        {member.role === "owner" ? null : (
          <Button title={people.transfer} onPress={() => setAsks("transfer")} testID="transfer" />
        )}
        <Button title={people.remove} onPress={() => setAsks("remove")} testID="remove-member" />
      </Sheet>
      <Sure
        open={asks === "remove"}
        title={people.remove}
        text={people.removeSure(name)}
        isDanger
        yes={people.removeYes}
        deed={remove}
        own={own}
        onYes={() => remove.mutate({ companyId, memberId })}
        onClose={() => setAsks(null)}
        testID="remove-yes"
      />
      <Sure
        open={asks === "transfer"}
        title={people.transfer}
        text={people.transferSure(name)}
        yes={people.transferYes}
        deed={transfer}
        own={own}
        onYes={() => transfer.mutate({ companyId, memberId })}
        onClose={() => setAsks(null)}
        testID="transfer-yes"
      />
      <SignInAgain deed={changeRole} />
      <SignInAgain deed={transfer} />
    </>
  );
}
