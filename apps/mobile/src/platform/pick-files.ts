import { getDocumentAsync } from "expo-document-picker";

/** A file of the device, to be sent in parts. */
export type PickedFile = { name: string; bytes: number; part(from: number, to: number): Blob };

/** Lets a person choose files; none when they think better of it. */
export async function pickFiles(): Promise<PickedFile[]> {
  const picked = await getDocumentAsync({ multiple: true, copyToCacheDirectory: true });
  if (picked.canceled) return [];
  return Promise.all(
    picked.assets.map(async (asset) => {
      const blob = await (await fetch(asset.uri)).blob();
      return { name: asset.name, bytes: blob.size, part: (from, to) => blob.slice(from, to) };
    }),
  );
}
