import { useMutation } from "@tanstack/react-query";
import { useState } from "react";

import { useWords } from "../../locale/locale";
import { useWaiting } from "../../queries/waiting/waiting";
import { signOut } from "../../session/sign-in";
import { Button } from "../button";
import { Refused } from "../refused";
import { Sure } from "../sure";

/** Ends the session on this device, and says why where that could not be done. Where deeds still wait to be sent it asks first. */
export function SignOut(props: {
  title: string;
  kind?: "primary" | "secondary";
  onSignedOut: () => void;
  testID?: string;
}) {
  const { title, kind = "secondary", onSignedOut, testID = "sign-out" } = props;
  const { waiting } = useWords().today;
  const [isAsked, setAsked] = useState(false);
  const count = useWaiting().length;
  const leave = useMutation({ mutationFn: signOut, onSuccess: onSignedOut });
  return (
    <>
      <Refused error={isAsked ? null : leave.error} />
      <Button
        title={title}
        kind={kind}
        busy={leave.isPending}
        onPress={() => (count === 0 ? leave.mutate() : setAsked(true))}
        testID={testID}
      />
      <Sure
        open={isAsked}
        title={title}
        text={waiting.signOut(count)}
        yes={waiting.signOutAnyway}
        isDanger
        deed={leave}
        onYes={() => leave.mutate()}
        onClose={() => setAsked(false)}
        testID={`${testID}-anyway`}
      />
    </>
  );
}
