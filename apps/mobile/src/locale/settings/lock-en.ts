/** The lock of a phone, in English. A browser has the heading alone (lock-en.web.ts). */
export const lockEn = {
  heading: "Lock of this phone",
  hint: "Face, finger or the phone's code before figures are shown",
  forPhones: "This lock is for the app on phones. A browser's pages are behind the lock of the computer.",
  text: "Ask for your face, your finger or the phone's code before the app shows anything.",
  off: "Never ask",
  after: (minutes: number) =>
    minutes === 0
      ? "Each time the app is opened"
      : `When it was not used for ${minutes === 1 ? "a minute" : `${minutes} minutes`}`,
  note: "It always asks when the app starts anew. While it is on, the list of open apps hides the figures; on Android, pictures of the screen are refused too. It holds for this phone alone and ends when you sign out.",
  codeOnly: "This phone has no face or finger set up: it will ask for its code.",
  noDeviceLockYet:
    "This phone has no screen lock. Set one up in the phone's settings first: without it there is nothing to ask for.",
  prompt: "Open CFA",
  promptChange: "Change the lock of CFA",
  cancel: "Not now",
  locked: "CFA is locked",
  lockedText: "Your figures are shown when the phone knows you.",
  refused: "That did not work. Try again.",
  noDeviceLock:
    "The phone has no screen lock any more, so nobody can be asked. Set one up in the phone's settings, or sign out and in again.",
  open: "Open",
  orSignOut: "Or leave the app: you then sign in anew.",
};
