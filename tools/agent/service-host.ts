import { fileURLToPath } from "node:url";

import type { Result } from "@cfa/values/result";

import { runTool } from "./run-tool.ts";

const SOURCE = fileURLToPath(new URL("service-host.c", import.meta.url));

/** Compiles the host of the Windows service. */
export function compileServiceHost(out: string): Result<string, string> {
  return runTool("x86_64-w64-mingw32-gcc", [
    "-municode",
    "-Os",
    "-s",
    "-Wall",
    "-Werror",
    "-Wl,--no-insert-timestamp",
    "-o",
    out,
    SOURCE,
    "-ladvapi32",
    "-lshell32",
  ]);
}
