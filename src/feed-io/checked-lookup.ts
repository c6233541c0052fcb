import { lookup as resolve } from 'node:dns';
import type { LookupFunction } from 'node:net';

/**
 * The name is resolved once, every address is checked, and the connection is made to what was checked: an answer that changes between check
 * and use (DNS rebinding) is never asked for.
 */
export function checkedLookup(allowsAddress: (address: string) => boolean): LookupFunction {
  return (hostname, options, callback) => {
    resolve(hostname, { ...options, all: true }, (error, addresses) => {
      if (error) return callback(error, '', 0);
      const [first] = addresses;
      const bad = addresses.find(({ address }) => !allowsAddress(address));
      if (first === undefined || bad !== undefined)
        return callback(new Error(`${hostname} leads to ${bad?.address ?? 'no address'}, not to a public address`), '', 0);
      if (options.all) callback(null, addresses);
      else callback(null, first.address, first.family);
    });
  };
}
