import { useCallback, useEffect, useState, type ComponentType, type ReactNode } from "react";

import { reload } from "../platform/reload";
import { useIsOnline } from "../queries/connection";
import { ApiFailure } from "../queries/failure";
import { Failed, OfflineEmpty } from "./read-state";
import { Skeleton } from "./skeleton";

/** A component whose code comes when it is first shown, or is fetched ahead of that. */
export type Later<P> = ComponentType<P> & { readonly ahead: () => Promise<void> };

/**
 * Leaves the code of a component out of what is loaded first. Until it is there an outline stands in its place, and where it cannot
 * be loaded, why and the way to try again, in the frame `Around`. What is there already is shown at once.
 */
export function later<P extends object>(
  load: () => Promise<ComponentType<P>>,
  Around: ComponentType<{ children: ReactNode }> = InPlace,
): Later<P> {
  let Loaded: ComponentType<P> | undefined;
  let loading: Promise<void> | undefined;
  const fetch = async (): Promise<void> => {
    try {
      Loaded = await load();
    } catch (error) {
      loading = undefined;
      throw error;
    }
  };
  const ahead = (): Promise<void> => (loading ??= fetch());
  function Shown(props: P) {
    const [isThere, setThere] = useState(Loaded !== undefined);
    if (isThere && Loaded) return <Loaded {...props} />;
    return (
      <Around>
        <Fetching ahead={ahead} onThere={setThere} />
      </Around>
    );
  }
  return Object.assign(Shown, { ahead });
}

function InPlace({ children }: { children: ReactNode }) {
  return children;
}

/** Fetches as soon as it is shown, and again when the connection is back. */
function Fetching({ ahead, onThere }: { ahead: () => Promise<void>; onThere: (isThere: true) => void }) {
  const online = useIsOnline();
  const [failures, setFailures] = useState(0);
  const [isBusy, setBusy] = useState(true);
  const fetch = useCallback(async (): Promise<void> => {
    setBusy(true);
    try {
      await ahead();
      onThere(true);
    } catch {
      setBusy(false);
      setFailures((before) => before + 1);
    }
  }, [ahead, onThere]);
  useEffect(() => void fetch(), [fetch, online]);
  if (isBusy) return <Skeleton />;
  if (!online) return <OfflineEmpty retry={fetch} />;
  // Twice in vain with a connection: the server has another build of the app by now, and the page is loaded anew.
  return <Failed error={new ApiFailure("unreachable", null)} retry={failures > 1 ? reload : fetch} />;
}
