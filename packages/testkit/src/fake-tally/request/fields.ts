/** Which fields a request asks for: plain names, and what it asks of lists below. */
export type AskedFields = {
  readonly names: readonly string[];
  readonly below: ReadonlyMap<string, AskedFields | "whole">;
  /** `*`: everything there is. */
  readonly all: boolean;
  /** A quirk: a list that is only named gives nothing. */
  readonly listsByPath: boolean;
};

/** Dotted paths ("AllLedgerEntries.BillAllocations.Name") as a tree; case and blanks do not count. */
export function askedFields(paths: readonly string[], options: { listsByPath?: boolean } = {}): AskedFields {
  const below = new Map<string, string[]>();
  const names = new Set<string>();
  let all = false;
  for (const path of paths.map(plainPath)) {
    const dot = path.indexOf(".");
    if (path === "*") all = true;
    else if (dot < 0) names.add(path);
    else below.set(path.slice(0, dot), [...(below.get(path.slice(0, dot)) ?? []), path.slice(dot + 1)]);
  }
  const trees = [...below].map(([name, rest]) => [name, askedFields(rest, options)] as const);
  return {
    names: [...names].filter((name) => name !== ""),
    below: new Map(trees),
    all,
    listsByPath: options.listsByPath ?? false,
  };
}

/** "Starting From" and "StartingFrom", "AllLedgerEntries.List" and "AllLedgerEntries" are the same. */
function plainPath(path: string): string {
  return path.trim().toLowerCase().replaceAll(" ", "").replaceAll(".list", "");
}
