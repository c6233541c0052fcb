/** Changes whenever the same request on the same revision could get another answer. */
export const ENGINE_VERSION = '0.2.0';
