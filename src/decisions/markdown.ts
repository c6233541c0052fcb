/** Writing Markdown (CommonMark, with the tables of GitHub) out of text that nobody has vouched for. */

const SPECIAL = /[\\`*_[\]|~$<&]/g;
/** What begins a heading, a list, a quotation or a rule. */
const AT_THE_START = /^(?=[#+\->=])|^(\d+)(?=[.)](?:\s|$))/;

/** Text on one line in which nothing means anything to Markdown or HTML. */
export function inline(text: string): string {
  return text
    .replaceAll(/\s+/g, ' ')
    .trim()
    .replaceAll(SPECIAL, (character) => (character === '<' ? '&lt;' : character === '&' ? '&amp;' : `\\${character}`))
    .replace(AT_THE_START, (_, number?: string) => `${number ?? ''}\\`);
}

/** An id as code, where it is made of what ids are made of. */
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

/** An address as a link where it is plainly one, as text otherwise. */
export function address(locator: string): string {
  return /^https:\/\/[\w.-]+(?::\d+)?(?:\/[\w.~%!$&'()*+,;=:@/?#-]*)?$/.test(locator) ? `<${locator}>` : inline(locator);
}

/** Cells are Markdown already. */
export function table(header: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  return [line(header), line(header.map(() => '---')), ...rows.map(line)].join('\n');
}
