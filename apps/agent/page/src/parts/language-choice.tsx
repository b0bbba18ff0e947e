import type { VNode } from "preact";

import type { Language } from "../../../src/engine/agent-view.ts";
import { useAgent } from "../agent-context.tsx";

const NAMES: readonly [Language, string][] = [
  ["en", "English"],
  ["hi", "हिन्दी"],
];

/** Each language by its own name. */
export function LanguageChoice(): VNode {
  const { link, words, language } = useAgent();
  return (
    <div class="segments" role="group" aria-label={words.language}>
      {NAMES.map(([code, name]) => (
        <button
          key={code}
          type="button"
          lang={code}
          aria-pressed={code === language}
          onClick={() => void link.ask({ deed: "setLanguage", language: code })}
        >
          {name}
        </button>
      ))}
    </div>
  );
}
