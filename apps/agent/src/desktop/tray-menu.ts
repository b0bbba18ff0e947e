import type { AgentView, CompanyView, Language } from "../engine/agent-view.ts";
import type { TrayItem, TrayState } from "../os/os.ts";

/** What the tray says of a view. */
export type TrayShown = {
  readonly state: TrayState;
  readonly tip: string;
  readonly items: readonly TrayItem[];
};

const WORDS = {
  en: {
    open: "Open CFA Agent",
    sync: "Sync now",
    pause: "Pause",
    goOn: "Go on",
    quit: "Quit",
    notPaired: "no company is paired yet",
    paused: "paused",
    working: "syncing",
    well: "level with Tally",
    lastSync: (when: string) => `level with Tally, ${when}`,
    trouble: "needs a look",
  },
  hi: {
    open: "CFA Agent खोलें",
    sync: "अभी सिंक करें",
    pause: "रोकें",
    goOn: "फिर चलाएँ",
    quit: "बंद करें",
    notPaired: "अभी कोई कंपनी जुड़ी नहीं है",
    paused: "रुका हुआ है",
    working: "सिंक हो रहा है",
    well: "Tally के बराबर है",
    lastSync: (when: string) => `Tally के बराबर है, ${when}`,
    trouble: "देखने की ज़रूरत है",
  },
} as const satisfies Record<Language, unknown>;

/** State, tip and menu of the tray for what the agent is doing. */
export function trayShown(view: AgentView): TrayShown {
  const words = WORDS[view.settings.language];
  const state = stateOf(view);
  const items: TrayItem[] = [{ id: "open", label: words.open }];
  if (view.companies.length > 0) {
    items.push({ id: "sync", label: words.sync });
    items.push(
      view.settings.isPaused ? { id: "go-on", label: words.goOn } : { id: "pause", label: words.pause },
    );
  }
  items.push({ id: "quit", label: words.quit });
  return { state, tip: `CFA Agent: ${tipOf(view, state)}`, items };
}

function stateOf(view: AgentView): TrayState {
  if (view.settings.isPaused) return "paused";
  if (troubleOf(view) !== undefined) return "trouble";
  return view.companies.some(({ state }) => state === "working") ? "working" : "well";
}

/** The most pressing thing that keeps companies from being synced. Without companies nothing is missing yet. */
function troubleOf({ companies, server, tally, update }: AgentView): string | undefined {
  if (companies.length === 0) return undefined;
  const own = companies.find(({ state }) => state === "trouble");
  const trouble =
    server.trouble ?? tally.trouble ?? own?.trouble ?? (update.state === "too-old" ? update.trouble : null);
  return trouble?.message ?? (own === undefined ? undefined : "");
}

function tipOf(view: AgentView, state: TrayState): string {
  const words = WORDS[view.settings.language];
  if (view.companies.length === 0) return words.notPaired;
  if (state === "paused") return words.paused;
  if (state === "trouble") {
    const said = troubleOf(view);
    // The engine's own words are English.
    return said === undefined || said === "" || view.settings.language !== "en" ? words.trouble : said;
  }
  if (state === "working") return [words.working, ...view.companies.flatMap(shareDone)].join(" ");
  const last =
    view.companies
      .map(({ lastSyncAt }) => lastSyncAt ?? "")
      .toSorted()
      .at(-1) ?? "";
  return last === "" ? words.well : words.lastSync(timeOf(last, view.settings.language));
}

function shareDone({ progress }: CompanyView): string[] {
  if (progress === null || progress.windows === 0) return [];
  return [`${Math.floor((progress.windowsDone / progress.windows) * 100)} %`];
}

function timeOf(iso: string, language: Language): string {
  const at = new Date(iso);
  return at.toLocaleString(`${language}-IN`, {
    day: "numeric",
    month: "short",
    hour: "numeric",
    minute: "2-digit",
  });
}
