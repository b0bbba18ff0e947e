/** Whether a file is passed on to other apps; otherwise it is kept by the browser. */
export const SHARES_FILES: boolean = false;

/** Lets the browser keep a file of the server, by the session's cookie. The browser itself shows how far it is. */
export function saveFile(path: string, _tell: (percent: number) => void): Promise<void> {
  const link = document.createElement("a");
  link.href = path;
  link.download = "";
  link.click();
  return Promise.resolve();
}

/** Lets the browser keep bytes that have been read already, under a name. */
export function saveBytes({ name, base64 }: { name: string; base64: string }): Promise<void> {
  const bytes = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
  const url = URL.createObjectURL(new Blob([bytes], { type: "application/xml" }));
  const link = document.createElement("a");
  link.href = url;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 10_000); // the browser has begun to read it by then
  return Promise.resolve();
}
