import { z } from 'zod';
import { Slug } from '../../catalog/claim.ts';
import type { Routes } from '../../http/deps.ts';
import { PAGE_QUERY, pageAsked, paged, pageSchema } from '../../http/paging.ts';
import { answered } from '../../http/problem-of.ts';
import { listProfiles, Profile, ProfilePage, profilePage } from '../../service/pages/profiles.ts';
import { CATALOG_REF_EXAMPLE } from './evidence-examples.ts';

const PROFILE_EXAMPLE = {
  id: 'long-context-open',
  title: 'Long context, open weights',
  description: 'Open weights, and as much context as can be had.',
  version: 1,
  request: { require: { open_weights: { is: true } }, prefer: { weights: { context_window: 1 } } },
  reasons: { context_window: 'The only thing wanted.' },
};

/** Stored ranking requests, for `prefer.profile`. */
export const profiles: Routes = (app, { service }) => {
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
      const page = pageAsked('/v1/profiles', query);
      return paged(listProfiles(service, page), page, reply);
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
    async ({ params }) => answered(profilePage(service, params.id)),
  );
};
