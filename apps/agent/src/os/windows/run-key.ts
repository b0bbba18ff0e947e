import {
  registryBytes,
  registryText,
  removeRegistryValue,
  setRegistryText,
  type RegistryPlace,
} from "./registry.ts";

/** The installer writes the same value. */
const NAME = "CFA Agent";
const VERSION = String.raw`Software\Microsoft\Windows\CurrentVersion`;
const RUN: RegistryPlace = { root: "user", key: String.raw`${VERSION}\Run` };
/** Where Task Manager's list of start-up programs keeps what a person has switched off: an odd first byte. */
const APPROVED: RegistryPlace = { root: "user", key: String.raw`${VERSION}\Explorer\StartupApproved\Run` };

/** Whether Windows starts the agent when this user signs in. */
export function isInRunKey(): boolean {
  const approved = registryBytes(APPROVED, NAME)?.[0] ?? 0;
  return registryText(RUN, NAME) !== undefined && approved % 2 === 0;
}

/** Has Windows start the command when this user signs in, or no more. */
export function setRunKey(isOn: boolean, command: string): void {
  if (!isOn) return removeRegistryValue(RUN, NAME);
  setRegistryText(RUN, NAME, command);
  removeRegistryValue(APPROVED, NAME);
}
