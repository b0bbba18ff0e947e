import type { Kind, Way } from "../kinds.ts";
import type { Refusal, Rendered } from "../plan.ts";
import type { TemplateFact, TextRules } from "../rules.ts";
import type { PreflightCode } from "../silence.ts";
import { LINK_PLACE, LONGEST_LINE } from "./fill.ts";
import { VARIABLE } from "./shipped.ts";
import { lineText, UNSEEN } from "./tags.ts";

/** What an operator or a provider would take for advertising, and would refuse or charge for in a text about a bill. */
const PROMOTIONAL_WORDS =
  /(?<![\p{L}\p{M}])(?:discounts?|offers?|hurry|sale|free|cash ?back|deals?|save|coupons?|gift|win|limited time|exclusive|छूट|ऑफ़र|ऑफर|मुफ़्त|मुफ्त|बचत|बचाएँ|सेल|कैशबैक|इनाम|उपहार)(?![\p{L}\p{M}])/iu;
const MOST_UNITS = 3;
const WIDE_GAP = / {4,}/;

type Value = Rendered["values"][number];

/** Why a text would be refused if it were sent, and by what variable; empty: it may go. */
export function preflight(rendered: Rendered, template: TemplateFact, rules: TextRules): readonly Refusal[] {
  const found: Refusal[] = [
    ...templateCodes(template, rules).map((code) => ({ code, name: null })),
    ...textCodes(rendered, template, rules).map((code) => ({ code, name: null })),
  ];
  for (const value of rendered.values) {
    for (const code of valueCodes(value, template.way, rules)) found.push({ code, name: value.name });
  }
  return found;
}

/** What is wrong with the template itself, whatever it holds. */
export function templateCodes(template: TemplateFact, { ways }: Pick<TextRules, "ways">): PreflightCode[] {
  const { way, state } = template;
  if (state === "paused") return ["template-paused"];
  if (state === "recategorised") return ["wrong-category"];
  if (state !== "approved") return ["no-template"];
  if (way !== "sms" && way !== "whatsapp") return [];
  const codes: PreflightCode[] = [];
  if (template.category !== categoryOf(template.kind, way)) codes.push("wrong-category");
  if (way === "whatsapp") return isFilled(template.providerName) ? codes : [...codes, "no-template"];
  const { dlt } = template;
  const isRegistered = isFilled(dlt?.entity) && isFilled(dlt?.header) && isFilled(dlt?.template);
  if (!isRegistered) codes.push("no-dlt");
  const provider = ways.find((each) => each.way === way)?.provider;
  if (provider === "msg91" && !isFilled(template.flow)) codes.push("no-template");
  return codes;
}

/** As what a kind's texts have to be registered. */
export function categoryOf(kind: Kind, way: Way): TemplateFact["category"] {
  if (way === "whatsapp") return kind === "offer" ? "marketing" : "utility";
  if (way === "sms") return kind === "offer" ? "promotional" : "service";
  return null;
}

function textCodes(
  rendered: Rendered,
  { way, kind, body }: TemplateFact,
  { brand }: TextRules,
): PreflightCode[] {
  const codes: PreflightCode[] = [];
  const name = lineText(brand, LONGEST_LINE);
  if (rendered.body.trim() === "" || (way === "email" && !isFilled(rendered.subject))) codes.push("empty");
  if (name === "" || !(rendered.body.includes(name) || rendered.subject?.includes(name)))
    codes.push("no-brand");
  if (rendered.units > MOST_UNITS) codes.push("units");
  const isPlain = kind !== "offer" && (way === "sms" || way === "whatsapp");
  if (isPlain && PROMOTIONAL_WORDS.test(body.replaceAll(VARIABLE, " "))) codes.push("promotional-words");
  if (UNSEEN.test((rendered.subject ?? "") + rendered.body.replaceAll("\n", ""))) codes.push("control-chars");
  return codes;
}

function valueCodes({ name, tag, text }: Value, way: Way, { limits, linkHost }: TextRules): PreflightCode[] {
  if (text.trim() === "") return ["empty"];
  if (tag === "numeric") return /^\d+$/.test(text) ? [] : ["numeric"];
  if (tag === "url") return isOurs(text, linkHost) ? [] : ["url-host"];
  if (tag === "alphanumeric") {
    // A name in a registered text is refused by scrubbing sooner or later: it never goes into an SMS.
    if (name === "party" || !/^[A-Za-z0-9 ]+$/.test(text)) return ["alphanumeric"];
    return text.length <= limits.alphanumeric ? [] : ["too-long"];
  }
  const isList = name === "bills" && (way === "email" || way === "print");
  const codes: PreflightCode[] = [];
  if (UNSEEN.test(isList ? text.replaceAll("\n", "") : text) || WIDE_GAP.test(text))
    codes.push("control-chars");
  if (name === "link" ? !isOurs(text, linkHost) : !isList && text.length > LONGEST_LINE) {
    codes.push(name === "link" ? "url-host" : "too-long");
  }
  return codes;
}

/** Whether a link is on the one host that may stand in a message; its place is, if there is such a host. */
function isOurs(text: string, linkHost: string): boolean {
  if (linkHost === "") return false;
  return text === LINK_PLACE || text.startsWith(`https://${linkHost}/`);
}

function isFilled(text: string | null | undefined): boolean {
  return text !== null && text !== undefined && text.trim() !== "";
}
