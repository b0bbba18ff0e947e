import { allParts, wordsOf, type MailPart } from "./read-mime.ts";

const MOST_TEXT = 2_000;
/** It may be broken in two. */
const ON_SUCH_A_DAY_WROTE = /^on\b.{0,200}\bwrote:\s*$/i;
/** From here on it is what was answered, not the answer. */
const QUOTE_BEGINS = [
  /^>/,
  /ने लिखा\s*:\s*$/,
  /^-{2,}\s*original message\s*-{2,}/i,
  /^_{10,}\s*$/,
  /^from:\s.*@/i,
  /^sent from my /i,
  /^-- ?$/,
];

/** What somebody wrote in a mail, without what they answered and without their signature. */
export function replyTextOf(mail: MailPart): string {
  const parts = allParts(mail).filter(
    ({ head }) => !/attachment/i.test(head.get("content-disposition") ?? ""),
  );
  const plain = parts.find(({ type, parts: inside }) => type === "text/plain" && inside.length === 0);
  const html = parts.find(({ type }) => type === "text/html");
  const text = plain !== undefined ? wordsOf(plain) : html !== undefined ? textOfHtml(wordsOf(html)) : "";
  return written(text).slice(0, MOST_TEXT);
}

function written(text: string): string {
  const lines = text.replaceAll("\r\n", "\n").split("\n");
  const begins = lines.findIndex((line, index) => {
    const both = `${line} ${lines[index + 1] ?? ""}`;
    return (
      QUOTE_BEGINS.some((form) => form.test(line.trim())) ||
      [line, both].some((text) => ON_SUCH_A_DAY_WROTE.test(text.trim()))
    );
  });
  return (begins < 0 ? lines : lines.slice(0, begins)).join("\n").trim();
}

function textOfHtml(html: string): string {
  return html
    .slice(0, 200_000)
    .replaceAll(/<(style|script|blockquote|head)\b[^<>]{0,500}>.*?(?:<\/\1\s*>|$)/gis, " ")
    .replaceAll(/<(?:br|\/p|\/div|\/li)\b[^<>]{0,500}>/gi, "\n")
    .replaceAll(/<[^<>]{0,2000}>/g, "")
    .replaceAll("&nbsp;", " ")
    .replaceAll("&lt;", "<")
    .replaceAll("&gt;", ">")
    .replaceAll("&quot;", '"')
    .replaceAll("&#39;", "'")
    .replaceAll("&amp;", "&");
}
