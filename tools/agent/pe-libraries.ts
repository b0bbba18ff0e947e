import { createRequire } from "node:module";

/*
 * pe-library and resedit with the types of what we use of them. Their own types bring a browser's with them, which would hold for
 * everything that is checked together with them.
 */

export type ResourceEntry = {
  type: string | number;
  id: string | number;
  lang: string | number;
  codepage: number;
  bin: ArrayBuffer;
};

type Section = { readonly info: { readonly name: string } };

export type Executable = {
  readonly newHeader: { readonly optionalHeader: { subsystem: number } };
  getAllSections(): readonly Section[];
  setExtraData(bin: ArrayBuffer | null): void;
  generate(): ArrayBuffer;
};

export type ExecutableResource = {
  entries: ResourceEntry[];
  replaceResourceEntry(entry: ResourceEntry): void;
  outputResource(exe: Executable): void;
};

type PeLibrary = {
  NtExecutable: {
    from(bin: ArrayBufferView, options?: { ignoreCert?: boolean }): Executable;
    createEmpty(is32Bit?: boolean, isDll?: boolean): Executable;
  };
  NtExecutableResource: { from(exe: Executable): ExecutableResource };
};

type Language = { lang: number; codepage: number };

type VersionInfo = {
  lang: string | number;
  setFileVersion(version: string, lang?: number): void;
  setProductVersion(version: string, lang?: number): void;
  getAllLanguagesForStringValues(): Language[];
  removeAllStringValues(language: Language): void;
  getStringValues(language: Language): Record<string, string>;
  setStringValues(language: Language, values: Record<string, string>): void;
  outputToResourceEntries(entries: ResourceEntry[]): void;
};

type IconData = { readonly width: number };

type ResEdit = {
  Resource: {
    VersionInfo: {
      createEmpty(): VersionInfo;
      fromEntries(entries: readonly ResourceEntry[]): VersionInfo[];
    };
    IconGroupEntry: {
      fromEntries(
        entries: readonly ResourceEntry[],
      ): { readonly id: string | number; readonly lang: string | number }[];
      replaceIconsForResource(
        entries: ResourceEntry[],
        id: string | number,
        lang: string | number,
        icons: IconData[],
      ): void;
    };
  };
  Data: {
    IconFile: {
      from(bin: ArrayBufferView): { icons: { readonly width?: number; readonly data: IconData }[] };
    };
  };
};

const load = createRequire(import.meta.url);

export const { NtExecutable, NtExecutableResource } = load("pe-library") as PeLibrary;
export const { Resource, Data } = load("resedit") as ResEdit;
