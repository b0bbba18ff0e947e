/** The download page of the desktop agent, in English. */
export const agentReleaseEn = {
  intro:
    "It runs on the computer with Tally, reads the books and sends them here. It writes nothing into Tally by itself.",
  notAllowed: "The owner or an accountant installs the agent.",
  none: "No installer is here yet",
  noneText:
    "Whoever runs this server has not put one here. Until then the books come in as files that Tally exports, or with the agent from the CFA folder and a command window.",
  setup: "Installer",
  setupHint: "The usual way: for one Windows user, without an administrator's password.",
  portable: "Without installing",
  portableHint:
    "One file that runs from any folder, such as a USB stick. It does not start with Windows by itself.",
  version: "Version",
  size: "Size",
  publisher: "Publisher",
  publisherUnknown: "not stated",
  hash: "SHA-256",
  hashHint: (name: string) =>
    `To check it, open a command window in the folder of downloads: certutil -hashfile ${name} SHA256`,
  copyHash: "Copy SHA-256",
  download: "Download",
  someFirst:
    "This version goes to agents in steps: one that is installed already may take it some days later by itself.",
  there: "On the computer with Tally",
  thereHint: "Open this address there. It leads to the newest installer, and nobody has to sign in.",
  copyAddress: "Copy the address",
  needs: "What it needs",
  needsList: [
    "Windows 10, Windows 11 or Windows Server 2016 and later, 64-bit.",
    "TallyPrime or Tally.ERP 9 on the same computer, or on one in the same network.",
    "About 300 MB of room on the disk, and the internet by https.",
  ],
  older: "Windows 7, 8 and 8.1 cannot run it. There the books come in as files that Tally exports.",
  byFiles: "Hand in files instead",
  smartScreen: "What Windows may say",
  smartScreenText:
    "A program that few people have downloaded yet is stopped at first: “Windows protected your PC”. That says that it is new, not that something was found.",
  smartScreenSteps: [
    "The browser may say that the file is not commonly downloaded: choose Keep.",
    "In the blue window choose More info.",
    "Hold the publisher against the one on this page. Is it another one, or none, then go no further and tell us.",
    "Choose Run anyway.",
  ],
  install: "Installing",
  installSteps: [
    "Download the installer and open it. An older agent is replaced; its settings and what waits to be sent stay.",
    "The agent opens by itself and looks for Tally. Where it finds none, it says what to set.",
    "It shows a code: type it here under Connect Tally, or type there the code that this app shows.",
    "Choose the companies and press Integrate. From then on it reads by itself, and sits beside the clock.",
  ],
  toConnect: "Connect Tally",
};
export type AgentReleaseWords = typeof agentReleaseEn;
