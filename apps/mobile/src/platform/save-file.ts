import { fetch } from "expo/fetch";

import { download, fileName } from "../queries/download";
import { ApiFailure } from "../queries/failure";
import { baseUrl } from "./base-url";
import { shareFile } from "./shared-files";
import { readToken } from "./token-store";

/** Whether a file is passed on to other apps; otherwise it is kept by the browser. */
export const SHARES_FILES: boolean = true;

/** Fetches a file of the server and offers it to the device's other apps; `tell` hears how many percent are there. */
export async function saveFile(path: string, tell: (percent: number) => void): Promise<void> {
  const token = await readToken();
  const headers: Record<string, string> = token === null ? {} : { authorization: `Bearer ${token}` };
  await onDevice(
    shareFile(async (newFile) => {
      const { type } = await download({
        send: (signal) => fetch(`${baseUrl()}${path}`, { headers, signal, credentials: "omit" }),
        open: ({ name }) => {
          const handle = newFile(name).open();
          return { write: (bytes) => handle.writeBytes(bytes), close: () => handle.close() };
        },
        tell,
      });
      return type;
    }),
  );
}

/** Offers bytes that have been read already to the device's other apps, as a file of that name. */
export async function saveBytes({ name, base64 }: { name: string; base64: string }): Promise<void> {
  await onDevice(
    shareFile((newFile) => {
      newFile(fileName(name)).write(base64, { encoding: "base64" });
      return Promise.resolve("application/xml");
    }),
  );
}

/** What is not a refusal of the server's is the device's: no room, or another sheet that is open. */
async function onDevice(deed: Promise<void>): Promise<void> {
  try {
    await deed;
  } catch (error) {
    throw error instanceof ApiFailure ? error : new ApiFailure("device", null);
  }
}
