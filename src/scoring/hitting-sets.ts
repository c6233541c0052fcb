const SEARCHED = {
  /** Beyond this size the smallest sets are not searched for. */
  size: 4,
  /** How many sets a set is compared with, and how many are looked at in the search: work grows with the number of sets, not its square. */
  compared: 200,
  looks: 1_000_000,
} as const;

/** Without the sets that hold another one (of very many, most of them), smallest first: who hits the smaller one hits them too. */
export function minimalSets(sets: readonly (readonly number[])[]): (readonly number[])[] {
  const distinct = [...new Map(sets.map((set) => [set.join(), set])).values()].sort((a, b) => a.length - b.length);
  const minimal: (readonly number[])[] = [];
  for (const set of distinct) {
    const smaller = minimal.length <= SEARCHED.compared ? minimal : minimal.slice(0, SEARCHED.compared);
    if (!smaller.some((other) => other.every((c) => set.includes(c)))) minimal.push(set);
  }
  return minimal;
}

/**
 * The smallest sets that share a member with every given set, at most `most` of them, members ascending. Sizes are tried in turn and the
 * first that hits is the smallest. Each branch picks from the first set not yet hit, so that nothing else is tried: give small sets first.
 * Where that would take too long, one set of which no member can be spared. None of the given sets is empty.
 */
export function smallestHittingSets(sets: readonly (readonly number[])[], most: number): (readonly number[])[] {
  if (sets.length === 0) return [];
  let looks = 0;
  for (let size = 1; size <= SEARCHED.size; size++) {
    const found = new Map<string, number[]>();
    const extend = (chosen: readonly number[]): void => {
      if (found.size >= most || looks > SEARCHED.looks) return;
      const missed = sets.findIndex((set) => !set.some((c) => chosen.includes(c)));
      looks += missed === -1 ? sets.length : missed + 1;
      if (missed === -1) {
        const sorted = [...chosen].sort((a, b) => a - b);
        found.set(sorted.join(), sorted);
      } else if (chosen.length < size) for (const c of sets[missed] as readonly number[]) extend([...chosen, c]);
    };
    extend([]);
    if (found.size > 0) return [...found.values()];
  }
  return [irreducible(sets)];
}

function irreducible(sets: readonly (readonly number[])[]): number[] {
  const chosen: number[] = [];
  for (const set of sets) if (!set.some((c) => chosen.includes(c))) chosen.push(set[0] as number);
  const spared = chosen.reduce((kept, c) => {
    const others = kept.filter((other) => other !== c);
    return sets.every((set) => set.some((other) => others.includes(other))) ? others : kept;
  }, chosen);
  return spared.sort((a, b) => a - b);
}
