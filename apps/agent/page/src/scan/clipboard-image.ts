/** The picture that was pasted by the keys. */
export function imageOfPaste(event: ClipboardEvent): Blob | undefined {
  return [...(event.clipboardData?.files ?? [])].find(({ type }) => type.startsWith("image/"));
}

/** The picture in the clipboard; undefined: there is none, or it may not be read. */
export async function imageOfClipboard(): Promise<Blob | undefined> {
  try {
    for (const item of await navigator.clipboard.read()) {
      const type = item.types.find((one) => one.startsWith("image/"));
      if (type !== undefined) return await item.getType(type);
    }
  } catch {
    // Refused by the reader of the page, or by the browser.
  }
  return undefined;
}
