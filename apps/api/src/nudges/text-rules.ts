import { channelRows } from "@cfa/db/queries/nudges/channels";
import { nudgeBrand } from "@cfa/db/queries/nudges/said";
import { statutoryRules } from "@cfa/db/queries/settings/statutory-rules";
import type { BooksReader } from "@cfa/db/queries/snapshot";
import { TEXT_ROWS, textRules } from "@cfa/nudges/dated-rules";
import type { TextRules } from "@cfa/nudges/rules";
import type { LocalDate } from "@cfa/values/local-date";

/** What a company's texts are filled in, priced and looked over by today; its customers' pages are at `publicUrl`. */
export async function readTextRules(
  reader: BooksReader,
  { today, publicUrl }: { today: LocalDate; publicUrl: string },
): Promise<TextRules> {
  const dated = await statutoryRules(reader, TEXT_ROWS);
  return textRules(
    dated.filter(({ validFrom }) => validFrom <= today),
    {
      accounts: await channelRows(reader),
      brand: await nudgeBrand(reader),
      linkHost: new URL(publicUrl).hostname,
    },
  );
}
