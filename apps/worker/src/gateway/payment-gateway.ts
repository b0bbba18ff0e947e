import type { Paise } from "@cfa/values/money";
import type { Result } from "@cfa/values/result";

/*
 * What is asked of whoever takes payments for a company in the company's own name. We never hold the money: a link is made, looked at, and taken
 * back.
 */

/** A link as we want it. `reference` is ours and unique: asked twice with one reference, there is one link. */
export type WantedLink = {
  readonly reference: string;
  readonly amount: Paise;
  /** The first moment that is too late. */
  readonly expiresAt: Date;
  /** What the customer reads beside the sum. */
  readonly description: string;
};

/** What was paid by a link. */
export type LinkPayment = {
  readonly paymentId: string | null;
  readonly amount: Paise;
  readonly at: Date | null;
  /** Under which the banks know it, where the gateway tells. */
  readonly utr: string | null;
};

/** A link as the gateway has it. */
export type GatewayLink = {
  readonly gatewayId: string;
  readonly reference: string;
  readonly amount: Paise;
  /** Where the customer pays: an https address. */
  readonly url: string;
  readonly state: "made" | "cancelled" | "expired" | "paid";
  readonly payment: LinkPayment | null;
};

/**
 * Why there is no answer to go by. `unsure`: it may or may not have been done, so look before doing it again. `later`: it was not done; try again.
 * `bad-keys`: no key of the company's opens it. `refused`: it will not be done, however often one asks.
 */
export type GatewayTrouble = "unsure" | "later" | "bad-keys" | "refused";

/** A company's account at a payment gateway. */
export type PaymentGateway = {
  /** Makes a link, or finds the one that was made with this reference before. */
  make(wanted: WantedLink): Promise<Result<GatewayLink, GatewayTrouble>>;
  /** The link of a reference; null: the gateway knows none. */
  find(reference: string): Promise<Result<GatewayLink | null, GatewayTrouble>>;
  read(gatewayId: string): Promise<Result<GatewayLink, GatewayTrouble>>;
  /** Takes a link back and answers how it stands then: cancelled, or what came first. */
  cancel(gatewayId: string): Promise<Result<GatewayLink, GatewayTrouble>>;
};
