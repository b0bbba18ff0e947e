import type { Looker } from "@cfa/db/queries/company-standing";

import { ApiFailure } from "../errors.ts";
import type { Watch } from "./watch.ts";

/** A watch of somebody; none yet while it is being opened. */
export type OpenWatch = Looker & { watch?: Watch };

export type WatchLimits = { readonly perSession: number; readonly perCompany: number };

export type OpenWatches = ReturnType<typeof keepWatches>;

/** The watches that are open, within their limits. */
export function keepWatches({ perSession, perCompany }: WatchLimits) {
  const open = new Set<OpenWatch>();
  const where = (holds: (one: OpenWatch) => boolean): OpenWatch[] => [...open].filter(holds);
  const of = (companyId: string): OpenWatch[] => where((one) => one.companyId === companyId);
  return {
    of,
    where,
    all: () => [...open],
    companies: () => new Set([...open].map(({ companyId }) => companyId)),
    /** Keeps a place for one more, or refuses it. */
    admit(looker: Looker): OpenWatch {
      const ofSession = where(({ sessionId }) => sessionId === looker.sessionId).length;
      if (ofSession >= perSession)
        throw tooMany("This device has the app open in too many windows. Close one.");
      if (of(looker.companyId).length >= perCompany)
        throw tooMany("Too many people look at this company at the moment. Try again later.");
      const one: OpenWatch = { ...looker };
      open.add(one);
      return one;
    },
    leave: (one: OpenWatch) => void open.delete(one),
  };
}

function tooMany(message: string): ApiFailure {
  return new ApiFailure("too-many", { message, retryAfterSeconds: 60 });
}
