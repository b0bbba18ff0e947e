/** Taking everything along and deleting the company, in English. */
export const companyDataEn = {
  export: "Export everything",
  exportText: "One ZIP file with all of the company's data, one file for each table. It is kept for a day.",
  start: "Make the file",
  again: "Make it again",
  making: "The file is being made…",
  ready: (size: string, rows: string) => `Ready: ${size}, ${rows} rows`,
  until: (moment: string) => `kept until ${moment}`,
  fetch: "Download",
  share: "Save or share",
  failed: "The file could not be made. Try again.",
  askedBy: (by: string, moment: string) => `asked for by ${by}, ${moment}`,
  remove: "Delete the company",
  removeText:
    "All books, corrections, people and keys of this company are removed for good. Tally itself is not touched. Export everything first if you may need it.",
  removeDemo: "The sample company cannot be deleted.",
  removeName: (name: string) => `To be sure, type its name: ${name}`,
  removeField: "Name of the company",
  removeWrong: "This is not its name. Type it as it is written above.",
  removeYes: "Delete for good",
};
export type CompanyDataWords = typeof companyDataEn;
