// npm start: plain JavaScript under the system's Node until everything is installed, then the pinned Node goes on.
import { ensureInstalled } from "./install.mjs";
import { runTypeScript } from "./run.mjs";
import { HELP, parseStartOptions } from "./start-options.mjs";

const { options, error } = parseStartOptions(process.argv.slice(2));
if (error !== undefined) {
  console.error(error);
  process.exit(1);
}
if (options.help) {
  console.log(HELP);
  process.exit(0);
}
ensureInstalled();
runTypeScript("tools/start/main.ts", [JSON.stringify(options)]);
