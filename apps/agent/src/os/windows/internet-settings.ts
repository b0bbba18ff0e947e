import { proxyOfSettings, type ProxySettings } from "../proxy-rules.ts";
import { registryNumber, registryText, type RegistryPlace } from "./registry.ts";

const PLACE: RegistryPlace = {
  root: "user",
  key: String.raw`Software\Microsoft\Windows\CurrentVersion\Internet Settings`,
};

/** The proxy that this user's Internet Settings name for an address. */
export function settingsProxy(address: string, place = PLACE): string | undefined {
  return proxyOfSettings(readSettings(place), address);
}

/** Scripts that choose a proxy are not run: what they say must be given as a fixed proxy. */
export function scriptNote(place = PLACE): string | undefined {
  const script = registryText(place, "AutoConfigURL");
  if (script === undefined || script === "") return undefined;
  return "Windows names a proxy script (AutoConfigURL). This agent does not run it: set a fixed proxy if the server is not reached.";
}

function readSettings(place: RegistryPlace): ProxySettings {
  return {
    isOn: registryNumber(place, "ProxyEnable") === 1,
    server: registryText(place, "ProxyServer") ?? "",
    override: registryText(place, "ProxyOverride") ?? "",
  };
}
