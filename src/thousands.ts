/** 1234567 -> 1,234,567. Without toLocaleString, which loads the tables of all languages: 25 ms of every start. */
export function thousands(count: number): string {
  return String(count).replaceAll(/(?<=\d)(?=(?:\d{3})+$)/g, ',');
}
