import type { Protection } from "../os/os.ts";

/** Keeps keys by the file's rights alone: for the agent without a window, where no system store is at hand. */
export const FILE_PROTECTION: Protection = {
  isProtected: false,
  protect: (plain) => plain,
  unprotect: (blob) => blob,
};
