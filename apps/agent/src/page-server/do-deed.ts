import type { Result } from "@cfa/values/result";

import type { AgentDeeds, Trouble } from "../engine/agent-view.ts";
import type { DeedAnswer, DeedAsked } from "./page-protocol.ts";
import { troubleOf } from "./refusals.ts";

type Doing = { readonly deeds: AgentDeeds; readonly now: () => Date; readonly say: (line: string) => void };

/** Does what the page asks. What is thrown is logged and told as a trouble, without its cause. */
export async function doDeed(asked: DeedAsked, { deeds, now, say }: Doing): Promise<DeedAnswer> {
  try {
    const done = await dispatch(asked, deeds);
    return done.ok ? { ok: true } : failed(done.error);
  } catch (error) {
    say(`The deed "${asked.deed}" failed: ${withoutGiven(causeOf(error), asked)}`);
    return failed(troubleOf("internal", now()));
  }
}

function dispatch(asked: DeedAsked, deeds: AgentDeeds): Promise<Result<void, Trouble>> {
  switch (asked.deed) {
    case "setServer":
      return deeds.setServer(asked.origin);
    case "setTally":
      return deeds.setTally({ host: asked.host, port: asked.port });
    case "pairByCode":
      return deeds.pairByCode({ companyGuid: asked.companyGuid, code: asked.code });
    case "showOwnCode":
      return deeds.showOwnCode(asked.companyGuid);
    case "pasteKey":
      return deeds.pasteKey({ companyGuid: asked.companyGuid, key: asked.key });
    case "syncNow":
      return deeds.syncNow(asked.companyGuid);
    case "forgetCompany":
      return deeds.forgetCompany(asked.companyGuid);
    case "pause":
      return deeds.pause(asked.until);
    case "setSyncHours":
      return deeds.setSyncHours(asked.hours);
    case "setLanguage":
      return deeds.setLanguage(asked.language);
    case "setStartsWithSystem":
      return deeds.setStartsWithSystem(asked.isOn);
    case "checkTally":
    case "endPairing":
    case "goOn":
    case "lookForUpdate":
    case "restart":
    case "openLogs":
      return deeds[asked.deed]();
  }
}

/** Only what the page is to know, whatever else the engine has put beside it. */
function failed({ code, message, fix, since }: Trouble): DeedAnswer {
  return { ok: false, trouble: { code, message, fix, since } };
}

/** What went wrong and where, for the log. */
export function causeOf(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}

/** An error may quote what it was given, and that may be a key or a code. */
function withoutGiven(text: string, asked: DeedAsked): string {
  const given = ["key" in asked ? asked.key : "", "code" in asked ? asked.code : ""].filter(
    (secret) => secret !== "",
  );
  return given.reduce((left, secret) => left.replaceAll(secret, "[…]"), text);
}
