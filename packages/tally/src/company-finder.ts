import type { Captured } from "./parse/capture.ts";
import { readText } from "./parse/words.ts";

const GUID_OF_OBJECT = /^(.+)-[0-9a-f]{8}$/i;
const MANY_PREFIXES = 1_000;

/**
 * Whose books these are. REMOTECMPINFO names the company where it is present; else a company list's only row; else
 * the prefix most GUIDs have in common, as every object's GUID is the company's with eight digits behind it.
 */
export function createCompanyFinder() {
  const prefixes = new Map<string, number>();
  const remote: { guid: string; name: string | undefined }[] = [];
  const rows: { guid: string | undefined; name: string | undefined }[] = [];

  const commonest = (): string | undefined => {
    let best: [string, number] | undefined;
    for (const entry of prefixes) if (best === undefined || entry[1] > best[1]) best = entry;
    return best?.[0];
  };
  const remoteOf = (): (typeof remote)[number] | undefined => {
    const common = commonest();
    return remote.find((company) => company.guid === common) ?? remote[0];
  };
  const only = (): (typeof rows)[number] | undefined => (rows.length === 1 ? rows[0] : undefined);
  return {
    note(name: string, node: Captured): void {
      const guid = readText(node.text.get("GUID"));
      if (name !== "COMPANY") {
        const prefix = GUID_OF_OBJECT.exec(guid ?? "")?.[1];
        if (prefix === undefined) return;
        if (prefixes.has(prefix) || prefixes.size < MANY_PREFIXES) {
          prefixes.set(prefix, (prefixes.get(prefix) ?? 0) + 1);
        }
        return;
      }
      const infos = node.lists.get("REMOTECMPINFO.LIST") ?? [];
      for (const info of infos.slice(0, MANY_PREFIXES)) {
        const remoteGuid = readText(info.text.get("NAME"));
        if (remoteGuid !== undefined)
          remote.push({ guid: remoteGuid, name: readText(info.text.get("REMOTECMPNAME")) });
      }
      if (infos.length === 0 && rows.length < 2) {
        rows.push({ guid, name: readText(node.attributes["NAME"]) ?? readText(node.text.get("NAME")) });
      }
    },
    prefixes,
    name: () => remoteOf()?.name ?? only()?.name,
    guid: () => remoteOf()?.guid ?? only()?.guid ?? commonest(),
  };
}
