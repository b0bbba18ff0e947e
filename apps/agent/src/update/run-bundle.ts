import { createRequire, isBuiltin } from "node:module";
import { dirname } from "node:path";
import { compileFunction, constants } from "node:vm";

/**
 * Runs a bundle (CommonJS, all in one) in this process. It may have Node's own modules and no others: what somebody put into a
 * node_modules beside it was signed by nobody.
 */
export function runBundle(code: Uint8Array, path: string): void {
  const ofNode = createRequire(path);
  const require = (name: string): unknown => {
    if (isBuiltin(name)) return ofNode(name);
    throw Object.assign(new Error(`Cannot find module '${name}'`), { code: "MODULE_NOT_FOUND" });
  };
  const module = { exports: {} };
  const run = compileFunction(
    Buffer.from(code).toString("utf8"),
    ["exports", "require", "module", "__filename", "__dirname"],
    { filename: path, importModuleDynamically: constants.USE_MAIN_CONTEXT_DEFAULT_LOADER },
  );
  run.call(module.exports, module.exports, require, module, path, dirname(path));
}
