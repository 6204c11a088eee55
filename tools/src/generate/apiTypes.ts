/** The types that a client generated from the OpenAPI document has. The tests of the HTTP API use them. */
import openapiTS, { astToString } from 'openapi-typescript';
import { format, resolveConfig } from 'prettier';
import { DOCUMENT } from '../../../functions/src/http/openapi.ts';
import { createApi } from '../../../functions/src/http/api.ts';
import { ROOT } from '../../../testing/src/cli/root.ts';

/** Returns TypeScript for all paths, formatted with the repository's settings. */
export async function apiTypes(): Promise<string> {
  const types = await openapiTS(JSON.stringify(createApi([]).getOpenAPI31Document(DOCUMENT)));
  const options = await resolveConfig(`${ROOT}/package.json`);
  return (await format(astToString(types), { ...options, parser: 'typescript' })).trimEnd();
}
