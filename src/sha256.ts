import { hash } from 'node:crypto';

/** As it stands in records: `sha256:` and hexadecimal digits. */
export const sha256 = (text: string): string => `sha256:${hash('sha256', text)}`;
