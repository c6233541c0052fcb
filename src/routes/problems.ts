import { z } from 'zod';
import type { Routes } from '../http/deps.ts';
import { preferred } from '../http/negotiation.ts';
import { PROBLEM_SLUGS, PROBLEMS, type ProblemSlug, refusal } from '../problems.ts';

const ProblemPage = z
  .strictObject({
    type: z.string().max(100).meta({ description: 'What the type member of such a problem says: the address of its page.' }),
    status: z.int().min(400).max(599).meta({ description: 'The HTTP status of such a problem.' }),
    title: z.string().max(100).meta({ description: 'The title of such a problem.' }),
    description: z.string().max(2000).meta({ description: 'What it means and what to do.' }),
  })
  .meta({ id: 'ProblemType', description: 'A type of problem.' });
const ProblemPages = z.strictObject({ items: z.array(ProblemPage).max(100).meta({ description: 'All types.' }) });

const HTML = 'text/html';
const JSON_TYPE = 'application/json';

function page(slug: ProblemSlug): z.infer<typeof ProblemPage> {
  const { status, title, page: description } = PROBLEMS[slug];
  return { type: `/problems/${slug}`, status, title, description };
}

/** The pages behind the `type` of every problem document: for people in the browser, for programs as JSON. */
export const problems: Routes = (app) => {
  app.get(
    '/problems',
    {
      schema: {
        operationId: 'listProblems',
        tags: ['operations'],
        summary: 'All problem types',
        description: 'Every type of problem that an answer can have, as JSON or as a page.',
        response: { 200: ProblemPages.describe('All types.') },
      },
      config: {
        access: 'open',
        always: true,
        cache: 'document',
        produces: [JSON_TYPE, HTML],
        examples: { response: { items: [page('not-found')] } },
      },
    },
    async (request, reply) => {
      const items = PROBLEM_SLUGS.map(page);
      if (preferred(request.headers.accept, [JSON_TYPE, HTML]) === JSON_TYPE) return { items };
      return reply
        .type('text/html; charset=utf-8')
        .serializer(String)
        .send(html('Problem types', list(items)) as never);
    },
  );
  app.get(
    '/problems/:slug',
    {
      schema: {
        operationId: 'getProblem',
        tags: ['operations'],
        summary: 'One problem type',
        description: 'What the type means and what to do about it, as a page or as JSON.',
        params: z.strictObject({ slug: z.string().max(100).meta({ description: 'The last segment of a problem’s type.' }) }),
        response: { 200: ProblemPage.describe('The type.') },
      },
      config: {
        access: 'open',
        always: true,
        cache: 'document',
        produces: [HTML, JSON_TYPE],
        examples: { parameters: { slug: 'not-found' }, response: page('not-found') },
      },
    },
    async (request, reply) => {
      const slug = PROBLEM_SLUGS.find((known) => known === request.params.slug);
      if (!slug) throw refusal('not-found');
      const entry = page(slug);
      if (preferred(request.headers.accept, [HTML, JSON_TYPE]) === JSON_TYPE) return entry;
      const body = `<p>Status ${entry.status}</p>\n<p>${entry.description}</p>\n<p><a href="/problems">All problem types</a></p>`;
      return reply
        .type('text/html; charset=utf-8')
        .serializer(String)
        .send(html(entry.title, body) as never);
    },
  );
};

function list(entries: readonly z.infer<typeof ProblemPage>[]): string {
  const items = entries.map((entry) => `<li><a href="${entry.type}">${entry.title}</a> (${entry.status})</li>`);
  return `<ul>\n${items.join('\n')}\n</ul>`;
}

/** The text is this program's own: nothing of a request stands in it. */
function html(title: string, body: string): string {
  return `<!doctype html>\n<html lang="en">\n<meta charset="utf-8">\n<meta name="viewport" content="width=device-width">\n<title>${title}</title>\n<h1>${title}</h1>\n${body}\n</html>\n`;
}
