import type { ReactNode } from "react";

import type { Catalogue } from "../locale/en";

/** A component by its name, and what it looks like in each of its states. */
export type Shown = {
  readonly of: string;
  readonly states: Readonly<Record<string, (words: Catalogue) => ReactNode>>;
};
export type Group = readonly Shown[];
