/** The block of a file that `npm run generate` writes. */

const BLOCK = /^([ \t]*)(\S+ <generated[^\n]*\n)[^]*?(^[ \t]*\S+ <\/generated>)/m;

/** Returns the file's text with these lines in its block, indented as the block is; undefined if it has no block. */
export function withBlock(text: string, generated: string): string | undefined {
  if (!BLOCK.test(text)) return undefined;
  return text.replace(BLOCK, (_all, indent: string, opening: string, closing: string) => {
    const lines = generated.split('\n').map((line) => indent + line);
    return `${indent}${opening}${lines.join('\n')}\n${closing}`;
  });
}
