import { useRouter } from "expo-router";
import { useState } from "react";
import { View } from "react-native";

import { Button } from "../../components/button";
import { Sure } from "../../components/sure";
import { useWords } from "../../locale/locale";
import { useLeave } from "../../queries/use-members";

/** The way out of a company. */
export function LeaveCompany({ companyId }: { companyId: string }) {
  const words = useWords();
  const { people } = words.settings;
  const router = useRouter();
  const [asks, setAsks] = useState(false);
  const leave = useLeave(() => router.replace("/"));
  return (
    <View>
      <Button title={people.leave} onPress={() => setAsks(true)} testID="leave-company" />
      <Sure
        open={asks}
        title={people.leave}
        text={people.leaveSure}
        isDanger
        yes={people.leaveYes}
        deed={leave}
        own={{ conflict: people.lastOwner }}
        onYes={() => leave.mutate({ companyId })}
        onClose={() => setAsks(false)}
        testID="leave-yes"
      />
    </View>
  );
}
