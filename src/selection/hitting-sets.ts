/** Beyond this size the smallest sets are not searched for. */
const SEARCHED_SIZE = 4;

/** The sets that hold no other one, smallest first. */
export function minimalSets(sets: readonly (readonly number[])[]): number[][] {
  const distinct = [...new Map(sets.map((set) => [set.join(), [...set]])).values()].sort((a, b) => a.length - b.length);
  const minimal: number[][] = [];
  for (const set of distinct) if (!minimal.some((smaller) => smaller.every((c) => set.includes(c)))) minimal.push(set);
  return minimal;
}

/**
 * The smallest sets that share a member with every given set, at most `most` of them, members ascending. Sizes are tried in turn and the
 * first that hits is the smallest. Each branch picks from the first set not yet hit, so that nothing else is tried: give small sets first.
 * Beyond a size of 4, one set of which no member can be spared. None of the given sets is empty.
 */
export function smallestHittingSets(sets: readonly (readonly number[])[], most: number): number[][] {
  if (sets.length === 0) return [];
  for (let size = 1; size <= SEARCHED_SIZE; size++) {
    const found = new Map<string, number[]>();
    const extend = (chosen: readonly number[]): void => {
      if (found.size >= most) return;
      const missed = sets.find((set) => !set.some((c) => chosen.includes(c)));
      if (!missed) {
        const sorted = [...chosen].sort((a, b) => a - b);
        found.set(sorted.join(), sorted);
      } else if (chosen.length < size) for (const c of missed) extend([...chosen, c]);
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
