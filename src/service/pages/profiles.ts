import { z } from 'zod';
import { CatalogStamp, stampOf } from '../../catalog/catalog-stamp.ts';
import { Slug } from '../../catalog/claim.ts';
import { ProfileEntry, type Profile as StoredProfile } from '../../catalog/entries.ts';
import { RankingRequest } from '../../ranking/ask/request.ts';
import type { Service } from '../deps.ts';
import { notInCatalog, type Refused } from '../refused.ts';
import { type Page, type PageAsked, pageOf } from './page.ts';

export const Profile = z
  .strictObject({
    id: Slug.meta({ description: 'The name for `prefer.profile`.' }),
    ...ProfileEntry.shape,
    request: RankingRequest.meta({ description: 'The ranking request that it stands for.' }),
    reasons: z.record(z.string().max(200), z.string().max(600)).meta({ description: 'Why the parts of the request are as they are.' }),
  })
  .meta({ id: 'Profile', description: 'A stored, named ranking request.' });

export const ProfilePage = Profile.extend({ catalog: CatalogStamp }).meta({ id: 'ProfilePage', description: 'One profile.' });

/** Stored ranking requests, in order of id. */
export function listProfiles(service: Pick<Service, 'catalog'>, page: PageAsked): { readonly catalog: CatalogStamp } & Page<StoredProfile> {
  const catalog = service.catalog();
  return { catalog: stampOf(catalog), ...pageOf([...catalog.profiles.values()], page) };
}

/** A stored ranking request with the reasons for its parts. */
export function profilePage(service: Pick<Service, 'catalog'>, id: string): ({ readonly catalog: CatalogStamp } & StoredProfile) | Refused {
  const catalog = service.catalog();
  const profile = catalog.profiles.get(id);
  return profile ? { catalog: stampOf(catalog), ...profile } : notInCatalog('profile');
}
