import { readdirSync } from "node:fs";
import { fileURLToPath } from "node:url";

import type { Database } from "../client.ts";
import { asAuthn } from "../company-scope.ts";

const FOLDER = fileURLToPath(new URL("../../migrations", import.meta.url));

/**
 * Whether the database can be reached and has every migration of this program. Throws when it cannot be reached;
 * answers the names of what is missing, none when all is well.
 */
export async function missingMigrations(db: Database): Promise<string[]> {
  const applied = await asAuthn(db, async (tx) => {
    const [table] = await tx.run<{ present: boolean }>(
      "select to_regclass('public.migration') is not null as present",
    );
    return table?.present ? tx.run<{ name: string }>("select name from public.migration") : [];
  });
  const names = new Set(applied.map((row) => row.name));
  return migrationNames().filter((name) => !names.has(name));
}

function migrationNames(): string[] {
  return readdirSync(FOLDER, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && /^\d{4}-/.test(entry.name))
    .map((entry) => entry.name);
}
