import type { Protection } from "../os/os.ts";

/** Keeps keys by the file's rights alone, where no system store is at hand: Linux and macOS, and the agent from its sources. The window says so. */
export const FILE_PROTECTION: Protection = {
  isProtected: false,
  protect: (plain) => plain,
  unprotect: (blob) => blob,
};
