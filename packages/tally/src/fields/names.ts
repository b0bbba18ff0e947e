import { firstOf, type Captured, type Shape } from "../parse/capture.ts";
import { readText } from "../parse/words.ts";
import { attribute, either, NAME_LENGTH, wholeText, type Field } from "./field.ts";

/** The names of a master by language: the first is the name, the others are its aliases. */
export const LANGUAGE_NAMES: Shape = { "NAME.LIST": { NAME: "texts" } };

/** A master's name: the attribute Tally writes on every master, else the tag, else the first language name. */
export const masterName: Field<string> = either(
  attribute("NAME"),
  wholeText("NAME"),
  ({ node }) => languageNames(node)[0],
);

/** The other names a user may type for this master; undefined when there are none. */
export const aliases: Field<string[]> = (reading) => {
  const { node } = reading;
  const name = masterName(reading);
  const others = [
    ...languageNames(node),
    readText(node.text.get("ALIAS")),
    readText(node.text.get("ONLYALIAS")),
  ];
  const found = new Set<string>();
  for (const other of others)
    if (other !== undefined && other !== name) found.add(other.slice(0, NAME_LENGTH));
  return found.size === 0 ? undefined : [...found];
};

function languageNames(node: Captured): string[] {
  const names = [];
  for (const language of node.lists.get("LANGUAGENAME.LIST") ?? []) {
    for (const name of firstOf(language, "NAME.LIST")?.texts.get("NAME") ?? []) {
      const plain = readText(name);
      if (plain !== undefined) names.push(plain);
    }
  }
  return names;
}
