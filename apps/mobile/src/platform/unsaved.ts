/** Asks before something that was typed is lost; a phone's app keeps it while it is open. */
export function useUnsaved(_isUnsaved: boolean): void {
  // Nothing leaves an app without its own doing.
}
