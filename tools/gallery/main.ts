import { dirname } from "node:path";
import { fileURLToPath } from "node:url";

import { createChildren } from "../start/children.ts";
import { StartProblem } from "../start/problem.ts";
import { buildWeb } from "../start/web-build.ts";
import { serveFolder } from "./serve-folder.ts";

/* npm run gallery: every component of the app in its states, for who works on them. PORT names a port of one's own. */

const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));
const say = (line: string): void => console.log(line);
try {
  const web = buildWeb(root, { children: createChildren(), say, gallery: true });
  await web.ready;
  const { url } = await serveFolder(web.folder, { port: Number(process.env["PORT"] ?? 0) });
  say(
    `The gallery answers at ${url} (?language=hi for Hindi; light or dark as the browser is). Ctrl-C ends it.`,
  );
} catch (error) {
  if (!(error instanceof StartProblem)) throw error;
  console.error(error.message);
  process.exitCode = 1;
}
