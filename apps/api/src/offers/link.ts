import type { CompanyTx } from "@cfa/db/company-scope";
import { makePayToken } from "@cfa/db/pay-token";
import { makeOfferLink } from "@cfa/db/queries/offers/links";
import { lockFullOffer } from "@cfa/db/queries/offers/offer-list";

import type { Scope } from "../context.ts";
import { ApiFailure } from "../errors.ts";
import { payLink } from "../pay-page/token.ts";
import { note } from "./decide.ts";

/** Makes the address under which a customer sees a live offer; the one before opens nothing from now on. It is told this once. */
export async function makeLink(
  tx: CompanyTx,
  { scope, publicUrl }: { scope: Scope; publicUrl: string },
  offerId: string,
): Promise<string> {
  const row = await lockFullOffer(tx, offerId);
  if (row === undefined) throw new ApiFailure("not-found");
  if (row.state !== "approved" && row.state !== "accepted") throw new ApiFailure("conflict");
  const { token, tokenHash } = makePayToken();
  await makeOfferLink(tx, { offerId, tokenHash, at: scope.now, by: scope.user.id });
  await note(tx, row, { scope, action: "link-made" });
  return payLink(publicUrl, token);
}
