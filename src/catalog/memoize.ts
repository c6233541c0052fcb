/**
 * What is derived from a part of the compiled catalog (a view, a column, an attribute) and from nothing else: derived when first needed, and
 * kept for as long as that part lives. Nothing of a request may go in here.
 */
export function memoizeWeak<Part extends object, Derived>(derive: (part: Part) => Derived): (part: Part) => Derived {
  const kept = new WeakMap<Part, Derived>();
  return (part) => {
    const known = kept.get(part);
    if (known !== undefined) return known;
    const derived = derive(part);
    kept.set(part, derived);
    return derived;
  };
}

/** The same for each place of a list, so that what nobody asks for is never derived. */
export function memoizeByIndex<Derived>(size: number, derive: (place: number) => Derived): (place: number) => Derived {
  const kept = new Array<Derived | undefined>(size);
  return (place) => {
    const known = kept[place];
    if (known !== undefined) return known;
    const derived = derive(place);
    kept[place] = derived;
    return derived;
  };
}
