import { useEffect, useRef, useState } from "react";

import type { Dictation } from "./dictation";

/** The part that is used of what browsers have for it. */
type Recognition = EventTarget & {
  lang: string;
  interimResults: boolean;
  start(): void;
  abort(): void;
  stop(): void;
};
type Heard = Event & { results: ArrayLike<ArrayLike<{ transcript: string }>> };
type NotHeard = Event & { error: string };
type Browser = Partial<Record<"SpeechRecognition" | "webkitSpeechRecognition", new () => Recognition>>;

/** The browser's own, where it has one: it says what it heard so far, again and again. */
export function useDictation(of: { language: string; onText: (text: string) => void }): Dictation | null {
  const { language, onText } = of;
  const browser = globalThis as unknown as Browser;
  const Recogniser = browser.SpeechRecognition ?? browser.webkitSpeechRecognition;
  const [isHearing, setHearing] = useState(false);
  const [failure, setFailure] = useState<Dictation["failure"]>(null);
  const line = useRef<Recognition | null>(null);
  useEffect(() => () => line.current?.abort(), []);
  if (Recogniser === undefined) return null;
  const begin = (): void => {
    const own = new Recogniser();
    own.lang = language === "hi" ? "hi-IN" : "en-IN";
    own.interimResults = true;
    own.addEventListener("result", (event) => {
      const { results } = event as Heard;
      onText(Array.from(results, (one) => one[0]?.transcript ?? "").join(""));
    });
    own.addEventListener("error", (event) => {
      const { error } = event as NotHeard;
      if (error !== "aborted") setFailure(error === "not-allowed" ? "not-allowed" : "not-heard");
    });
    own.addEventListener("end", () => setHearing(false));
    line.current = own;
    setFailure(null);
    setHearing(true);
    own.start();
  };
  return { isHearing, failure, begin, end: () => line.current?.stop() };
}
