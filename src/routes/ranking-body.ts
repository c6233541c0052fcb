import { RankingRequest } from '../ranking/ask/request.ts';

/** As it stands in the document, where other bodies hold it too. */
export const RankingBody = RankingRequest.meta({
  id: 'RankingRequest',
  description: 'What is needed and what is preferred. At least one of `require` and `prefer`.',
});
