import type { TemplatePlace } from "@cfa/contract/templates";

import type { TagKind } from "../../components/tag";
import type { TemplateWords } from "../../locale/templates/en";

type State = keyof TemplateWords["states"];

/** How a text stands, in a word, and how that looks. */
export function placeState({ goesOut, inUse, next, way }: TemplatePlace): { state: State; kind: TagKind } {
  if (goesOut !== "none") return { state: goesOut, kind: "good" };
  const own = next ?? inUse;
  if (own === null)
    return { state: way === "sms" || way === "whatsapp" ? "register" : "approved", kind: "neutral" };
  return { state: own.state, kind: own.state === "draft" || own.state === "submitted" ? "warn" : "bad" };
}

/** Whether a newer draft waits behind what goes out. */
export function hasNewer({ goesOut, next }: TemplatePlace): boolean {
  return goesOut !== "none" && next !== null;
}
