/** What an owner lets the assistant do, in English. */
export const assistantSettingsEn = {
  ownerOnly: "Only an owner sees and changes this.",
  model: "Language model",
  none: "This server has none. Every question is answered by the server itself, from the books, and nothing leaves it.",
  offered: (model: string, host: string) =>
    `The server answers most questions by itself. What it does not understand can be put to ${model} at ${host}.`,
  uses: "Put such questions to the language model",
  hides: "Hide names",
  hidesText:
    "Customers, suppliers, ledgers, bills and vouchers go out as stand-ins such as party-1; you see their names.",
  off: "Nothing leaves the server.",
  leaves: (host: string) => `What goes to ${host}`,
  open: [
    "The question as you write it, where the server could not answer it by itself",
    "The questions and answers before it in the same conversation",
    "The figures needed for the answer, and up to 20 rows of each list, with names, numbers of bills and narrations",
    "Today's date, and the list of what can be asked",
  ],
  hidden: [
    "The question, where the server could not answer it by itself, with stand-ins for the names that the books know; a name that they do not know stays as you write it",
    "The figures needed for the answer, and up to 20 rows of each list, with stand-ins for names and numbers, without narrations",
    "Today's date, and the list of what can be asked",
  ],
  never:
    "Never: the books as a whole, or anything of another company. The model reads figures; it cannot change anything.",
  save: "Save",
  saved: "Saved.",
  keys: "Keys for reading",
  keysHint:
    "With one, a program such as an AI assistant on your computer reads this company's figures, and can change nothing.",
  noKeys: "No program has a key",
  endsWith: (four: string) => `ends with ${four}`,
  madeBy: (moment: string, by: string) => `made ${moment} by ${by}`,
  used: (ago: string) => `used ${ago}`,
  unused: "never used",
  until: (day: string) => `until ${day}`,
  ended: (day: string) => `ended ${day}`,
  states: { live: "In force", ended: "Ended", revoked: "Revoked" },
  make: "Make a key",
  name: "Name, such as the program's",
  nameWrong: "Give it a name of 1 to 80 characters.",
  days: "Days it works, 1 to 365",
  daysWrong: "Write a number of days from 1 to 365.",
  makeYes: "Make the key",
  many: "There are twenty keys in force already. Revoke one that is no longer used.",
  shown: "The new key",
  shownText:
    "It is shown only now. Give it to the program before you close this. Whoever has it reads this company's figures.",
  shownLabel: "Key",
  copyKey: "Copy the key",
  close: "I have it",
  revoke: "Revoke",
  revokeSure: (name: string) =>
    `The program with “${name}” can read nothing more, from its next request on. This cannot be undone.`,
  revokeYes: "Revoke the key",
  how: "How a program connects",
  howText:
    "By the Model Context Protocol (MCP), over HTTP. Give the program this address, and the key as a bearer token:",
  address: "Address",
  copyAddress: "Copy the address",
  example: "As most programs take it",
  examplePlace: "YOUR-KEY",
  copyExample: "Copy",
  howLeaves: "What the program reads goes to whoever runs it.",
};
export type AssistantSettingWords = typeof assistantSettingsEn;
