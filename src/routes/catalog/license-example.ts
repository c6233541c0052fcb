import type { License } from '../../catalog/license.ts';

/** The MIT licence, as the seed has it. */
export const LICENSE_EXAMPLE: License = {
  id: 'MIT',
  title: 'MIT License',
  source: 'mit-license',
  terms: {
    kind: 'license_of_weights',
    dated: null,
    permissions: [
      {
        tag: 'commercial_use',
        clause: 'grant',
        quote: 'to use, copy, modify, merge, publish, distribute, sublicense, and/or sell copies of the Software',
        source: 'mit-license',
      },
    ],
    conditions: [
      {
        tag: 'include_copyright',
        on: ['redistributes'],
        clause: 'notice',
        quote: 'this permission notice shall be included in all copies or substantial portions of the Software.',
        source: 'mit-license',
      },
    ],
    limitations: [],
    prohibitions: [],
    thresholds: [],
    field_of_use: [],
    regions_excluded: [],
    outputs: {
      claimed: null,
      trains_other_models: 'not_restricted',
      clause: 'grant',
      quote: 'to deal in the Software without restriction',
      source: 'mit-license',
    },
    unchecked: [],
  },
};
