import { ActivityIndicator } from "react-native";

import { useWords } from "../locale/locale";

/** Something is being waited for; screen readers say so. */
export function Busy({ color }: { color: string }) {
  return <ActivityIndicator color={color} size={20} aria-label={useWords().common.loading} />;
}
