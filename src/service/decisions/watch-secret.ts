/** The secret of a watch as its receiver keeps it (Standard Webhooks, "Signature scheme"). */
export function secretText(secret: Uint8Array): string {
  return `whsec_${Buffer.from(secret).toString('base64')}`;
}
