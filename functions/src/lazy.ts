/**
 * Declares functions whose code an instance loads with its first event (docs/decisions/0012). The build writes the declarations, as
 * firebase-functions makes them for an instance without a prefix.
 */
import { withPrefix } from '@firegroups/model';
// It declares the parameters, which `firebase deploy` asks for.
import './config.ts';
import { keepBodiesUnparsed } from './http/keepBodiesUnparsed.ts';
import { instanceFrom, type Instance, type InstanceOptions } from './instance.ts';

type Handler = (...args: unknown[]) => unknown;
interface Module {
  create: (instance: Instance) => Record<string, Handler>;
}

/** The parts of what `firebase deploy` reads of a function that depend on the instance. */
interface Endpoint {
  eventTrigger?: {
    eventFilters?: { database?: string };
    eventFilterPathPatterns?: { document?: string };
  };
}

export interface Declaration {
  name: string;
  load: () => Promise<Module>;
  endpoint: Endpoint;
  requiredAPIs: unknown;
}

/**
 * Creates a group of functions for an instance. Each one loads the code of its module with its first call.
 *
 * @throws Error that names an invalid option.
 */
export function lazyFunctions(
  options: InstanceOptions,
  declarations: readonly Declaration[],
): Record<string, Handler> {
  const instance = instanceFrom(options);
  keepBodiesUnparsed();
  return Object.fromEntries(
    declarations.map(({ name, load, endpoint, requiredAPIs }) => {
      let loading: Promise<Handler> | undefined;
      const handler: Handler = async (...args) => {
        loading ??= load().then(({ create }) => create(instance)[name]!);
        return (await loading)(...args);
      };
      const declared = { __endpoint: within(instance, endpoint), __requiredAPIs: requiredAPIs };
      return [name, Object.assign(handler, declared)];
    }),
  );
}

/** Returns the endpoint with the instance's database, and with its prefix in the pattern of documents. */
function within({ prefix, databaseId }: Instance, endpoint: Endpoint): Endpoint {
  const document = endpoint.eventTrigger?.eventFilterPathPatterns?.document;
  if (document === undefined) return endpoint;
  const { eventFilters, eventFilterPathPatterns, ...trigger } = endpoint.eventTrigger!;
  return {
    ...endpoint,
    eventTrigger: {
      ...trigger,
      eventFilters: { ...eventFilters, database: databaseId },
      eventFilterPathPatterns: {
        ...eventFilterPathPatterns,
        document: withPrefix(prefix, document),
      },
    },
  };
}
