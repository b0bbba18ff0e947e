import { Stack } from "expo-router";

/** On phones pages lie on a stack: swipe and the back button lead back. */
export function Navigator() {
  return <Stack screenOptions={{ headerShown: false }} />;
}
