import { useRouter } from "expo-router";

import { Button } from "../../components/button";
import { Card } from "../../components/card";
import { Empty } from "../../components/notice";
import { useWords } from "../../locale/locale";

/** A link that opens nothing, or no longer. */
export function Gone() {
  const words = useWords();
  const router = useRouter();
  const { invitation } = words.start;
  return (
    <Card>
      <Empty
        icon="mail"
        title={invitation.gone}
        text={invitation.goneText}
        action={<Button title={words.notFound.home} onPress={() => router.replace("/")} />}
        testID="invitation-gone"
      />
    </Card>
  );
}
