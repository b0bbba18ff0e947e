import { useMutation } from "@tanstack/react-query";
import { View } from "react-native";

import { useWords } from "../../locale/locale";
import { leaveFor } from "../../platform/leave-for";
import { googlePage } from "../../session/sign-in";
import { SPACE } from "../../theme/tokens";
import { Button } from "../button";
import { Refused } from "../refused";

/** Goes to Google and comes back signed in to `returnTo`; nothing where the device has no such way. */
export function GoogleButton({ returnTo, primary = false }: { returnTo: string; primary?: boolean }) {
  const words = useWords();
  const leave = useMutation({ mutationFn: googlePage, onSuccess: (url) => leaveFor?.(url) });
  if (leaveFor === null) return null;
  return (
    <View style={{ gap: SPACE.s }}>
      <Refused error={leave.error} testID="google-failed" />
      <Button
        title={words.start.ways.google}
        kind={primary ? "primary" : "secondary"}
        busy={leave.isPending || leave.isSuccess}
        onPress={() => leave.mutate(returnTo)}
        testID="google"
      />
    </View>
  );
}
