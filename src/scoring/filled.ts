/**
 * An array of one number repeated. Work arrays of a request are plain: V8 keeps the memory of a typed array of more than 64 bytes outside
 * its heap, and getting it there costs more (about a microsecond) than most of the loops over it.
 */
export function filled(size: number, value: number): number[] {
  return new Array<number>(size).fill(value);
}
