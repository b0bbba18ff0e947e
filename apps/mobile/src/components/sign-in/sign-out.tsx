import { useMutation } from "@tanstack/react-query";

import { signOut } from "../../session/sign-in";
import { Button } from "../button";
import { Refused } from "../refused";

/** Ends the session on this device, and says why where that could not be done. */
export function SignOut(props: {
  title: string;
  kind?: "primary" | "secondary";
  onSignedOut: () => void;
  testID?: string;
}) {
  const { title, kind = "secondary", onSignedOut, testID = "sign-out" } = props;
  const leave = useMutation({ mutationFn: signOut, onSuccess: onSignedOut });
  return (
    <>
      <Refused error={leave.error} />
      <Button
        title={title}
        kind={kind}
        busy={leave.isPending}
        onPress={() => leave.mutate()}
        testID={testID}
      />
    </>
  );
}
