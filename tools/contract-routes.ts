import { execFileSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

import { api } from "@cfa/contract/api";
import { routesOf } from "@cfa/contract/routes-of";

/* npm run contract:routes: writes the module of the contract's routes, from which clients are made. */

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const file = join(root, "packages", "contract", "src", "api-routes.ts");
const head = "/** Every call of the API, made from api.ts by `npm run contract:routes`. */";
writeFileSync(file, `${head}\nexport const API_ROUTES = ${JSON.stringify(routesOf(api))};\n`);
execFileSync(process.execPath, [join(root, "node_modules", "oxfmt", "bin", "oxfmt"), "--write", file]);
