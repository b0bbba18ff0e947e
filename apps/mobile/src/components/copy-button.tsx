import { setStringAsync } from "expo-clipboard";
import { useEffect, useState } from "react";

import { useWords } from "../locale/locale";
import { Button } from "./button";

const SAID_MILLIS = 3_000;

/** Puts a text into the clipboard and says so for a moment. */
export function CopyButton(props: { title: string; text: string; testID: string }) {
  const { title, text, testID } = props;
  const words = useWords();
  const [copied, setCopied] = useState(false);
  useEffect(() => {
    if (!copied) return undefined;
    const timer = setTimeout(() => setCopied(false), SAID_MILLIS);
    return () => clearTimeout(timer);
  }, [copied]);
  return (
    <Button
      title={copied ? words.start.connect.copied : title}
      {...(copied ? { icon: "check" as const } : {})}
      onPress={() => void setStringAsync(text).then(setCopied, () => setCopied(false))}
      testID={testID}
    />
  );
}
