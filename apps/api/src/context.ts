import type { WaysIn } from "@cfa/contract/auth";
import type { Membership } from "@cfa/db/queries/members";
import type { Database } from "@cfa/db/client";
import type { Enqueue } from "@cfa/db/queue";
import type { MasterKeys } from "@cfa/db/sealing";
import type { LocalDate } from "@cfa/values/local-date";

import type { AgentReleases } from "./agent-releases/releases.ts";
import type { Assistant } from "./assistant/open-assistant.ts";
import type { User, Visit } from "./auth/sign-in.ts";
import type { Logger } from "./log.ts";
import type { SendMail } from "./mail.ts";

/** What the routes use. Nothing in it is made by a route. */
export type Services = {
  readonly db: Database;
  readonly demo: boolean;
  /** Which ways in there are, besides the demo. */
  readonly ways: WaysIn;
  /** Sends a job in the transaction that causes it. */
  readonly enqueue: Enqueue;
  /** What secrets of companies are sealed with; null: none can be kept. */
  readonly masterKeys: MasterKeys | null;
  /** The only clock. */
  readonly now: () => Date;
  readonly visit: (headers: Headers) => Promise<Visit>;
  /** Where people reach the app: what links begin with. */
  readonly publicUrl: string;
  readonly assistant: Assistant;
  /** The desktop agent, to be downloaded. */
  readonly releases: AgentReleases;
  /** Null where no mail can be sent. */
  readonly sendMail: SendMail | null;
};

/** What one request brings with it. */
export type RequestContext = {
  readonly requestId: string;
  readonly log: Logger;
  readonly headers: Headers;
  /** Where the request comes from on the network. */
  readonly address: string;
  /** Headers of the answer besides the usual ones, such as the session's cookie. */
  readonly setHeaders: (headers: Readonly<Record<string, string | readonly string[]>>) => void;
};

/** A member in a company: what a route about a company needs to know. `companyId` is the UUID inside. */
export type Scope = Membership & { readonly user: User; readonly now: Date; readonly today: LocalDate };
