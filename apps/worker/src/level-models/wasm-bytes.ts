import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";

/** The bytes of a module of augurs, handed to its init: left alone it would fetch a file URL, which Node refuses. */
export async function wasmBytes(module: "ets" | "mstl" | "prophet"): Promise<Buffer> {
  return readFile(fileURLToPath(import.meta.resolve(`@bsull/augurs/${module}`)).replace(/\.js$/, "_bg.wasm"));
}
