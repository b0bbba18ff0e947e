import { openDatabase } from "@cfa/db/client";
import { rewrapDataKeys } from "@cfa/db/queries/secrets";
import { readMasterKeys } from "@cfa/db/sealing";

/* npm run secrets:rewrap: wraps every company's key with MASTER_KEY that MASTER_KEY_FORMER still wraps (docs/operations.md). */

process.exitCode = await rewrap(process.env);

async function rewrap(env: NodeJS.ProcessEnv): Promise<number> {
  const url = env["DATABASE_URL"] ?? "";
  const keys = readMasterKeys(env["MASTER_KEY"] ?? "", env["MASTER_KEY_FORMER"]);
  if (url === "") return refuse("DATABASE_URL is missing.");
  if (!keys.ok) return refuse(`MASTER_KEY, MASTER_KEY_FORMER: ${keys.error}.`);
  const db = openDatabase({ url, poolSize: 1 });
  try {
    const { rewrapped, notOpened } = await rewrapDataKeys(db, keys.value);
    console.log(`${rewrapped} companies' keys wrapped anew.`);
    if (notOpened.length === 0) return 0;
    return refuse(`Not opened by any master key given, and left as they are: ${notOpened.join(", ")}.`);
  } finally {
    await db.close();
  }
}

function refuse(sentence: string): number {
  console.error(sentence);
  return 1;
}
