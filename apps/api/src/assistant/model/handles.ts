import { plainLine } from "@cfa/assistant/answer/write-cell";

import type { Named, NamedKind } from "./named.ts";

/** A name is told no longer than this. */
const MOST_CHARS = 120;

/** What a language model calls things by: it knows no id of ours, and where names are hidden no name. */
export type Handles = {
  /** The handle of a thing, the same each time. */
  handleOf: (thing: Named) => string;
  /** What a handle stands for, if it was given out for that kind. */
  find: (handle: string, kind: NamedKind) => Named | undefined;
  /** What the model is told a thing is called. */
  saidOf: (thing: Named) => string;
  /** Each handle given out, with the name that a reader sees. */
  names: () => ReadonlyMap<string, string>;
};

export function openHandles({ hidesNames }: { hidesNames: boolean }): Handles {
  const byId = new Map<string, string>();
  const things = new Map<string, Named>();
  const handleOf = (thing: Named): string => {
    const known = byId.get(thing.id);
    if (known !== undefined) return known;
    const count = [...things.values()].filter(({ kind }) => kind === thing.kind).length;
    const handle = `${thing.kind}-${count + 1}`;
    byId.set(thing.id, handle);
    things.set(handle, thing);
    return handle;
  };
  return {
    handleOf,
    find: (handle, kind) => {
      const thing = things.get(handle);
      return thing?.kind === kind ? thing : undefined;
    },
    saidOf: (thing) => (hidesNames ? handleOf(thing) : plainLine(thing.name).slice(0, MOST_CHARS)),
    names: () => new Map([...things].map(([handle, { name }]) => [handle, plainLine(name)])),
  };
}
