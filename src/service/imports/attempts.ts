/** How often a change is worked out anew because others were faster, before it gives up. */
export const ATTEMPTS = 10;
