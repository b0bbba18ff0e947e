import { withoutNames, withoutSecrets } from "../log/mask.ts";
import type { AgentView, CompanyView, Trouble } from "./agent-view.ts";

const LOG_LINES = 80;

/** The state of the agent as text to be copied to whoever helps: no secret, and no name of a party. */
export function diagnosticsOf(
  view: AgentView,
  { now, tail, pid }: { now: string; tail: (lines: number) => readonly string[]; pid: NodeJS.Process },
): string {
  const { tally, server, settings, update } = view;
  const memory = Math.round(pid.memoryUsage.rss() / 1_048_576);
  const companies = view.companies.map(({ name }) => name);
  const pause = settings.isPaused ? `, paused until ${settings.pausedUntil ?? "told otherwise"}` : "";
  const lines = [
    `CFA agent ${view.version} at ${now}`,
    `id ${view.agentId}, ${pid.platform} ${pid.arch}, Node ${pid.version}, up ${Math.round(pid.uptime())} s, ${memory} MB`,
    `keys ${view.isKeyProtected ? "protected by the system" : "protected by the file's rights alone"}`,
    `server ${server.origin ?? "none"}: ${server.state}${said(server.trouble)}`,
    `Tally ${tally.host}:${tally.port}: ${tally.state}, ${tally.release ?? "release unknown"}, ${tally.companies.length} open${said(tally.trouble)}`,
    `update: ${update.state} ${update.version ?? ""}${said(update.trouble)}`,
    `syncs every ${settings.syncHours} h${pause}, language ${settings.language}`,
    ...view.companies.flatMap(companyLines),
    "",
    ...tail(LOG_LINES),
  ];
  return lines.map((line) => withoutSecrets(withoutNames(line, companies))).join("\n");
}

function companyLines(company: CompanyView): string[] {
  const { guid, state, keyEnding, lastSyncAt, nextAt, tieOut, setAside, trouble, runs } = company;
  return [
    "",
    `company ${guid}: ${state}, key …${keyEnding}, last sync ${lastSyncAt ?? "never"}, next ${nextAt ?? "not planned"}, tie-out ${tieOut}, ${setAside} set aside${said(trouble)}`,
    ...runs.map(({ at, kind, line, code }) => `  ${at} ${kind}: ${line}${code === null ? "" : ` [${code}]`}`),
  ];
}

function said(trouble: Trouble | null): string {
  return trouble === null ? "" : ` [${trouble.code}] since ${trouble.since}: ${trouble.message}`;
}
