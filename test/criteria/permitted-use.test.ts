import { expect, test } from 'vitest';
import { compileCatalog } from '../../src/catalog/catalog.ts';
import { attributeOf, CLAUSE, claimOf, dataOf, licenseOf, modelOf, offerOf } from '../support/catalogs/fixture.ts';
import { ask } from '../support/requests/ask.ts';

const LICENSES = [
  licenseOf('Free'),
  licenseOf('Research', { prohibitions: [{ use: 'commercial', ...CLAUSE }] }),
  licenseOf('NotInTheEU', {
    regions_excluded: [{ region: 'EU', who: 'domiciled_or_principal_place_of_business', models: 'multimodal', except: [], ...CLAUSE }],
  }),
];
const CLAIMS = {
  free: claimOf('lab/free', 'license', 'Free'),
  freeByAnother: claimOf('lab/free', 'license', 'Research', { source: 'registry' }),
  research: claimOf('lab/research', 'license', 'Research'),
  unheard: claimOf('lab/unheard', 'license', 'Unheard-1.0'),
  vision: claimOf('lab/vision', 'license', 'NotInTheEU'),
  visionTakes: claimOf('lab/vision', 'modalities_in', ['text', 'image'], { qualifier: 'at_least' }),
  text: claimOf('lab/text', 'license', 'NotInTheEU'),
  textTakes: claimOf('lab/text', 'modalities_in', ['text', 'pdf']),
  perhaps: claimOf('lab/perhaps', 'license', 'NotInTheEU'),
  perhapsTakes: claimOf('lab/perhaps', 'modalities_in', ['text'], { qualifier: 'at_least' }),
};
const MODELS = ['free', 'perhaps', 'research', 'text', 'unheard', 'unsaid', 'vision'];
const plain = { type: 'string', better: 'none', scale: null } as const;
const catalog = compileCatalog(
  dataOf({
    attributes: [
      attributeOf('license', plain),
      attributeOf('modalities_in', { ...plain, type: 'set' }),
      attributeOf('hosting', { ...plain, type: 'set', scope: 'provider' }),
      attributeOf('quality'),
    ],
    models: MODELS.map((name) => modelOf(`lab/${name}`)),
    providers: ['cloud', 'own'].map((id) => ({ id, name: id })),
    offers: ['lab/free@cloud', 'lab/free@own', 'lab/research@own'].map(offerOf),
    licenses: LICENSES,
    claims: [
      ...Object.values(CLAIMS),
      claimOf('cloud', 'hosting', ['cloud']),
      claimOf('own', 'hosting', ['self_hosted']),
      ...MODELS.map((name, i) => claimOf(`lab/${name}`, 'quality', i * 10)),
    ],
  }),
);
const models = (answer: ReturnType<typeof ask>) => [...new Set(answer.ranking.map(({ model }) => model.slice(4)))].sort();

test('a use alone is a question: what a licence forbids is out, what is not known stays and says so', () => {
  const answer = ask(catalog, { use: { commercial: true } });
  expect(models(answer)).toEqual(['free', 'perhaps', 'text', 'unheard', 'unsaid', 'vision']);
  expect(answer.resolved).toMatchObject({ use: { commercial: true }, require: { permitted_use: { is: true, if_unknown: 'keep' } } });
  const kept = answer.ranking.filter(({ caveats }) => caveats.some(({ code }) => code === 'unknown_kept'));
  expect(kept.map(({ model, details }) => [model, details?.permitted_use?.findings[0]?.code])).toEqual([
    ['lab/unheard', 'license_not_in_catalog'],
    ['lab/unsaid', 'license_unknown'],
  ]);
});

test('who is out sees the clause, its words and its source, and the claim that names the licence', () => {
  const { excluded } = ask(catalog, { use: { commercial: true } });
  expect(excluded.items).toEqual([
    {
      model: 'lab/research',
      offer: 'lab/research@own',
      failed: [
        {
          code: 'not_equal',
          attribute: 'permitted_use',
          required: { is: true, if_unknown: 'keep' },
          actual: false,
          claim: null,
          claims: [CLAIMS.research.id],
        },
      ],
      details: {
        permitted_use: {
          license: 'Research',
          outcome: 'forbidden',
          findings: [{ code: 'use_forbidden', effect: 'forbids', asked: ['commercial'], ...CLAUSE }],
        },
      },
    },
  ]);
});

test('a multimodal model is out for a company in the EU, one of text alone is not, and a partial list leaves it open', () => {
  const answer = ask(catalog, { use: { region: 'FR' }, candidates: { models: ['lab/vision', 'lab/text', 'lab/perhaps'] } });
  expect(answer.excluded.items.map(({ model, failed }) => [model, failed[0]?.claims])).toEqual([
    ['lab/vision', [CLAIMS.vision.id, CLAIMS.visionTakes.id]],
  ]);
  expect(answer.ranking.map(({ model, details }) => [model, details?.permitted_use?.outcome])).toEqual([
    ['lab/perhaps', 'unknown'],
    ['lab/text', 'permitted'],
  ]);
});

test('of claims that disagree on the licence the one that stands counts, and the conflict shows', () => {
  const [first] = ask(catalog, { use: { commercial: true }, candidates: { models: ['lab/free'] } }).ranking;
  expect(first?.details?.permitted_use).toMatchObject({ license: 'Free', outcome: 'permitted' });
  expect(first?.caveats).toContainEqual({
    code: 'conflicting_claims',
    attribute: 'license',
    claims: [CLAIMS.free.id, CLAIMS.freeByAnother.id],
  });
});

test('an offer that somebody else hosts says so, your own does not', () => {
  const { ranking } = ask(catalog, { use: { commercial: true }, candidates: { models: ['lab/free'] }, fold: 'none' });
  expect(ranking.map(({ offer, details }) => [offer, details?.permitted_use?.findings.map(({ code }) => code)])).toEqual([
    ['lab/free@cloud', ['hosted_by_others']],
    ['lab/free@own', []],
  ]);
});

test('no near miss advises to drop what the use brings back, and a requirement of the caller’s own stands in its place', () => {
  const use = { commercial: true };
  const prefer = { weights: { quality: 1 } };
  expect(ask(catalog, { use, prefer }).near_misses).toEqual([]);
  const strict = ask(catalog, { use, prefer, require: { permitted_use: { is: true } } });
  expect(models(strict)).toEqual(['free', 'perhaps', 'text', 'vision']);
  expect(strict.near_misses.map(({ model, relax }) => [model, relax])).toEqual([
    ['lab/unsaid', { permitted_use: { is: true, if_unknown: 'keep' } }],
    ['lab/unheard', { permitted_use: { is: true, if_unknown: 'keep' } }],
  ]);
  const forbidden = ask(catalog, { use, require: { permitted_use: { is: false } } });
  expect(models(forbidden)).toEqual(['research']);
});

test('a known permission can be preferred to an unknown one', () => {
  const { ranking } = ask(catalog, {
    use: { commercial: true },
    prefer: { weights: { permitted_use: 1 } },
    candidates: { models: ['lab/unheard', 'lab/text'] },
  });
  expect(ranking.map(({ model, score }) => [model, score])).toEqual([
    ['lab/text', 1],
    ['lab/unheard', 0],
  ]);
});
