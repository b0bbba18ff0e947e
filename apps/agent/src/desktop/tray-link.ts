import type { Engine } from "../engine/agent-view.ts";
import type { Os } from "../os/os.ts";
import { trayShown } from "./tray-menu.ts";

/** Has the tray show what the engine does, and do what is chosen there. Answers how to end that; where there is no tray, nothing is done. */
export function linkTray(
  engine: Pick<Engine, "view" | "watch" | "deeds">,
  { os, open, quit }: { os: Pick<Os, "tray">; open: () => void; quit: () => void },
): () => void {
  const tray = os.tray((id) => {
    if (id === "open") open();
    else if (id === "quit") quit();
    else void doChosen(id, engine);
  });
  if (tray === undefined) return () => undefined;
  const renew = (): void => {
    const { state, tip, items } = trayShown(engine.view());
    tray.menu(items);
    tray.show(state, tip);
  };
  const leave = engine.watch(renew);
  renew();
  return () => {
    leave();
    tray.close();
  };
}

/** What comes of it is in the view, and so in the tray. */
async function doChosen(id: string, { view, deeds }: Pick<Engine, "view" | "deeds">): Promise<void> {
  if (id === "pause") await deeds.pause(null);
  if (id === "go-on") await deeds.goOn();
  if (id === "sync") for (const { guid } of view().companies) await deeds.syncNow(guid);
}
