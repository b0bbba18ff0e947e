import { createAnthropic } from "@ai-sdk/anthropic";
import { createGoogle } from "@ai-sdk/google";
import { createOpenAICompatible } from "@ai-sdk/openai-compatible";
import type { LanguageModel } from "ai";

import type { ModelSettings } from "./settings.ts";

/** The language model of the settings. Nothing is asked of it yet. */
export function openModel({ provider, url, model, key }: ModelSettings): LanguageModel {
  const at = url === null ? {} : { baseURL: url };
  const by = key === null ? {} : { apiKey: key };
  if (provider === "anthropic") return createAnthropic({ ...at, ...by })(model);
  if (provider === "google") return createGoogle({ ...at, ...by })(model);
  return createOpenAICompatible({ name: "assistant", baseURL: url ?? "", ...by })(model);
}
