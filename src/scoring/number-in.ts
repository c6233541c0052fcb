/**
 * The number at an index that the caller knows to be within the array: what `array[index]` is, without the `undefined` that a compiler has to
 * allow for. There is one function for each kind of storage: V8 remembers what kinds of arrays an access meets for each function, and one that
 * met them all would make every loop slow.
 */
export function numberIn(values: readonly number[], index: number): number {
  return values[index] as number;
}

/** The same for lists of small whole numbers, as indices and counts are, which V8 stores in another way than fractions. */
export function indexIn(values: readonly number[], index: number): number {
  return values[index] as number;
}

export function floatIn(values: Float64Array, index: number): number {
  return values[index] as number;
}

export function uintIn(values: Uint32Array, index: number): number {
  return values[index] as number;
}

export function intIn(values: Int32Array | Uint32Array, index: number): number {
  return values[index] as number;
}
