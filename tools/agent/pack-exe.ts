import assert from "node:assert/strict";

import {
  Data,
  NtExecutable,
  NtExecutableResource,
  Resource,
  type ExecutableResource,
} from "./pe-libraries.ts";

const RCDATA = 10;
const BLOB_NAME = "NODE_SEA_BLOB";
const FUSE = "NODE_SEA_FUSE_fce680ab2cc467b6e072b8b5df1996b2:";
/** Windows' own: a program with windows. Otherwise a black console would open with it. */
const SUBSYSTEM_GUI = 2;
const EN_US = 1033;
const UNICODE = 1200;

export type ExeParts = {
  /** What Node runs: see the SEA documentation. */
  readonly blob: Uint8Array;
  readonly icon: Uint8Array;
  /** "1.2.0" */
  readonly version: string;
  readonly name: string;
  readonly fileName: string;
  readonly publisher: string;
};

/**
 * Makes a program of Node's executable for Windows in one pass: icon, version, no console, and the blob with its fuse. The sections stay
 * as they are and the old signature goes, so that nothing in it looks mended to a scanner.
 */
export function packExe(node: Uint8Array, parts: ExeParts): Buffer {
  const exe = NtExecutable.from(node, { ignoreCert: true });
  const resources = NtExecutableResource.from(exe);
  setIcon(resources, parts.icon);
  setVersion(resources, parts);
  resources.replaceResourceEntry({
    type: RCDATA,
    id: BLOB_NAME,
    lang: 0,
    codepage: 0,
    bin: Uint8Array.from(parts.blob).buffer,
  });
  resources.outputResource(exe);
  exe.newHeader.optionalHeader.subsystem = SUBSYSTEM_GUI;
  const packed = Buffer.from(exe.generate());
  flipFuse(packed);
  return packed;
}

function setIcon(resources: ExecutableResource, icon: Uint8Array): void {
  const [group] = Resource.IconGroupEntry.fromEntries(resources.entries);
  Resource.IconGroupEntry.replaceIconsForResource(
    resources.entries,
    group?.id ?? 1,
    group?.lang ?? EN_US,
    Data.IconFile.from(icon).icons.map(({ data }) => data),
  );
}

function setVersion(resources: ExecutableResource, { version, name, fileName, publisher }: ExeParts): void {
  const [info] = Resource.VersionInfo.fromEntries(resources.entries);
  assert(info !== undefined, "Node's executable tells its version");
  for (const language of info.getAllLanguagesForStringValues()) info.removeAllStringValues(language);
  info.lang = EN_US;
  info.setFileVersion(version, EN_US);
  info.setProductVersion(version, EN_US);
  info.setStringValues(
    { lang: EN_US, codepage: UNICODE },
    {
      CompanyName: publisher,
      FileDescription: name,
      FileVersion: version,
      InternalName: fileName,
      LegalCopyright: publisher,
      OriginalFilename: fileName,
      ProductName: name,
      ProductVersion: version,
    },
  );
  info.outputToResourceEntries(resources.entries);
}

/** Tells Node that there is a blob: the one "0" behind the fuse's name becomes "1". */
function flipFuse(exe: Buffer): void {
  const at = exe.indexOf(FUSE);
  assert(at > 0 && exe.indexOf(FUSE, at + 1) < 0, "the fuse stands in the executable exactly once");
  assert.equal(exe[at + FUSE.length], "0".charCodeAt(0), "the fuse is not blown yet");
  exe[at + FUSE.length] = "1".charCodeAt(0);
}
