/**
 * Reads server-sent events out of pieces of text, cut anywhere: the data of each event that is whole. Comments and other fields say
 * nothing here.
 */
export function eventReader(): (piece: string) => string[] {
  let rest = "";
  return (piece) => {
    const blocks = (rest + piece).replaceAll("\r\n", "\n").split("\n\n");
    rest = blocks.pop() ?? "";
    return blocks.flatMap((block) => {
      const data = block.split("\n").flatMap((line) => /^data: ?(.*)$/.exec(line)?.[1] ?? []);
      return data.length === 0 ? [] : [data.join("\n")];
    });
  };
}
