import { join } from 'node:path';
import { expect, test } from 'vitest';
import { SLUG } from '../../../src/catalog/claim.ts';
import { isSeedError, parseSeed, readSeedFolder } from '../../../src/service/seeding/read-seed.ts';
import { temporaryFolder, writeFiles } from '../../support/processes/temporary-database.ts';
import { addResult, type SeedFiles, seedOf, smallSeed, textsOf } from './small-seed.ts';

const SCOUT = 'models/meta/llama-4-scout.json';
const FAMILY = 'families/meta/llama-4.json';
const SPECIFICATION = 'attributes/specification.json';

function faultsOf(files: SeedFiles): string[] {
  try {
    seedOf(files);
    return [];
  } catch (error) {
    if (!isSeedError(error)) throw error;
    return error.faults.map(({ file, pointer, message }) => `${file}#${pointer}: ${message}`);
  }
}

function faultsWhen(change: (files: SeedFiles) => void): string[] {
  const files = smallSeed();
  change(files);
  return faultsOf(files);
}

test('the small seed has no fault', () => {
  expect(faultsOf(smallSeed())).toEqual([]);
});

test.each<[string, (files: SeedFiles) => void, RegExp]>([
  // Files
  ['text that is no JSON', (f) => (f[SCOUT] = '{ "name": "Scout", }'), /^models\/meta\/llama-4-scout\.json#: not JSON: /],
  ['a list for an object', (f) => (f['sources.json'] = []), /^sources\.json#: /],
  [
    'a key that stands twice',
    (f) => (f['verdict-picks.json'] = '{"av-01": "both", "av-01": "meta/llama-4"}'),
    /^verdict-picks\.json#\/av-01: .*twice/,
  ],
  ['a file of no known kind', (f) => (f['modells/meta/x.json'] = {}), /^modells\/meta\/x\.json#: no file of the seed has this path/],
  [
    'a file name that is no id',
    (f) => (f['providers/Groq Inc.json'] = f['providers/groq.json']),
    /^providers\/Groq Inc\.json#: Groq Inc can't be an id/,
  ],
  ['a missing file', (f) => delete f['contradictions.json'], /^contradictions\.json#: the file is missing/],
  // Shapes, at every level
  ['an unknown key in a model', (f) => (f[SCOUT].vendor = 'Meta'), /^models\/meta\/llama-4-scout\.json#\/vendor: unknown key/],
  ['an unknown key in an offer', (f) => (f[SCOUT].offers[0].price = 1), /#\/offers\/0\/price: unknown key/],
  [
    'an unknown key in a claim of an offer',
    (f) => (f[SCOUT].offers[0].claims[1].unit = 'tokens'),
    /#\/offers\/0\/claims\/1\/unit: unknown key/,
  ],
  ['an unknown key in a scale', (f) => (f[SPECIFICATION].context_window.scale.base = 2), /#\/context_window\/scale\/base: unknown key/],
  [
    "an unknown key in a claim's when",
    (f) => (f[SCOUT].claims[0].when = { since: '2026-01-01' }),
    /#\/claims\/0\/when\/since: unknown key/,
  ],
  ['a claim without a source', (f) => delete f[SCOUT].claims[0].source, /#\/claims\/0\/source: /],
  ['a claim that leaves out as_of', (f) => delete f[SCOUT].claims[0].as_of, /#\/claims\/0\/as_of: /],
  ['a day that does not exist', (f) => (f[SCOUT].claims[0].as_of = '2026-02-30'), /#\/claims\/0\/as_of: /],
  ['a null that no value_status explains', (f) => (f[SCOUT].claims[0].value = null), /#\/claims\/0\/value: value is null exactly when/],
  [
    'an id of an attribute in capitals',
    (f) => (f[SPECIFICATION].Window = f[SPECIFICATION].homepage),
    /^attributes\/specification\.json#\/Window: /,
  ],
  ['an id of a source with a blank', (f) => (f['sources.json']['a b'] = f['sources.json'].article), /^sources\.json#\/a b: /],
  [
    'a weight of zero in a group',
    (f) => (f['groups/openness.json'].weights.open_weights = 0),
    /^groups\/openness\.json#\/weights\/open_weights: /,
  ],
  ['a group without criteria', (f) => (f['groups/openness.json'].weights = {}), /^groups\/openness\.json#\/weights: a group has criteria/],
  [
    'a contradiction of one claim',
    (f) => (f['contradictions.json']['ax-01'].claims = ['ac-001']),
    /^contradictions\.json#\/ax-01\/claims: /,
  ],
  // Names
  ['a claim of an unknown attribute', (f) => (f[SCOUT].claims[0].attribute = 'charm'), /#\/claims\/0\/attribute: unknown attribute charm/],
  ['a claim of an unknown source', (f) => (f[SCOUT].claims[0].source = 'hearsay'), /#\/claims\/0\/source: unknown source hearsay/],
  ['a claim by way of an unknown source', (f) => (f[SCOUT].claims[4].via = 'hearsay'), /#\/claims\/4\/via: unknown source hearsay/],
  [
    'a claim borne out by an unknown source',
    (f) => f[SCOUT].claims[2].corroborated_by.push('hearsay'),
    /#\/claims\/2\/corroborated_by\/1: unknown source/,
  ],
  ['a model of an unknown family', (f) => (f[SCOUT].family = 'meta/llama-9'), /#\/family: unknown family meta\/llama-9/],
  ['an offer of an unknown provider', (f) => (f[SCOUT].offers[0].provider = 'nobody'), /#\/offers\/0\/provider: unknown provider nobody/],
  ['a group of an unknown attribute', (f) => (f['groups/openness.json'].weights.charm = 1), /#\/weights\/charm: unknown attribute charm/],
  [
    'a pick for an unknown verdict',
    (f) => (f['verdict-picks.json']['av-99'] = 'both'),
    /^verdict-picks\.json#\/av-99: unknown verdict av-99/,
  ],
  ['a pick of an unknown family', (f) => (f['verdict-picks.json']['av-01'] = 'meta/llama-9'), /#\/av-01: unknown family meta\/llama-9/],
  ['a verdict without a pick', (f) => (f['verdict-picks.json'] = {}), /^verdicts\/av-01\.json#: verdict-picks\.json has no pick for av-01/],
  [
    'a verdict on a ref that no claim has',
    (f) => f['verdicts/av-01.json'].supporting_claims.push('ac-999'),
    /#\/supporting_claims\/2: no claim has the ref ac-999/,
  ],
  [
    'a check of a ref that no claim has',
    (f) => (f['claim-checks.json'][0].claim = 'ac-999'),
    /^claim-checks\.json#\/0\/claim: no claim has the ref ac-999/,
  ],
  [
    'a check by a ref that no claim has',
    (f) => f['claim-checks.json'][0].facts.push('vf-9999'),
    /^claim-checks\.json#\/0\/facts\/2: no claim has the ref vf-9999/,
  ],
  [
    'a contradiction of a ref that no claim has',
    (f) => f['contradictions.json']['ax-01'].claims.push('ac-999'),
    /#\/ax-01\/claims\/2: no claim/,
  ],
  // Ids
  [
    'an attribute in two files',
    (f) => (f['attributes/price.json'].license = f[SPECIFICATION].license),
    /^attributes\/\w+\.json#\/license: duplicate id/,
  ],
  [
    'an attribute and a group of one id',
    (f) => (f['groups/license.json'] = f['groups/openness.json']),
    /^groups\/license\.json#: license is an attribute already/,
  ],
  [
    'a model and a family of one id',
    (f) => (f['models/meta/llama-4.json'] = { ...f[SCOUT], claims: [], offers: [] }),
    /^models\/meta\/llama-4\.json#: meta\/llama-4 is a family/,
  ],
  [
    'the same offer twice',
    (f) => f[SCOUT].offers.push({ provider: 'groq', claims: [] }),
    /#\/offers\/2: duplicate id: meta\/llama-4-scout@groq/,
  ],
  ['the same claim twice', (f) => f[SCOUT].claims.push(f[SCOUT].claims[0]), /#\/claims\/6: duplicate claim: the same as .*\/claims\/0/],
  [
    'two checks of one claim',
    (f) => f['claim-checks.json'].push(f['claim-checks.json'][0]),
    /^claim-checks\.json#\/1\/claim: duplicate check of ac-002/,
  ],
  // Values
  ['text for a number', (f) => (f[SCOUT].claims[0].value = '10M'), /#\/claims\/0\/value: context_window is a number/],
  ['a number for a boolean', (f) => (f[SCOUT].claims[2].value = 1), /#\/claims\/2\/value: open_weights is a boolean/],
  ['a string for a set', (f) => (f[SCOUT].claims[1].value = 'de'), /#\/claims\/1\/value: languages is a set/],
  ['a list for a string', (f) => (f[SCOUT].claims[3].value = ['MIT']), /#\/claims\/3\/value: license is a string/],
  ['a month for a day', (f) => (f[SCOUT].claims[4].value = '2025-04'), /#\/claims\/4\/value: release_date is a date/],
  ['a member twice', (f) => f[SCOUT].claims[1].value.push('de'), /#\/claims\/1\/value\/3: de stands here twice/],
  [
    'a member outside the closed list',
    (f) => (f['providers/groq.json'].claims[0].value = 'edge'),
    /^providers\/groq\.json#\/claims\/0\/value: hosting: edge is none of cloud, self_hosted/,
  ],
  ['a word for a language', (f) => (f[SCOUT].claims[1].value[0] = 'German'), /#\/claims\/1\/value\/0: languages: German is written german/],
  [
    'what can be no language',
    (f) => (f[SCOUT].claims[1].value[0] = 'de_DE'),
    /#\/claims\/1\/value\/0: languages: de_DE is no language tag/,
  ],
  [
    'a language tag in the wrong case',
    (f) => (f[SCOUT].claims[1].value[2] = 'pt-br'),
    /#\/claims\/1\/value\/2: languages: pt-br is written pt-BR/,
  ],
  [
    'a licence in words',
    (f) => (f[SCOUT].claims[3].value = 'Llama 4 Community License'),
    /#\/claims\/3\/value: license: .* is no SPDX expression/,
  ],
  [
    'a clause of a licence without a source',
    (f) => (f['licenses/LicenseRef-Llama-4.json'].terms.permissions[0].source = 'hearsay'),
    /^licenses\/LicenseRef-Llama-4\.json#\/terms\/permissions\/0\/source: unknown source hearsay/,
  ],
  [
    'a quote of a licence that is a copy',
    (f) => (f['licenses/LicenseRef-Llama-4.json'].terms.permissions[0].quote = 'word '.repeat(25)),
    /#\/terms\/permissions\/0\/quote: a quote has fewer than 25 words/,
  ],
  [
    'a URL of another scheme',
    (f) => (f[SCOUT].claims[5] = { ...f[SCOUT].claims[5], value: 'javascript:1', value_status: 'stated' }),
    /#\/claims\/5\/value: homepage: javascript:1 is no http/,
  ],
  [
    'a bound of a boolean',
    (f) => (f[SCOUT].claims[2].qualifier = 'at_most'),
    /#\/claims\/2\/qualifier: open_weights is a boolean: at_most says nothing/,
  ],
  [
    'a mode of what is no benchmark',
    (f) => (f[SCOUT].claims[0].mode = { thinking: true }),
    /#\/claims\/0\/mode: context_window is no benchmark: mode says nothing about it/,
  ],
  ['an error of what is no benchmark', (f) => (f[SCOUT].claims[2].se = 1), /#\/claims\/2\/se: open_weights is no benchmark/],
  ['a mode that says nothing', (f) => addResult(f, { mode: {} }), /#\/claims\/6\/mode: a mode says at least one thing/],
  [
    'a member of a mode that nobody knows',
    (f) => addResult(f, { mode: { thinking: true, shots: 5 } }),
    /#\/claims\/6\/mode\/shots: unknown key/,
  ],
  ['an effort in words', (f) => addResult(f, { mode: { effort: 'Very High' } }), /#\/claims\/6\/mode\/effort: /],
  ['a result over no questions', (f) => addResult(f, { items: 0 }), /#\/claims\/6\/items: /],
  ['a negative error', (f) => addResult(f, { se: -1 }), /#\/claims\/6\/se: /],
  [
    'an error of a result that was not found',
    (f) => addResult(f, { value: null, value_status: 'not_found', se: 1, mode: { thinking: true } }),
    /#\/claims\/6\/se: there is no result that se could be of/,
  ],
  [
    'a time that ends before it begins',
    (f) => (f[SCOUT].claims[0].when = { from: '2026-02-01', until: '2026-01-01' }),
    /#\/claims\/0\/when: from is not before until/,
  ],
  // Attributes
  [
    'questions of what is no benchmark',
    (f) => (f[SPECIFICATION].context_window.items = 198),
    /#\/context_window\/items: only a number of a category benchmark_/,
  ],
  ['equal anchors', (f) => (f[SPECIFICATION].open_weights.scale.best = 0), /#\/open_weights\/scale\/best: /],
  ['an anchor of zero on a log scale', (f) => (f[SPECIFICATION].context_window.scale.worst = 0), /#\/context_window\/scale\/worst: /],
  ['a negative anchor on a log scale', (f) => (f[SPECIFICATION].context_window.scale.best = -1), /#\/context_window\/scale\/best: /],
  [
    'steps that do not increase',
    (f) =>
      (f[SPECIFICATION].context_window.scale = {
        kind: 'steps',
        points: [
          [1, 0],
          [3, 0.5],
          [2, 1],
        ],
      }),
    /#\/context_window\/scale\/points\/2\/0: /,
  ],
  [
    'steps that rise and fall',
    (f) =>
      (f[SPECIFICATION].context_window.scale = {
        kind: 'steps',
        points: [
          [1, 0],
          [2, 1],
          [3, 0.5],
        ],
      }),
    /#\/context_window\/scale\/points\/2\/1: /,
  ],
  [
    'a log scale for a boolean',
    (f) => (f[SPECIFICATION].open_weights.scale = { kind: 'log', worst: 1, best: 2 }),
    /#\/open_weights\/scale\/kind: a log scale does not fit a boolean/,
  ],
  [
    'a linear scale for a set',
    (f) => (f[SPECIFICATION].languages.scale = { kind: 'linear', worst: 0, best: 2 }),
    /#\/languages\/scale\/kind: a linear scale does not fit a set/,
  ],
  [
    'numbers as anchors of a date',
    (f) => (f[SPECIFICATION].release_date.scale = { kind: 'linear', worst: 0, best: 2 }),
    /#\/release_date\/scale\/worst: the anchors of a date are days/,
  ],
  [
    'days as anchors of a number',
    (f) => (f[SPECIFICATION].context_window.scale = { kind: 'linear', worst: '2025-01-01', best: '2026-01-01' }),
    /#\/context_window\/scale\/worst: the anchors of a number are numbers/,
  ],
  [
    'a better that its scale denies',
    (f) => (f['attributes/price.json'].price_input.better = 'higher'),
    /#\/price_input\/scale: the scale makes lower better, but better says higher/,
  ],
  [
    'a scale where nothing is better',
    (f) => (f[SPECIFICATION].release_date.better = 'none'),
    /#\/release_date\/scale: the scale makes higher better, but better says none/,
  ],
  [
    'a wanted member outside the closed list',
    (f) => (f['attributes/price.json'].hosting.scale = { kind: 'set', wanted: ['edge'] }),
    /#\/hosting\/scale\/wanted\/0: edge is none of/,
  ],
  [
    'a closed list for a number',
    (f) => (f[SPECIFICATION].context_window.values = ['8k']),
    /#\/context_window\/values: a number has no list of members/,
  ],
  ['a format for a date', (f) => (f[SPECIFICATION].release_date.format = 'url'), /#\/release_date\/format: a date has no format url/],
  [
    'what is inherited by no kind of hosting',
    (f) => (f[SPECIFICATION].context_window.inherited_by = ['self_hosted', 'edge']),
    /#\/context_window\/inherited_by\/1: edge is no kind of hosting/,
  ],
  // Stored requests
  [
    "an unknown member of a verdict's request",
    (f) => (f['verdicts/av-01.json'].request.pick = 'meta/llama-4'),
    /^verdicts\/av-01\.json#\/request\/pick: unknown key/,
  ],
  ['a verdict that asks for nothing', (f) => (f['verdicts/av-01.json'].request = {}), /^verdicts\/av-01\.json#\/request: /],
  [
    'a verdict that requires an unknown attribute',
    (f) => (f['verdicts/av-01.json'].request.require = { charm: { is: true } }),
    /#\/request\/require\/charm: /,
  ],
  [
    'a verdict with an operator that does not fit',
    (f) => (f['verdicts/av-01.json'].request.require = { open_weights: { at_least: 1 } }),
    /#\/request\/require\/open_weights\/at_least: /,
  ],
  [
    'a profile that weighs an unknown criterion',
    (f) => (f['profiles/long-documents.json'].request.prefer.weights.charm = 1),
    /^profiles\/long-documents\.json#\/request\/prefer\/weights\/charm: /,
  ],
  [
    'a profile that weighs what has no scale',
    (f) => (f['profiles/long-documents.json'].request.prefer.weights.license = 1),
    /#\/request\/prefer\/weights\/license: /,
  ],
  [
    'a profile with a weight in words',
    (f) => (f['profiles/long-documents.json'].request.prefer.weights.openness = 'much'),
    /#\/request\/prefer\/weights\/openness: /,
  ],
  [
    'a profile of an unknown family',
    (f) => (f['profiles/long-documents.json'].request.candidates = { families: ['meta/llama-9'] }),
    /#\/request\/candidates\/families\/0: /,
  ],
])('%s is a fault, with its file and place', (_what, change, fault) => {
  const faults = faultsWhen(change);
  expect(faults).toHaveLength(1);
  expect(faults[0]).toMatch(fault);
});

const floorOf = (at_least: number, need: object = { attributes: ['price_input'] }) => ({
  title: 'Prices',
  rule: { of: 'models', needs: [need], at_least, not_found_up_to: 0.25 },
});

test.each<[string, (files: SeedFiles) => void, string]>([
  // Files that declare nothing
  [
    'attributes in a list',
    (f) => (f['attributes/price.json'] = []),
    'attributes/price.json#: Invalid input: expected record, received array',
  ],
  ['GPUs in a list', (f) => (f['gpus.json'] = []), 'gpus.json#: Invalid input: expected record, received array'],
  ['picks in a list', (f) => (f['verdict-picks.json'] = []), 'verdict-picks.json#: Invalid input: expected record, received array'],
  ['checks in an object', (f) => (f['claim-checks.json'] = {}), 'claim-checks.json#: Invalid input: expected array, received object'],
  [
    'contradictions in a list',
    (f) => (f['contradictions.json'] = []),
    'contradictions.json#: Invalid input: expected record, received array',
  ],
  // Entries of a wrong shape: what names or needs them is not blamed
  [
    'a family without a name',
    (f) => delete f['families/meta/llama-4.json'].name,
    `${FAMILY}#/name: Invalid input: expected string, received undefined`,
  ],
  ['a null for an offer', (f) => f[SCOUT].offers.push(null), `${SCOUT}#/offers/2: Invalid input: expected object, received null`],
  ['a null for a claim', (f) => f[SCOUT].claims.push(null), `${SCOUT}#/claims/6: Invalid input: expected object, received null`],
  ['a null for a check', (f) => f['claim-checks.json'].push(null), 'claim-checks.json#/1: Invalid input: expected object, received null'],
  [
    'a claim without a ref whose confidence is no word of ours',
    (f) => (f[SCOUT].claims[1].confidence = 'sure'),
    `${SCOUT}#/claims/1/confidence: Invalid option: expected one of "high"|"medium"|"low"`,
  ],
  [
    'a GPU whose memory is in words',
    (f) => (f['gpus.json'].h100.memory_gb = '80 GB'),
    'gpus.json#/h100/memory_gb: Invalid input: expected number, received string',
  ],
  [
    'an id of a GPU in capitals',
    (f) => (f['gpus.json'] = { H100: f['gpus.json'].h100 }),
    `gpus.json#/H100: Invalid string: must match pattern /^${SLUG}$/`,
  ],
  [
    'a calibration of a month',
    (f) => (f['calibration/2026-11.json'] = f['calibration/2026-11-01.json']),
    "calibration/2026-11.json#: 2026-11 can't be an id",
  ],
  [
    'a calibration from an unknown source',
    (f) => (f['calibration/2026-11-01.json'].inputs[0].source = 'hearsay'),
    'calibration/2026-11-01.json#/inputs/0/source: unknown source hearsay',
  ],
  [
    'a calibrated item of an unknown attribute',
    (f) => (f['calibration/2026-11-01.json'].items.window.attribute = 'windows'),
    'calibration/2026-11-01.json#/items/window/attribute: unknown attribute windows',
  ],
  [
    'an ability that is told in points of an item there is not',
    (f) => (f['calibration/2026-11-01.json'].abilities.reading.reference = 'windows'),
    'calibration/2026-11-01.json#: every item is of an ability, and every ability is told in points of items of its own',
  ],
  ['a GPU of an unknown source', (f) => (f['gpus.json'].h100.source = 'hearsay'), 'gpus.json#/h100/source: unknown source hearsay'],
  [
    'a leader that is no model of the seed',
    (f) => (f['leaders.json'] = { models: ['meta/llama-9'], providers: ['groq'] }),
    'leaders.json#/models/0/model: unknown model meta/llama-9',
  ],
  [
    'a leader that is no provider of the seed',
    (f) => (f['leaders.json'] = { models: [], providers: ['grok'] }),
    'leaders.json#/providers/0/provider: unknown provider grok',
  ],
  [
    'a leader that stands there twice',
    (f) => (f['leaders.json'] = { models: [], providers: ['groq', 'groq'] }),
    'leaders.json#/providers/1: duplicate id: groq',
  ],
  [
    'a floor above everything',
    (f) => (f['completeness.json'] = { prices: floorOf(1.5) }),
    'completeness.json#/prices/rule/at_least: Too big: expected number to be <=1',
  ],
  [
    'a floor that needs nothing',
    (f) => (f['completeness.json'] = { prices: floorOf(1, {}) }),
    'completeness.json#/prices/rule/needs/0: a need names attributes, categories or both',
  ],
  [
    'an alias of what is no model id',
    (f) => (f['aliases/any.json'].models.scout = 'scout'),
    `aliases/any.json#/models/scout: Invalid string: must match pattern /^${SLUG}\\/${SLUG}(?::${SLUG})?$/`,
  ],
  [
    'an alias of an unknown model',
    (f) => (f['aliases/any.json'].models.scout = 'meta/scout'),
    'aliases/any.json#/models/scout: unknown model meta/scout',
  ],
  [
    'an alias of an unknown provider',
    (f) => (f['aliases/any.json'].providers.lpu = 'lpu'),
    'aliases/any.json#/providers/lpu: unknown provider lpu',
  ],
  [
    'a verdict without a quote',
    (f) => delete f['verdicts/av-01.json'].quote,
    'verdicts/av-01.json#/quote: Invalid input: expected string, received undefined',
  ],
  [
    'a number for a pick',
    (f) => (f['verdict-picks.json']['av-01'] = 7),
    'verdict-picks.json#/av-01: Invalid input: expected string, received number; or: Invalid input: expected "both"',
  ],
  [
    'a profile without a title',
    (f) => delete f['profiles/long-documents.json'].title,
    'profiles/long-documents.json#/title: Invalid input: expected string, received undefined',
  ],
  [
    'an id of a contradiction with a blank',
    (f) => (f['contradictions.json'] = { 'ax 01': f['contradictions.json']['ax-01'] }),
    `contradictions.json#/ax 01: Invalid string: must match pattern /^${SLUG}$/`,
  ],
  // Scales: of the shapes that it could have, the one that its kind asks for
  [
    'a log scale with a word for an anchor',
    (f) => (f[SPECIFICATION].context_window.scale.worst = 'low'),
    `${SPECIFICATION}#/context_window/scale/worst: Invalid input: expected number, received string`,
  ],
  [
    'a linear scale of one number and no more',
    (f) => (f[SPECIFICATION].open_weights.scale = { kind: 'linear', worst: 0 }),
    `${SPECIFICATION}#/open_weights/scale: Invalid input: expected number, received undefined; or: Invalid input: expected string, received number`,
  ],
  [
    'a scale of no known kind',
    (f) => (f[SPECIFICATION].open_weights.scale = { kind: 'cubic', worst: 0, best: 1 }),
    `${SPECIFICATION}#/open_weights/scale: ${['linear', 'log', 'steps', 'set'].map((kind) => `Invalid input: expected "${kind}"`).join('; or: ')}`,
  ],
  // Attributes
  [
    'a member twice in the closed list',
    (f) => f['attributes/price.json'].hosting.values.push('cloud'),
    'attributes/price.json#/hosting/values/2: cloud stands here twice',
  ],
  [
    'fewer wanted members as the better ones',
    (f) => (f[SPECIFICATION].languages.better = 'lower'),
    `${SPECIFICATION}#/languages/scale: the scale makes higher better, but better says lower`,
  ],
])('of %s, and of nothing else, it is said what is wrong', (_what, change, fault) => {
  expect(faultsWhen(change)).toEqual([fault]);
});

test('members can be wanted where neither more nor less of them is better as such', () => {
  expect(faultsWhen((files) => (files[SPECIFICATION].languages.better = 'none'))).toEqual([]);
});

test('an attribute in two files is a fault of the later one, which names the earlier', () => {
  expect(faultsWhen((files) => (files['attributes/price.json'].license = files[SPECIFICATION].license))).toEqual([
    `attributes/price.json#/license: duplicate id: license stands in ${SPECIFICATION} too`,
  ]);
});

test('all faults of all files come at once, and one does not breed others', () => {
  const faults = faultsWhen((files) => {
    files['providers/together.json'] = '{';
    files['sources.json'].article.kind = 'blog';
    files[SPECIFICATION].context_window.better = 'more';
    files[SCOUT].claims[0].confidence = 'sure';
    files[SCOUT].claims[2].value = 'yes';
    files[SCOUT].offers[0].claims[0].attribute = 'charm';
    files['verdicts/av-01.json'].request.limit = 0;
  });
  expect(faults.map((fault) => fault.split(': ')[0])).toEqual([
    'providers/together.json#',
    `${SPECIFICATION}#/context_window/better`,
    `${SCOUT}#/claims/0/confidence`,
    `${SCOUT}#/claims/2/value`,
    `${SCOUT}#/offers/0/claims/0/attribute`,
    'sources.json#/article/kind',
    'verdicts/av-01.json#/request/limit',
  ]);
});

test('the error lists every fault in words', () => {
  const files = { ...smallSeed(), 'verdict-picks.json': {}, 'groups/openness.json': '{' };
  const wanted =
    /^the seed has 2 faults:\n {2}groups\/openness\.json: not JSON: .*\n {2}verdicts\/av-01\.json: verdict-picks\.json has no pick/;
  expect(() => parseSeed({ files: textsOf(files), fingerprint: '' })).toThrow(wanted);
});

test('a ref on several claims stands for all of them', () => {
  const files = smallSeed();
  files[SCOUT].claims[3].ref = 'vf-0001';
  files['families/meta/llama-4.json'].claims.push({
    attribute: 'open_weights',
    value: true,
    source: 'article',
    as_of: null,
    confidence: 'low',
    ref: 'ac-002',
  });
  const { claims, claim_checks, verdicts } = seedOf(files);
  const idsOf = (...refs: string[]) => claims.filter(({ ref }) => ref !== undefined && refs.includes(ref)).map(({ id }) => id);
  expect(claim_checks.map(({ claim }) => claim).sort()).toEqual(idsOf('ac-002').sort());
  expect(claim_checks).toHaveLength(2);
  for (const { facts } of claim_checks) expect([...facts].sort()).toEqual(idsOf('vf-0001', 'vf-0002').sort());
  expect([...(verdicts[0]?.supporting_claims ?? [])].sort()).toEqual(idsOf('ac-001', 'ac-002').sort());
});

test('notes for people and hidden files are no part of the seed; every other byte is part of its fingerprint', () => {
  const folder = temporaryFolder();
  writeFiles(folder, smallSeed());
  const { fingerprint, files } = readSeedFolder(folder);
  expect(files.map(({ path }) => path)).toEqual(Object.keys(smallSeed()).sort());
  writeFiles(folder, { 'README.md': 'read me', 'models/.swp': 'x' });
  expect(readSeedFolder(folder).fingerprint).toBe(fingerprint);
  writeFiles(folder, { 'sources.json': `${JSON.stringify(smallSeed()['sources.json'], null, 2)}\n` });
  expect(readSeedFolder(folder).fingerprint).not.toBe(fingerprint);
  expect(() => readSeedFolder(join(folder, 'nowhere'))).toThrow(/ENOENT/);
});
