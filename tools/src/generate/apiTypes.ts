/** The types of the HTTP API's document, as a generated client has them; the tests of the API are such a client. */
import openapiTS, { astToString } from 'openapi-typescript';
import { format, resolveConfig } from 'prettier';
import { DOCUMENT } from '../../../functions/src/http/openapi.ts';
import { createRouter } from '../../../functions/src/http/router.ts';
import { ROOT } from '../../../testing/src/cli/root.ts';

/** TypeScript of all paths, formatted as the repository is. */
export async function apiTypes(): Promise<string> {
  const types = await openapiTS(JSON.stringify(createRouter([]).getOpenAPI31Document(DOCUMENT)));
  const options = await resolveConfig(`${ROOT}/package.json`);
  return (await format(astToString(types), { ...options, parser: 'typescript' })).trimEnd();
}
