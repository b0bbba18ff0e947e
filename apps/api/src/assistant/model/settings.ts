import type { Environment } from "../../ways-in.ts";

export const MODEL_PROVIDERS = ["openai-compatible", "anthropic", "google"] as const;
export type ModelProvider = (typeof MODEL_PROVIDERS)[number];

/** Which language model answers what the assistant cannot by itself. */
export type ModelSettings = {
  readonly provider: ModelProvider;
  /** Where it is asked; null: the provider's own address. */
  readonly url: string | null;
  readonly model: string;
  /** Null: it asks for none, as a model on the same machine. */
  readonly key: string | null;
};

/**
 * The language model by ASSISTANT_PROVIDER (openai-compatible, anthropic or google), ASSISTANT_MODEL, ASSISTANT_URL and ASSISTANT_KEY; null: none is set, and the
 * assistant answers by itself alone. What is wrong is added to the errors.
 */
export function modelIn(env: Environment, errors: string[]): ModelSettings | null {
  const provider = MODEL_PROVIDERS.find((name) => name === env["ASSISTANT_PROVIDER"]);
  if (provider === undefined) {
    if (env["ASSISTANT_PROVIDER"])
      errors.push(
        `ASSISTANT_PROVIDER must be one of ${MODEL_PROVIDERS.join(", ")}, not "${env["ASSISTANT_PROVIDER"]}"`,
      );
    return null;
  }
  const model = env["ASSISTANT_MODEL"] ?? "";
  if (model === "") errors.push("ASSISTANT_MODEL is missing; set it to the name of the provider's model");
  const url = env["ASSISTANT_URL"] || null;
  if (url !== null && !isHttp(url))
    errors.push(`ASSISTANT_URL must be an address such as http://127.0.0.1:11434/v1, not "${url}"`);
  if (url === null && provider === "openai-compatible")
    errors.push("ASSISTANT_URL is missing; set it, for example to http://127.0.0.1:11434/v1");
  const key = env["ASSISTANT_KEY"] || null;
  if (key === null && provider !== "openai-compatible")
    errors.push(`ASSISTANT_KEY is missing; ${provider} answers nobody without a key`);
  return { provider, url, model, key };
}

function isHttp(text: string): boolean {
  return URL.canParse(text) && ["http:", "https:"].includes(new URL(text).protocol);
}
