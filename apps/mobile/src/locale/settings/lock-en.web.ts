/** Of the lock of a phone, what a browser says. */
export const lockEn = {
  heading: "Lock of this phone",
  forPhones: "This lock is for the app on phones. A browser's pages are behind the lock of the computer.",
};
