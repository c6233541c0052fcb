export type CsvRecord = { readonly line: number; readonly cells: readonly string[] };

/**
 * The records of a CSV text (RFC 4180: quotes, doubled quotes, line breaks inside quotes; LF for CRLF is accepted), each with the number of
 * the line on which it begins. Empty lines are left out. `broken` says where a quote is not closed or is followed by text: nothing is read
 * from there on.
 */
export function readCsv(text: string): { readonly records: readonly CsvRecord[]; readonly broken: string | null } {
  const records: CsvRecord[] = [];
  let cells: string[] = [];
  let line = 1;
  let begins = 1;
  let at = text.startsWith('\uFEFF') ? 1 : 0;
  while (at < text.length) {
    if (text[at] === '"') {
      const opened = line;
      let cell = '';
      for (;;) {
        const close = text.indexOf('"', at + 1);
        if (close === -1) return { records, broken: `line ${opened}: a quote is never closed` };
        const part = text.slice(at + 1, close);
        line += part.split('\n').length - 1;
        cell += part;
        at = close + 1;
        if (text[at] !== '"') break;
        cell += '"';
      }
      cells.push(cell);
      if (at < text.length && !/[,\r\n]/.test(text[at] as string)) return { records, broken: `line ${line}: text after a closing quote` };
    } else {
      const rest = /[,\r\n]/g;
      rest.lastIndex = at;
      const end = rest.exec(text)?.index ?? text.length;
      const cell = text.slice(at, end);
      if (cell.includes('"')) return { records, broken: `line ${line}: a quote inside a cell that is not quoted` };
      cells.push(cell);
      at = end;
    }
    if (text[at] === ',') {
      at += 1;
      // a comma at the very end leaves one more empty cell
      if (at < text.length) continue;
      cells.push('');
    }
    if (cells.length > 1 || cells[0] !== '') records.push({ line: begins, cells });
    cells = [];
    if (text[at] === '\r') at += 1;
    if (text[at] === '\n') at += 1;
    line += 1;
    begins = line;
  }
  return { records, broken: null };
}
