/** A browser without a screen: it keeps cookies by host and port and follows redirects. */
export type TestBrowser = {
  /** Asks for a page or, with a body, posts it as the app's own page would. Follows redirects unless `stay`. */
  go(url: string, options?: { body?: object; stay?: boolean }): Promise<Response>;
  /** The cookies of a server, as they would be sent. */
  cookies(url: string): string;
};

const MAX_REDIRECTS = 12;

/** `known` says where an address really is, such as the public one of a server on a free port. */
export function openBrowser(known: (url: URL) => URL = (url) => url): TestBrowser {
  const jars = new Map<string, Map<string, string>>();
  const jarOf = (url: URL) => {
    const jar = jars.get(url.host) ?? new Map<string, string>();
    jars.set(url.host, jar);
    return jar;
  };
  const cookies = (url: URL) => [...jarOf(url)].map(([name, value]) => `${name}=${value}`).join("; ");

  async function send(url: URL, body: object | undefined): Promise<Response> {
    const headers: Record<string, string> = { cookie: cookies(url) };
    if (body === undefined) headers["sec-fetch-site"] = "cross-site";
    else Object.assign(headers, { "content-type": "application/json", origin: "http://127.0.0.1" });
    const response = await fetch(url, {
      method: body === undefined ? "GET" : "POST",
      headers,
      redirect: "manual",
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    for (const line of response.headers.getSetCookie()) {
      const [pair = "", ...attributes] = line.split(";");
      const at = pair.indexOf("=");
      const isGone = attributes.some((part) => /^\s*(?:max-age=0|expires=thu, 01 jan 1970.*)$/i.test(part));
      if (isGone) jarOf(url).delete(pair.slice(0, at));
      else jarOf(url).set(pair.slice(0, at), pair.slice(at + 1));
    }
    return response;
  }

  return {
    cookies: (url) => cookies(known(new URL(url))),
    go: async (url, { body, stay = false } = {}) => {
      let at = known(new URL(url));
      let response = await send(at, body);
      if (stay) return response;
      for (let step = 0; step < MAX_REDIRECTS; step++) {
        const location = response.headers.get("location");
        if (location === null) break;
        await response.body?.cancel();
        at = known(new URL(location, at));
        response = await send(at, undefined);
      }
      return response;
    },
  };
}
