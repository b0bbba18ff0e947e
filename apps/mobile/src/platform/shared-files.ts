import { Directory, File, Paths } from "expo-file-system";
import { shareAsync } from "expo-sharing";
import { Platform } from "react-native";

import { newRequestId } from "./request-id";

/*
 * Files on their way from this app into another, in the app's own cache. On iOS one goes as soon as the sheet is closed: the
 * system has passed it on by then. On Android the sheet closes when an app is chosen, and that app may read the file
 * later; there it goes before the next one comes, with the next start of the app, or when the person signs out.
 */

const underWay = new Set<string>();

/** Makes an empty file under a name, lets `fill` write it and say of what kind it is, and offers it to the device's other apps. */
export async function shareFile(fill: (newFile: (name: string) => File) => Promise<string>): Promise<void> {
  if (underWay.size === 0) forgetSharedFiles();
  const name = newRequestId();
  const folder = new Directory(Paths.cache, FOLDER, name);
  underWay.add(name);
  let isShared = false;
  try {
    let file: File | undefined;
    const mimeType = await fill((fileName) => {
      folder.create({ intermediates: true });
      file = new File(folder, fileName);
      file.create();
      return file;
    });
    if (!file) throw new Error("there is no file to share");
    await shareAsync(file.uri, { mimeType });
    isShared = true;
  } finally {
    underWay.delete(name);
    if (!isShared || Platform.OS === "ios") remove(name);
  }
}

/** Removes every file that was passed on, or was to be. */
export function forgetSharedFiles(): void {
  remove();
}

const FOLDER = "to-share";

function remove(...names: string[]): void {
  try {
    const folder = new Directory(Paths.cache, FOLDER, ...names);
    if (folder.exists) folder.delete();
  } catch {
    // It lies in the cache, which the system empties too, and the next call tries again.
  }
}
