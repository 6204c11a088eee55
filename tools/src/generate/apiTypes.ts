/** The types that a client generated from the OpenAPI document has. The tests of the HTTP API use them. */
import openapiTS, { astToString } from 'openapi-typescript';
import { DOCUMENT } from '../../../functions/src/http/openapi.ts';
import { createApi } from '../../../functions/src/http/api.ts';
import { formatted } from './formatted.ts';

/** Returns TypeScript for all paths, formatted with the repository's settings. */
export async function apiTypes(): Promise<string> {
  const types = await openapiTS(JSON.stringify(createApi([]).getOpenAPI31Document(DOCUMENT)));
  return (await formatted(astToString(types), 'typescript')).trimEnd();
}
