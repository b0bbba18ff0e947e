/** A browser keeps files where the person chose: none lie with the app. */
export function forgetSharedFiles(): void {}
