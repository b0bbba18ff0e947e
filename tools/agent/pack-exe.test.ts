import { expect, test } from "vitest";

import { drawIcon } from "./icon.ts";
import { packExe, type ExeParts } from "./pack-exe.ts";
import { NtExecutable, NtExecutableResource, Resource } from "./pe-libraries.ts";

/* On a tiny executable that has of Node's what is changed; the real one is packed in `npm run test:wine`. */

const FUSE = "NODE_SEA_FUSE_fce680ab2cc467b6e072b8b5df1996b2:";
const parts: ExeParts = {
  blob: Buffer.from("the blob"),
  icon: drawIcon(),
  version: "1.2.3",
  name: "CFA Agent",
  fileName: "cfa-agent.exe",
  publisher: "CFA",
};

function tinyNode(text: string): Buffer {
  const exe = NtExecutable.createEmpty(false, false);
  const resources = NtExecutableResource.from(exe);
  const version = Resource.VersionInfo.createEmpty();
  version.lang = 1033;
  version.setStringValues({ lang: 1033, codepage: 1200 }, { ProductName: "Node.js", InternalName: "node" });
  version.outputToResourceEntries(resources.entries);
  resources.outputResource(exe);
  exe.setExtraData(Uint8Array.from(Buffer.from(text)).buffer);
  return Buffer.from(exe.generate());
}

test("what is packed has the blob, one icon, our version, no console and a blown fuse", () => {
  const packed = packExe(tinyNode(`before ${FUSE}0 behind`), parts);
  const exe = NtExecutable.from(packed);
  const { entries } = NtExecutableResource.from(exe);
  expect(exe.newHeader.optionalHeader.subsystem).toBe(2);
  expect(exe.getAllSections().filter(({ info }) => info.name === ".rsrc")).toHaveLength(1);
  const blob = entries.find(({ type, id }) => type === 10 && id === "NODE_SEA_BLOB");
  expect(Buffer.from(blob?.bin ?? new ArrayBuffer(0)).toString()).toBe("the blob");
  expect(Resource.IconGroupEntry.fromEntries(entries)).toHaveLength(1);
  const [version] = Resource.VersionInfo.fromEntries(entries);
  expect(version?.getStringValues({ lang: 1033, codepage: 1200 })).toMatchObject({
    ProductName: "CFA Agent",
    FileVersion: "1.2.3",
    OriginalFilename: "cfa-agent.exe",
  });
  expect(packed.includes(`${FUSE}1 behind`)).toBe(true);
});

test("an executable whose fuse is not there, twice there or blown is refused", () => {
  expect(() => packExe(tinyNode("nothing"), parts)).toThrow("exactly once");
  expect(() => packExe(tinyNode(`${FUSE}0 ${FUSE}0`), parts)).toThrow("exactly once");
  expect(() => packExe(tinyNode(`${FUSE}1`), parts)).toThrow("not blown");
});
