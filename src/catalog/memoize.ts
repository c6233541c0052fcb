/**
 * Derives something from a part of the compiled catalog (a view, a column, an attribute) and from nothing else. It is derived when first asked
 * for and kept for as long as the part lives, for all requests: so nothing of a request may go in here. What is derived is never undefined.
 */
export function memoizeWeak<Part extends object, Derived>(derive: (part: Part) => Derived): (part: Part) => Derived {
  const kept = new WeakMap<Part, Derived>();
  return (part) => {
    const before = kept.get(part);
    if (before !== undefined) return before;
    const derived = derive(part);
    kept.set(part, derived);
    return derived;
  };
}

/** Derives something for each index of a list of `size`, when first asked for. What is derived is never undefined. */
export function memoizeByIndex<Derived>(size: number, derive: (index: number) => Derived): (index: number) => Derived {
  const kept = new Array<Derived | undefined>(size);
  return (index) => {
    const before = kept[index];
    if (before !== undefined) return before;
    const derived = derive(index);
    kept[index] = derived;
    return derived;
  };
}
