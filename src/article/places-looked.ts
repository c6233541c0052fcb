import { type Catalog, compareIds } from '../catalog/catalog.ts';
import type { Candidate, FactView } from '../catalog/facts/fact-view.ts';
import type { Attribute } from '../catalog/vocabulary.ts';
import type { ArticleVerdict } from './answer.ts';
import type { Side } from './side.ts';

type Place = ArticleVerdict['verified']['looked'][number];

/** Where values of the attributes were looked for in vain, for either family: the claims that say so, each once, in order of attribute. */
export function placesLooked(view: FactView, sides: readonly Side[], attributes: readonly string[], catalog: Catalog): Place[] {
  const places = new Map<string, Place>();
  for (const attribute of attributes.map((id) => catalog.attributes.get(id)).filter((entry) => entry !== undefined))
    for (const { family } of sides)
      for (const candidate of view.candidates.filter((one) => one.family === family))
        for (const place of placesOf(view, attribute, candidate)) places.set(place.claim, place);
  const order = (place: Place) => attributes.indexOf(place.attribute);
  return [...places.values()].sort((a, b) => order(a) - order(b) || compareIds(a.claim, b.claim));
}

function placesOf(view: FactView, attribute: Attribute, candidate: Candidate): Place[] {
  return view
    .claimsOn(attribute, candidate)
    .filter(({ claim }) => claim.value_status === 'not_found')
    .map(({ claim, source }) => ({
      attribute: attribute.id,
      claim: claim.id,
      source: source.id,
      title: source.title,
      locator: source.locator,
      note: claim.note ?? null,
    }));
}
