import type { Outgoing } from "./channel.ts";

/** A message's text with the page it leads to in the place that was kept for it. */
export function textWithLink({ rendered, link }: Pick<Outgoing, "rendered" | "link">): string {
  const place = rendered.values.find(({ name }) => name === "link")?.text;
  if (!rendered.hasLink || link === null || place === undefined || place === "") return rendered.body;
  return rendered.body.replace(place, () => link);
}

/** The values of a text in their order, the page's address among them as it is. */
export function valuesWithLink({ rendered, link }: Pick<Outgoing, "rendered" | "link">): string[] {
  return rendered.values.map(({ name, text }) => (name === "link" && link !== null ? link : text));
}
