import { saveFile } from "./save-file";

/** Fetches a file of the server and offers it to the device's other apps; `tell` hears how many percent are there. */
export function shareFileAt(path: string, tell: (percent: number) => void): Promise<void> {
  return saveFile(path, tell);
}
