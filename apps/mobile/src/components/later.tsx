import { useCallback, useEffect, useState, type ComponentType, type ReactNode } from "react";

import { reload, reloadOnce } from "../platform/reload";
import { isRenewed } from "../platform/renewed";
import { useIsOnline } from "../queries/connection";
import { ApiFailure } from "../queries/failure";
import { Failed, OfflineEmpty } from "./read-state";
import { Skeleton } from "./skeleton";

/** A component whose code comes when it is first shown, or is fetched ahead of that. */
export type Later<P> = ComponentType<P> & { readonly ahead: () => Promise<void> };

/**
 * Leaves the code of a page out of what is loaded first. Until it is there an outline stands in its place, and where it cannot
 * be loaded, why and the way to try again, in the frame `Around`. What is there already is shown at once. Where the server has another
 * build of the app by now, whose page this is, the browser loads its address anew, once.
 */
export function later<P extends object>(
  load: () => Promise<ComponentType<P>>,
  Around: ComponentType<{ children: ReactNode }>,
): Later<P> {
  const code = fetchedOnce(load);
  return Object.assign(
    (props: P) => {
      const { Loaded, onThere } = useLoaded(code);
      if (Loaded) return <Loaded {...props} />;
      return (
        <Around>
          <Fetching ahead={code.ahead} onThere={onThere} waiting={<Skeleton />} reloads />
        </Around>
      );
    },
    { ahead: code.ahead },
  );
}

/**
 * Leaves a part of a page out of what is loaded first. `Waiting` keeps its room. Nothing is loaded anew unasked: what was typed beside it
 * would be lost.
 */
export function laterPart<P extends object>(
  load: () => Promise<ComponentType<P>>,
  Waiting: ComponentType<P> = Skeleton as ComponentType<P>,
): Later<P> {
  const code = fetchedOnce(load);
  return Object.assign(
    (props: P) => {
      const { Loaded, onThere } = useLoaded(code);
      if (Loaded) return <Loaded {...props} />;
      return <Fetching ahead={code.ahead} onThere={onThere} waiting={<Waiting {...props} />} />;
    },
    { ahead: code.ahead },
  );
}

type Code<P> = { readonly ahead: () => Promise<void>; readonly loaded: () => ComponentType<P> | undefined };

/** One fetch for all who want it; one that failed is made again. */
function fetchedOnce<P>(load: () => Promise<ComponentType<P>>): Code<P> {
  let loaded: ComponentType<P> | undefined;
  let loading: Promise<void> | undefined;
  const fetch = async (): Promise<void> => {
    try {
      loaded = await load();
    } catch (error) {
      loading = undefined;
      throw error;
    }
  };
  return { ahead: () => (loading ??= fetch()), loaded: () => loaded };
}

function useLoaded<P>({ loaded }: Code<P>): { Loaded: ComponentType<P> | undefined; onThere: () => void } {
  const [, setThere] = useState(false);
  const onThere = useCallback(() => setThere(true), []);
  return { Loaded: loaded(), onThere };
}

/** Fetches as soon as it is shown, and again when the connection is back. */
function Fetching(props: {
  ahead: () => Promise<void>;
  onThere: () => void;
  waiting: ReactNode;
  reloads?: boolean;
}) {
  const { ahead, onThere, waiting, reloads = false } = props;
  const online = useIsOnline();
  const [failed, setFailed] = useState<"unreachable" | "renewed" | null>(null);
  const fetch = useCallback(async (): Promise<void> => {
    setFailed(null);
    try {
      await ahead();
      onThere();
    } catch {
      const renewed = await isRenewed();
      if (renewed && reloads && reloadOnce()) return;
      setFailed(renewed ? "renewed" : "unreachable");
    }
  }, [ahead, onThere, reloads]);
  useEffect(() => void fetch(), [fetch, online]);
  if (failed === null) return waiting;
  if (!online) return <OfflineEmpty retry={fetch} />;
  return <Failed error={new ApiFailure(failed, null)} retry={failed === "renewed" ? reload : fetch} />;
}
