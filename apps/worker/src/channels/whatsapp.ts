import { codeIn, fieldsIn, listIn, textIn } from "../read-fields.ts";
import { call, outcomeUnanswered, waitSeconds, type Answer } from "./call.ts";
import type { Channel, OpenChannel, Outcome, Outgoing } from "./channel.ts";
import { misconfigured } from "./misconfigured.ts";
import { outcomeOfCode } from "./whatsapp-codes.ts";

const VERSION = "v23.0";
const NUMBER_ID = /^\d{5,25}$/;

/**
 * WhatsApp's Cloud API with the company's own number. Only templates are sent, because a reminder comes when nobody has written for a day. What became of a
 * message cannot be asked: the webhook tells it, by the attempt's id that it says back.
 */
export const openWhatsApp: OpenChannel = ({ config, secrets }, urls): Channel => {
  const numberId = textIn(fieldsIn(config)?.["phoneNumberId"], 25);
  const token = textIn(secrets["token"], 2_000);
  if (numberId === null || !NUMBER_ID.test(numberId)) return misconfigured("whatsapp", "phoneNumberId");
  if (token === null) return misconfigured("whatsapp", "token");
  return {
    provider: "whatsapp",
    async send(message, signal) {
      const { template } = message;
      if (template === null || template.providerName === null) {
        return { kind: "refused", scope: "template", code: "missing", detail: "no template" };
      }
      const answer = await call({
        baseUrl: urls.graph,
        path: `/${VERSION}/${numberId}/messages`,
        signal,
        headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
        body: JSON.stringify(bodyOf(message, template.providerName)),
      });
      return outcomeOf(answer, [token]);
    },
    ask: () => Promise.resolve("cannot-say"),
  };
};

function bodyOf(message: Outgoing, name: string): object {
  const { attemptId, rendered, language, to } = message;
  const { values } = rendered;
  return {
    messaging_product: "whatsapp",
    recipient_type: "individual",
    // A number goes in one field, the id of a user whose number is withheld in the other.
    ...(to.startsWith("+") ? { to: to.slice(1) } : { recipient: to }),
    type: "template",
    template: {
      name,
      language: { code: language },
      components:
        values.length === 0
          ? []
          : [{ type: "body", parameters: values.map(({ text }) => ({ type: "text", text })) }],
    },
    biz_opaque_callback_data: attemptId,
  };
}

function outcomeOf(answer: Answer, secrets: readonly string[]): Outcome {
  if (answer.kind !== "answered") return outcomeUnanswered(answer);
  const { status, head, json } = answer;
  const error = fieldsIn(json?.["error"]);
  const code = codeIn(error?.["code"]);
  if (status === 429 && code === "") return { kind: "later", afterSeconds: waitSeconds(head), code: "429" };
  if (status === 401 && code === "") {
    return { kind: "refused", scope: "account", code: "bad-keys", detail: "401" };
  }
  // An error with their code is an error also where it comes as 200.
  if (error !== null && code !== "" && (status < 500 || code.length > 3)) {
    const words = textIn(fieldsIn(error["error_data"])?.["details"], 2_000) ?? error["message"];
    return outcomeOfCode(code, { words, secrets, seconds: waitSeconds(head) });
  }
  const id = textIn(listIn(json?.["messages"])[0]?.["id"], 300);
  if (status < 300 && id !== null) return { kind: "accepted", providerId: id };
  return { kind: "unknown", code: status >= 300 ? String(status) : "no-id" };
}
