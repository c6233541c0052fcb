import { z } from 'zod';
import { CatalogStamp, stampOf } from '../../catalog/catalog-stamp.ts';
import { Slug } from '../../catalog/claim.ts';
import { ProfileEntry } from '../../catalog/entries.ts';
import { PAGE_QUERY, pageOf } from '../../http/paging.ts';
import type { Routes } from '../../http/service.ts';
import { notFound } from '../../problems.ts';
import { RankingRequest } from '../../ranking/ask/request.ts';
import { CATALOG_REF_EXAMPLE, pageSchema } from './evidence.ts';

const Profile = z
  .strictObject({
    id: Slug.meta({ description: 'The name for `prefer.profile`.' }),
    ...ProfileEntry.shape,
    request: RankingRequest.meta({ description: 'The ranking request that it stands for.' }),
    reasons: z.record(z.string().max(200), z.string().max(600)).meta({ description: 'Why the parts of the request are as they are.' }),
  })
  .meta({ id: 'Profile', description: 'A stored, named ranking request.' });

const ProfilePage = Profile.extend({ catalog: CatalogStamp }).meta({ id: 'ProfilePage', description: 'One profile.' });

const PROFILE_EXAMPLE = {
  id: 'long-context-open',
  title: 'Long context, open weights',
  description: 'Open weights, and as much context as can be had.',
  version: 1,
  request: { require: { open_weights: { is: true } }, prefer: { weights: { context_window: 1 } } },
  reasons: { context_window: 'The only thing wanted.' },
};

/** Stored ranking requests, for `prefer.profile`. */
export const profiles: Routes = (app, { catalog }) => {
  app.get(
    '/v1/profiles',
    {
      schema: {
        operationId: 'listProfiles',
        tags: ['catalog'],
        summary: 'List profiles',
        description: 'Every stored ranking request, ordered by id.',
        querystring: z.strictObject(PAGE_QUERY),
        response: { 200: pageSchema(Profile).describe('A page of profiles.') },
      },
      config: {
        cache: 'catalog',
        examples: { parameters: { limit: 20 }, response: { catalog: CATALOG_REF_EXAMPLE, items: [PROFILE_EXAMPLE] } },
      },
    },
    async ({ query }, reply) => {
      const current = catalog();
      return { catalog: stampOf(current), ...pageOf('/v1/profiles', query, [...current.profiles.values()], reply) };
    },
  );
  app.get(
    '/v1/profiles/:id',
    {
      schema: {
        operationId: 'getProfile',
        tags: ['catalog'],
        summary: 'One profile',
        description: 'A stored ranking request with the reasons for its parts. `prefer.profile` takes its id.',
        params: z.strictObject({ id: Slug.meta({ description: 'The id of the profile.' }) }),
        response: { 200: ProfilePage.describe('The profile.') },
      },
      config: { cache: 'catalog', examples: { response: { ...PROFILE_EXAMPLE, catalog: CATALOG_REF_EXAMPLE } } },
    },
    async ({ params }) => {
      const current = catalog();
      const profile = current.profiles.get(params.id);
      if (!profile) throw notFound('profile');
      return { catalog: stampOf(current), ...profile };
    },
  );
};
