/** Values by key, of which those that were put in or asked for last are kept. */
export type RecentlyUsed<K, V> = {
  readonly get: (key: K) => V | undefined;
  readonly put: (key: K, value: V) => void;
  readonly drop: (key: K) => void;
};

/** Keeps `most` values. */
export function recentlyUsed<K, V>(most: number): RecentlyUsed<K, V> {
  const values = new Map<K, V>();
  const put = (key: K, value: V) => {
    values.delete(key);
    values.set(key, value);
    for (const oldest of values.keys()) {
      if (values.size <= most) break;
      values.delete(oldest);
    }
  };
  return {
    get(key) {
      const value = values.get(key);
      if (value !== undefined) put(key, value);
      return value;
    },
    put,
    drop: (key) => void values.delete(key),
  };
}
