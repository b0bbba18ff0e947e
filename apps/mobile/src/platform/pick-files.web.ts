/** A file of the device, to be sent in parts. */
export type PickedFile = { name: string; bytes: number; part(from: number, to: number): Blob };

/** Lets a person choose files; none when they think better of it. The browser reads only the parts that are sent. */
export function pickFiles(): Promise<PickedFile[]> {
  return new Promise((resolve) => {
    const input = document.createElement("input");
    input.type = "file";
    input.multiple = true;
    input.dataset["testid"] = "file-input";
    input.hidden = true;
    const done = (): void => {
      input.remove();
      resolve(
        [...(input.files ?? [])].map((file) => ({
          name: file.name,
          bytes: file.size,
          part: (from, to) => file.slice(from, to),
        })),
      );
    };
    input.addEventListener("change", done);
    input.addEventListener("cancel", done);
    document.body.append(input);
    input.click();
  });
}
