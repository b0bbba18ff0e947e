import { codeIn, textIn } from "../read-fields.ts";
import { call, outcomeUnanswered, waitSeconds, type Answer } from "./call.ts";
import type { Channel, OpenChannel, Outcome, Outgoing } from "./channel.ts";
import { misconfigured } from "./misconfigured.ts";
import { outcomeOfError } from "./msg91-codes.ts";

/**
 * SMS by the company's account at MSG91: a flow of theirs, which is a text registered with the operators, and its values. Whether something went wrong stands in the
 * answer's `type`, whatever its status. What became of a message its webhook tells, by our id that it says back.
 */
export const openMsg91: OpenChannel = ({ secrets }, urls): Channel => {
  const authKey = textIn(secrets["auth-key"], 200);
  if (authKey === null) return misconfigured("msg91", "auth-key");
  return {
    provider: "msg91",
    async send(message, signal) {
      const flow = message.template?.flow ?? null;
      if (flow === null) return { kind: "refused", scope: "template", code: "missing", detail: "no flow" };
      const answer = await call({
        baseUrl: urls.msg91,
        path: "/api/v5/flow/",
        signal,
        headers: { authkey: authKey, "content-type": "application/json" },
        body: JSON.stringify(bodyOf(message, flow)),
      });
      return outcomeOf(answer, [authKey]);
    },
    ask: () => Promise.resolve("cannot-say"),
  };
};

function bodyOf(message: Outgoing, flow: string): object {
  const named = message.rendered.values.map(({ text }, index) => [`VAR${index + 1}`, text]);
  return {
    template_id: flow,
    // A shortened link would be of another host than the registered one.
    short_url: "0",
    recipients: [
      {
        mobiles: message.to.replace(/^\+/, ""),
        CRQID: message.attemptId,
        ...Object.fromEntries(named),
      },
    ],
  };
}

function outcomeOf(answer: Answer, secrets: readonly string[]): Outcome {
  if (answer.kind !== "answered") return outcomeUnanswered(answer);
  const { status, head, json } = answer;
  if (status === 429) return { kind: "later", afterSeconds: waitSeconds(head), code: "429" };
  if (status >= 500) return { kind: "unknown", code: String(status) };
  if (json?.["type"] === "error" || (status === 401 && json !== null)) {
    const code = codeIn(json["code"]) || (status === 401 ? "106" : "");
    return outcomeOfError(code, { words: json["message"], secrets, seconds: waitSeconds(head) });
  }
  const id = textIn(json?.["message"], 100) ?? textIn(json?.["request_id"], 100);
  if (status < 300 && json?.["type"] === "success" && id !== null)
    return { kind: "accepted", providerId: id };
  return { kind: "unknown", code: status >= 300 ? String(status) : "no-type" };
}
