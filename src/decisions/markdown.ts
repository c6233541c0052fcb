/** Writes Markdown (CommonMark with GitHub's tables) from text that is not trusted. */

const SPECIAL = /[\\`*_[\]|~$<&]/g;
/** Characters that begin a heading, a list, a quotation or a rule. */
const AT_THE_START = /^(?=[#+\->=])|^(\d+)(?=[.)](?:\s|$))/;

/** Text on one line, with everything escaped that Markdown or HTML would interpret. */
export function inline(text: string): string {
  return text
    .replaceAll(/\s+/g, ' ')
    .trim()
    .replaceAll(SPECIAL, (character) => (character === '<' ? '&lt;' : character === '&' ? '&amp;' : `\\${character}`))
    .replace(AT_THE_START, (_, number?: string) => `${number ?? ''}\\`);
}

/** An id as code, where it has only characters of ids; else as escaped text. */
export function code(id: string): string {
  return /^[\w./:@+-]+$/.test(id) ? `\`${id}\`` : inline(id);
}

/** Text of several lines as a quotation, line by line. */
export function quotation(text: string): string {
  return text
    .split('\n')
    .map((line) => (line.trim() === '' ? '>' : `> ${inline(line)}`))
    .join('\n');
}

/** A plain https address as a link, anything else as escaped text. */
export function address(locator: string): string {
  return /^https:\/\/[\w.-]+(?::\d+)?(?:\/[\w.~%!$&'()*+,;=:@/?#-]*)?$/.test(locator) ? `<${locator}>` : inline(locator);
}

/** A table. The cells are Markdown already. */
export function table(header: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  return [line(header), line(header.map(() => '---')), ...rows.map(line)].join('\n');
}
