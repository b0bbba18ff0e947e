import { agentReleasesIn, type AgentReleaseSettings } from "@cfa/api/agent-releases/settings";
import { modelIn, type ModelSettings } from "@cfa/api/assistant/model/settings";
import { waysIn } from "@cfa/api/ways-in";
import { z } from "zod";

import { StartProblem } from "./problem.ts";

const Options = z.object({
  port: z.number(),
  data: z.string(),
  fresh: z.boolean(),
  tally: z.object({ host: z.string(), port: z.number() }).optional(),
  import: z.array(z.string()),
  demo: z.boolean(),
});
const DemoSize = z.enum(["S", "E", "M"]);

/** How much the sample company holds: about 300, 3,000 or 40,000 vouchers. */
export type DemoSize = z.infer<typeof DemoSize>;

export type Settings = z.infer<typeof Options> & {
  readonly demoSize: DemoSize;
  readonly model: ModelSettings | null;
  readonly agentReleases: AgentReleaseSettings | null;
} & ReturnType<typeof waysIn>;

/**
 * The options, checked by tools/start-options.mjs, with absolute paths. The demo is of size M; CFA_DEMO_SIZE is not among the
 * options because only tests want less: everything but the number of vouchers is the same.
 */
export function readSettings(argv: readonly string[], env: NodeJS.ProcessEnv): Settings {
  const options = Options.parse(JSON.parse(argv[0] ?? "{}"));
  const size = DemoSize.safeParse(env["CFA_DEMO_SIZE"] || "M");
  if (!size.success) throw new StartProblem("CFA_DEMO_SIZE takes S, E or M.");
  const errors: string[] = [];
  const ways = waysIn(env, errors);
  const model = modelIn(env, errors);
  const agentReleases = agentReleasesIn(env, errors);
  if (errors.length > 0) throw new StartProblem(errors.join("\n"));
  return { ...options, ...ways, model, agentReleases, demoSize: size.data };
}
