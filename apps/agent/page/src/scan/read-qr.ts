import { prepareZXingModule, readBarcodes } from "zxing-wasm/reader";

prepareZXingModule({ overrides: { locateFile: (name: string) => `/${name}` } });

/** What the QR in a picture says; undefined: there is none, or it cannot be read. */
export async function readQr(image: Blob | ImageData): Promise<string | undefined> {
  const found = await readBarcodes(image, { formats: ["QRCode"], tryHarder: true, maxNumberOfSymbols: 1 });
  const text = found.find(({ isValid }) => isValid)?.text;
  return text === "" ? undefined : text;
}
