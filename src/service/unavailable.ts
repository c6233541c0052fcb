/** `busy`: too much is asked at the moment. `storage`: nothing can be kept. Either way nothing was done, and the same may work later. */
export type Lack = 'busy' | 'storage';
export type Unavailable = Error & { readonly lacks: Lack };

/** An error to throw where the service, not the request, is at fault; `detail` is for the caller to read. */
export function unavailable(lacks: Lack, detail: string): Unavailable {
  return Object.assign(new Error(detail), { lacks });
}

export function isUnavailable(error: unknown): error is Unavailable {
  return error instanceof Error && 'lacks' in error;
}
