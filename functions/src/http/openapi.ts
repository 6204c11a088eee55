/** How the operations are described in the OpenAPI document, which the router serves at /openapi.json. */
import { createRoute, type OpenAPIHono } from '@hono/zod-openapi';
import type { OperationShape } from './operations.ts';
import { errorAnswer } from './schemas.ts';

/** The part of the OpenAPI 3.1 document that is the same for every operation. */
export const DOCUMENT = {
  openapi: '3.1.0',
  info: {
    title: 'firegroups',
    version: '1',
    description:
      'Groups, membership and chat. Every request acts as its caller, under the security rules.',
  },
  security: [{ idToken: [] }],
};

const REFUSALS = {
  400: 'The request is malformed or invalid. `fields` names each invalid field.',
  401: 'The ID token is missing or not valid.',
  403: 'The security rules refuse this.',
  404: 'Not found, or not visible to the caller.',
  405: 'Use the method that the `Allow` header names.',
  409: 'Already done, or no longer possible.',
  411: 'The body has no Content-Length.',
  413: 'The body is larger than 64 KiB.',
  415: 'The body is not application/json, or it is compressed.',
  429: 'Too many requests, or too many of this action. Wait as many seconds as the `Retry-After` header says, if there is one.',
  503: 'Firebase is busy or out of reach. Try again.',
};

const REFERENCES = Object.fromEntries(
  Object.keys(REFUSALS).map((status) => [status, { $ref: `#/components/responses/${status}` }]),
);

/** Registers what every operation refers to: the security scheme, the error and the refusals. */
export function registerComponents(registry: OpenAPIHono['openAPIRegistry']): void {
  registry.registerComponent('securitySchemes', 'idToken', {
    type: 'http',
    scheme: 'bearer',
    bearerFormat: 'JWT',
  });
  registry.register('Error', errorAnswer);
  const content = { 'application/json': { schema: { $ref: '#/components/schemas/Error' } } };
  for (const [status, description] of Object.entries(REFUSALS)) {
    registry.registerComponent('responses', status, { description, content });
  }
}

/** An operation as a route with its description. */
export function routeOf(operationId: string, shape: OperationShape) {
  const { method, path, summary, input, status, answer, server } = shape;
  return createRoute({
    operationId,
    method: method === 'GET' ? 'get' : 'post',
    path,
    summary,
    ...(server && { servers: [{ url: server }] }),
    request:
      method === 'GET'
        ? { query: input }
        : { body: { required: true, content: { 'application/json': { schema: input } } } },
    responses: {
      ...REFERENCES,
      [status]: {
        description: 'Done.',
        content: { [shape.contentType ?? 'application/json']: { schema: answer } },
      },
    },
  });
}
