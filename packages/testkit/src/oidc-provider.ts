import { createHmac, createPublicKey, generateKeyPairSync, sign, type KeyObject } from "node:crypto";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

import { interactionPolicy, Provider, type Configuration, type KoaContextWithOIDC } from "oidc-provider";

/** Somebody with an account at the provider. */
export type ProviderAccount = { sub: string; email: string; email_verified: boolean; name: string };

/** What the next ID tokens are to have wrong. `key`: signed by a key that the provider does not publish. */
export type Bent = { claims?: Record<string, unknown>; key?: "foreign"; alg?: "none" | "HS256"; left?: true };

export type OidcProvider = {
  readonly issuer: string;
  readonly client: { readonly id: string; readonly secret: string };
  readonly app: { readonly id: string; readonly redirectUri: string };
  /** Who sits at the browser: whoever comes to the provider is signed in as them at once; null: they turn away. */
  atTheBrowser(account: ProviderAccount | null): void;
  /** ID tokens are bent from now on; undefined: as they should be. */
  bend(bent: Bent | undefined): void;
  close(): Promise<void>;
};

const APP_REDIRECT = "in.example.cfa:/oauth2redirect";

/**
 * A real OpenID provider on a free port of 127.0.0.1, which a test uses as Google. It asks nobody for a password; PKCE is
 * required. `redirectUris`: where the server's callback is.
 */
export async function startOidcProvider(options: { redirectUris: string[] }): Promise<OidcProvider> {
  const server = createServer();
  await new Promise<void>((resolve) => void server.listen(0, "127.0.0.1", resolve));
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const client = { id: "cfa-web", secret: "a secret between the two of them, for tests" };
  const keys = generateKeyPairSync("rsa", { modulusLength: 2048 });
  const foreign = generateKeyPairSync("rsa", { modulusLength: 2048 });
  let account: ProviderAccount | null = null;
  let bent: Bent | undefined;
  const accounts = new Map<string, ProviderAccount>();

  const provider = new Provider(issuer, {
    clients: [
      {
        client_id: client.id,
        client_secret: client.secret,
        redirect_uris: options.redirectUris,
        token_endpoint_auth_method: "client_secret_post",
      },
      {
        client_id: "cfa-app",
        application_type: "native",
        redirect_uris: [APP_REDIRECT],
        token_endpoint_auth_method: "none",
      },
    ],
    jwks: { keys: [{ ...keys.privateKey.export({ format: "jwk" }), kid: "k1", alg: "RS256", use: "sig" }] },
    ...WHAT_GOOGLE_DOES,
    findAccount: (_, sub) => ({
      accountId: sub,
      claims: () => ({ ...(accounts.get(sub) ?? { sub }) }),
    }),
    cookies: { keys: ["for tests"] },
  });
  provider.use(async (context, next) => {
    await next();
    if (bent === undefined || context.oidc?.route !== "token") return;
    const body = context.body as { id_token?: string };
    if (body.id_token === undefined) return;
    if (bent.left) delete body.id_token;
    else body.id_token = bend(body.id_token, bent, { own: keys.privateKey, foreign: foreign.privateKey });
  });

  const callback = provider.callback();
  server.on("request", (request, response) => {
    if (!request.url?.startsWith("/interaction/")) return void callback(request, response);
    if (account) accounts.set(account.sub, account);
    const result = account
      ? { select_account: {}, login: { accountId: account.sub }, consent: {} }
      : { error: "access_denied", error_description: "turned away" };
    void provider.interactionFinished(request, response, result);
  });
  return {
    issuer,
    client,
    app: { id: "cfa-app", redirectUri: APP_REDIRECT },
    atTheBrowser: (next) => {
      account = next;
    },
    bend: (next) => {
      bent = next;
    },
    close: () => {
      server.closeAllConnections();
      return new Promise((resolve) => void server.close(() => resolve()));
    },
  };
}

/* Consent is given beforehand, and the ID token names the person: so it is at Google. */
const WHAT_GOOGLE_DOES: Configuration = {
  claims: { openid: ["sub"], email: ["email", "email_verified"], profile: ["name"] },
  conformIdTokenClaims: false,
  ttl: { AccessToken: 600, AuthorizationCode: 60, Grant: 600, IdToken: 600, Interaction: 600, Session: 600 },
  pkce: { required: () => true },
  features: { devInteractions: { enabled: false } },
  interactions: { policy: withChoiceOfAccount(), url: (_, interaction) => `/interaction/${interaction.uid}` },
  loadExistingGrant: async (context: KoaContextWithOIDC) => {
    const { client, session, provider } = context.oidc;
    if (!client || !session?.accountId) return undefined;
    const grant = new provider.Grant({ clientId: client.clientId, accountId: session.accountId });
    grant.addOIDCScope("openid email profile");
    await grant.save();
    return grant;
  },
};

function withChoiceOfAccount() {
  const policy = interactionPolicy.base();
  policy.add(new interactionPolicy.Prompt({ name: "select_account", requestable: true }), 0);
  return policy;
}

/** The token with other claims, signed anew: what a thief or a broken provider might send. */
function bend(token: string, bent: Bent, keys: { own: KeyObject; foreign: KeyObject }): string {
  const [head = "", body = ""] = token.split(".");
  const header = { ...read(head), ...(bent.alg === undefined ? {} : { alg: bent.alg }) };
  const start = `${written(header)}.${written({ ...read(body), ...bent.claims })}`;
  if (bent.alg === "none") return `${start}.`;
  if (bent.alg === "HS256") {
    // The old trick: the published key, taken for a secret that both sides share.
    const published = createPublicKey(keys.own).export({ format: "pem", type: "spki" });
    return `${start}.${createHmac("sha256", published).update(start).digest("base64url")}`;
  }
  const key = bent.key === "foreign" ? keys.foreign : keys.own;
  return `${start}.${sign("RSA-SHA256", Buffer.from(start), key).toString("base64url")}`;
}

function read(part: string): Record<string, unknown> {
  return JSON.parse(Buffer.from(part, "base64url").toString("utf8")) as Record<string, unknown>;
}

function written(part: object): string {
  return Buffer.from(JSON.stringify(part)).toString("base64url");
}
