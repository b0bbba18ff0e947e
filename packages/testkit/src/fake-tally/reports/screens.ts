import { escapeText, RESERVED } from "../xml/text.ts";

/*
 * A screen named as a report is opened, not answered: the prompts of its form come back as tags, without a status.
 */

type Prompt = readonly [prompt: string, tag: string, text: string];

const SCREENS: ReadonlyMap<string, readonly Prompt[]> = new Map<string, readonly Prompt[]>([
  [
    "import",
    [
      ["File Format:", "IMPORTFORMAT", ""],
      ["File Path:", "IMPORTPATH", "C:\\TallyPrime"],
      ["File to Import:", "IMPORTFILE", ""],
      ["Backup Company Data before Import:", "IMPORTISBACKUPENABLED", "Yes"],
      ["Backup Data Path:", "IMPORTBACKUPPATH", `${RESERVED}Root`],
    ],
  ],
  [
    "export",
    [
      ["File Format:", "EXPORTFORMAT", "XML"],
      ["Folder Path:", "EXPORTPATH", "C:\\TallyPrime"],
      ["File Name:", "EXPORTFILE", ""],
    ],
  ],
  [
    "ledger creation",
    [
      ["Name:", "LEDNAME", ""],
      ["Under:", "LEDPARENT", ""],
    ],
  ],
]);

/** The prompts of a screen, or null when it is the name of none. */
export function screenPrompts(name: string): string | null {
  const prompts = SCREENS.get(name.trim().toLowerCase());
  if (prompts === undefined) return null;
  const lines = prompts.map(
    ([prompt, tag, text]) =>
      ` <LONGPROMPT>${escapeText(prompt)}</LONGPROMPT>\r\n <${tag}>${escapeText(text)}</${tag}>\r\n`,
  );
  return `<ENVELOPE>\r\n${lines.join("")}</ENVELOPE>\r\n`;
}
