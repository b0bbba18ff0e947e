import { auditEn } from "@cfa/contract/audit-words";
import { expect, test } from "vitest";

import { ACTIONS } from "./present.ts";

test.each(Object.keys(auditEn.actions))("%s is found by what it is about, and by that alone", (action) => {
  const about = Object.values(ACTIONS).filter((patterns) =>
    patterns.some((pattern) =>
      pattern.endsWith("%") ? action.startsWith(pattern.slice(0, -1)) : action === pattern,
    ),
  );
  expect(about).toHaveLength(1);
});
