/** A price (USD per million tokens) without the noise of binary floating point (0.049999999999999996 is 0.05): no list price has more than 12 digits. */
export function roundedPrice(usdPerMillion: number): number {
  return Number(usdPerMillion.toPrecision(12));
}

export function perMillion(usdPerToken: number): number {
  return roundedPrice(usdPerToken * 1e6);
}
