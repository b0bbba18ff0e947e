/*
 * Which proxy an address is reached by, as Windows' Internet Settings and as an environment say it. This machine itself is never
 * reached by one.
 */

export type ProxySettings = {
  readonly isOn: boolean;
  /** "host:port" for all, or "http=host:port;https=host:port". */
  readonly server: string;
  /** Where none is used: names with `*` for anything, and `<local>` for names without a dot. */
  readonly override: string;
};

const LOOPBACK = /^(localhost|.*\.localhost|127(\.\d+){3}|\[::1\])$/i;

/** The proxy of Windows' Internet Settings for an address, such as "http://10.0.0.1:8080". */
export function proxyOfSettings(settings: ProxySettings, address: string): string | undefined {
  const url = URL.parse(address);
  if (!settings.isOn || url === null || LOOPBACK.test(url.hostname)) return undefined;
  if (settings.override.split(/[;\s]+/).some((pattern) => isOverridden(url, pattern))) return undefined;
  const scheme = url.protocol.slice(0, -1);
  const parts = settings.server.split(/[;\s]+/).filter((part) => part !== "");
  const own = parts.find((part) => part.toLowerCase().startsWith(`${scheme}=`));
  const forAll = parts.find((part) => !part.includes("="));
  return asUrl(own?.slice(scheme.length + 1) ?? forAll);
}

/** The proxy of HTTPS_PROXY, HTTP_PROXY, ALL_PROXY and NO_PROXY, in small or capital letters, for an address. */
export function proxyOfEnvironment(
  environment: Readonly<Record<string, string | undefined>>,
  address: string,
): string | undefined {
  const url = URL.parse(address);
  if (url === null || LOOPBACK.test(url.hostname)) return undefined;
  const said = (name: string): string | undefined => environment[name] ?? environment[name.toUpperCase()];
  const none = (said("no_proxy") ?? "").split(/[,\s]+/);
  if (none.some((pattern) => isExcluded(url, pattern))) return undefined;
  return asUrl(said(`${url.protocol.slice(0, -1)}_proxy`) ?? said("all_proxy"));
}

function isOverridden(url: URL, pattern: string): boolean {
  if (pattern === "") return false;
  if (pattern.toLowerCase() === "<local>")
    return !url.hostname.includes(".") && !url.hostname.startsWith("[");
  const [, scheme, host, port] = /^(?:(\w+):\/\/)?(.*?)(?::(\d+))?$/.exec(pattern) ?? [];
  if (scheme !== undefined && `${scheme.toLowerCase()}:` !== url.protocol) return false;
  if (port !== undefined && port !== portOf(url)) return false;
  return isLike(url.hostname, (host ?? "").toLowerCase());
}

/** `*` stands for anything, also for nothing. */
function isLike(name: string, pattern: string): boolean {
  const [first = "", ...rest] = pattern.split("*");
  const last = rest.pop();
  if (last === undefined) return name === first;
  if (!name.startsWith(first) || !name.endsWith(last) || name.length < first.length + last.length)
    return false;
  let at = first.length;
  for (const part of rest) {
    const found = name.indexOf(part, at);
    if (found === -1) return false;
    at = found + part.length;
  }
  return at <= name.length - last.length;
}

/** A domain names all below it, with or without a dot or `*.` before it. */
function isExcluded(url: URL, pattern: string): boolean {
  if (pattern === "*") return true;
  const [, domain, port] = /^(?:\*?\.)?(.*?)(?::(\d+))?$/.exec(pattern.toLowerCase()) ?? [];
  if (domain === undefined || domain === "" || (port !== undefined && port !== portOf(url))) return false;
  return url.hostname === domain || url.hostname.endsWith(`.${domain}`);
}

function portOf(url: URL): string {
  if (url.port !== "") return url.port;
  return url.protocol === "https:" ? "443" : "80";
}

/** Only proxies that speak HTTP are used. */
function asUrl(place: string | undefined): string | undefined {
  if (place === undefined || place === "") return undefined;
  const url = URL.parse(/^\w+:\/\//.test(place) ? place : `http://${place}`);
  if (url === null || !/^https?:$/.test(url.protocol)) return undefined;
  const credentials = url.username === "" ? "" : `${url.username}:${url.password}@`;
  return `${url.protocol}//${credentials}${url.host}`;
}
