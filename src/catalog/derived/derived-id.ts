/**
 * The id of a derived claim, from all that it says and what it says it of. 64 bits of Murmur-like mixing in two lanes ("cyrb53" by bryc, public
 * domain, with both lanes kept whole): the core has no hash of its own, and nothing here has to withstand an attack.
 */
export function derivedId(content: readonly unknown[]): string {
  const text = JSON.stringify(content);
  let [a, b] = [0xdeadbeef, 0x41c6ce57];
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    a = Math.imul(a ^ unit, 2654435761);
    b = Math.imul(b ^ unit, 1597334677);
  }
  a = Math.imul(a ^ (a >>> 16), 2246822507) ^ Math.imul(b ^ (b >>> 13), 3266489909);
  b = Math.imul(b ^ (b >>> 16), 2246822507) ^ Math.imul(a ^ (a >>> 13), 3266489909);
  return `clm_drv_${hex(b)}${hex(a)}`;
}

function hex(lane: number): string {
  return (lane >>> 0).toString(16).padStart(8, '0');
}
