/** The API's description, made of the schemas by which it checks. */
import * as z from 'zod';
import { OPERATIONS, WATCH_CHAT, type OperationShape } from './operations.ts';
import { errorAnswer } from './schemas.ts';

const REFUSALS = {
  400: 'Malformed or invalid: `fields` names what.',
  401: 'No ID token, or one that is no good.',
  403: 'The rules refuse it.',
  404: 'Not there, or not the caller’s to see.',
  405: 'Another method: `Allow` names it.',
  409: 'It is so already, or can no longer be.',
  413: 'Over 64 KiB.',
  415: 'The body is not application/json.',
  429: 'Too much at once.',
  503: 'Busy or out of reach: try again.',
};

/** The OpenAPI 3.1 document. */
export function openApiDocument() {
  const all: Record<string, OperationShape> = { ...OPERATIONS, watchChat: WATCH_CHAT };
  return {
    openapi: '3.1.0',
    info: {
      title: 'firegroups',
      version: '1',
      description: 'Groups, membership and chat, as the caller and under the security rules.',
    },
    security: [{ idToken: [] }],
    paths: Object.fromEntries(
      Object.entries(all).map(([operationId, shape]) => [
        shape.path,
        { [shape.method.toLowerCase()]: { operationId, ...describe(shape) } },
      ]),
    ),
    components: {
      securitySchemes: { idToken: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT' } },
      schemas: { HttpError: schemaOf(errorAnswer, 'output') },
      responses: Object.fromEntries(
        Object.entries(REFUSALS).map(([status, description]) => [
          status,
          answer(description, { $ref: '#/components/schemas/HttpError' }),
        ]),
      ),
    },
  };
}

function describe(shape: OperationShape) {
  const { summary, status } = shape;
  const refusals = Object.keys(REFUSALS).map((refusal): [string, object] => [
    refusal,
    { $ref: `#/components/responses/${refusal}` },
  ]);
  const type = shape.path === WATCH_CHAT.path ? 'text/event-stream' : 'application/json';
  return {
    summary,
    ...(shape.method === 'GET' ? parametersOf(shape.input) : bodyOf(shape.input)),
    responses: {
      [status]: answer('Done.', schemaOf(shape.answer, 'output'), type),
      ...Object.fromEntries(refusals),
    },
  };
}

function parametersOf(input: z.ZodObject) {
  const { properties, required = [] } = schemaOf(input, 'input');
  return {
    parameters: Object.entries(properties ?? {}).map(([name, schema]) => ({
      name,
      in: 'query',
      required: required.includes(name),
      schema,
    })),
  };
}

const bodyOf = (input: z.ZodObject) => ({
  requestBody: {
    required: true,
    content: { 'application/json': { schema: schemaOf(input, 'input') } },
  },
});

const answer = (description: string, schema: object, type = 'application/json') => ({
  description,
  content: { [type]: { schema } },
});

function schemaOf(schema: z.ZodType, io: 'input' | 'output') {
  const { $schema: _, ...plain } = z.toJSONSchema(schema, { io });
  return plain;
}
