import { Slot } from "expo-router";

/** On the web one page is shown at a time; the browser keeps the history. */
export function Navigator() {
  return <Slot />;
}
