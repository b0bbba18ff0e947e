import { useMutation } from "@tanstack/react-query";
import { View } from "react-native";

import { useWords } from "../../locale/locale";
import { goToGoogle } from "../../session/google";
import { SPACE } from "../../theme/tokens";
import { Button } from "../button";
import { Notice } from "../notice";
import { Refused } from "../refused";

/**
 * Signs in with Google: a browser goes there and comes back signed in to `returnTo`; a phone stays on the page and then says
 * whether it is the person who was signed in before.
 */
export function GoogleButton(props: {
  returnTo: string;
  onSignedIn: (isSamePerson: boolean) => void;
  primary?: boolean;
}) {
  const { returnTo, onSignedIn, primary = false } = props;
  const words = useWords();
  const go = useMutation({
    mutationFn: goToGoogle,
    onSuccess: (end) => {
      if (end !== "left" && "isSamePerson" in end) onSignedIn(end.isSamePerson);
    },
  });
  const refused =
    go.data !== undefined && go.data !== "left" && "refused" in go.data ? go.data.refused : null;
  return (
    <View style={{ gap: SPACE.s }}>
      {refused === null ? null : (
        <Notice icon="warn" kind="warn" testID="google-refused">
          {words.start.googleRefused[refused]}
        </Notice>
      )}
      <Refused
        error={go.error}
        own={{
          "not-signed-in": words.start.googleRefused.untaken,
          device: words.start.googleRefused.noBrowser,
        }}
        testID="google-failed"
      />
      <Button
        title={words.start.ways.google}
        kind={primary ? "primary" : "secondary"}
        busy={go.isPending || (go.isSuccess && refused === null)}
        onPress={() => go.mutate(returnTo)}
        testID="google"
      />
    </View>
  );
}
