/** Runs the trees of parser.ts. Names are those that the page or the test gives; a name that nobody gave is an error. */
import { FieldValues, Handle, Task, type Closure, type Fields, type Witness } from './firestore.ts';
import type { Language } from './lexer.ts';
import type { Expression, Statement } from './parser.ts';
import { SELECTORS } from './selectors.ts';

/** Names that the platform's SDK has. Arguments of Kotlin's `get` and `orderBy` are values here. */
const PLATFORM: Record<Language, Fields> = {
  swift: { NSNull: () => Promise.resolve(null) },
  kotlin: {
    mapOf: (...pairs: unknown[]) =>
      Promise.resolve(Object.fromEntries(pairs as [string, unknown][])),
    AggregateSource: { SERVER: 'server' },
    Query: { Direction: { DESCENDING: true, ASCENDING: false } },
  },
  dart: {},
};

export interface Run {
  /** What the snippet's names stand for in the end, its own and the given ones. */
  names: Map<string, unknown>;
  /** The names that it asked for. */
  asked: Set<string>;
}

interface Returned {
  returned: unknown;
}

/** Runs a snippet with these names given. Throws what it throws, and where it does what its language would not do. */
export async function run(
  language: Language,
  statements: readonly Statement[],
  given: Fields,
  witness: Witness,
): Promise<Run> {
  const fieldValues = { FieldValue: new FieldValues(witness, null) };
  const names = new Map(Object.entries({ ...PLATFORM[language], ...fieldValues, ...given }));
  const interpreter = new Interpreter(language);
  await interpreter.block(statements, names);
  return { names, asked: interpreter.asked };
}

class Interpreter {
  readonly asked = new Set<string>();

  private readonly language: Language;

  constructor(language: Language) {
    this.language = language;
  }

  /** What the block returned, if it did; or its last expression, which is what a Kotlin lambda returns. */
  async block(
    statements: readonly Statement[],
    names: Map<string, unknown>,
  ): Promise<Returned | { last: unknown }> {
    let last: unknown = null;
    for (const statement of statements) {
      const outcome = await this.statement(statement, names);
      if (outcome && 'returned' in outcome) return outcome;
      last = outcome?.value;
    }
    return { last };
  }

  private async statement(
    statement: Statement,
    names: Map<string, unknown>,
  ): Promise<Returned | { value: unknown } | undefined> {
    switch (statement.kind) {
      case 'let':
        names.set(statement.name, awaited(await this.evaluate(statement.value, names)));
        return;
      case 'expression':
        return { value: awaited(await this.evaluate(statement.value, names)) };
      case 'return': {
        const value = await this.evaluate(statement.value, names);
        // Dart hands a Future on as it is.
        return { returned: this.language === 'dart' ? value : awaited(value) };
      }
      case 'assign': {
        const target = (await this.evaluate(statement.target.of, names)) as Fields;
        target[statement.target.name] = await this.evaluate(statement.value, names);
        return;
      }
      case 'if': {
        const isTrue = await this.evaluate(statement.condition, names);
        if (typeof isTrue !== 'boolean') throw new Error('A condition is no truth value.');
        return this.inner(isTrue ? statement.then : statement.otherwise, names);
      }
      case 'for': {
        const items = awaited(await this.evaluate(statement.of, names)) as Iterable<unknown>;
        for (const item of items) {
          const result = await this.inner(
            statement.body,
            new Map([...names, [statement.name, item]]),
          );
          if (result) return result;
        }
        return;
      }
      case 'attempt':
        try {
          return await this.inner(statement.body, names);
        } catch (error) {
          return await this.inner(statement.rescue, new Map([...names, ['error', error]]));
        }
      case 'function':
        names.set(statement.name, this.closure(statement.params, statement.body, names, true));
        return;
    }
  }

  /** A block inside another: what it declares ends with it, what it returns goes on. */
  private async inner(
    statements: readonly Statement[],
    names: Map<string, unknown>,
  ): Promise<Returned | undefined> {
    const outcome = await this.block(statements, new Map(names));
    return 'returned' in outcome ? outcome : undefined;
  }

  private closure(
    params: string[],
    body: Statement[],
    names: Map<string, unknown>,
    isFunction = false,
  ): Closure {
    return async (...args) => {
      const own = params.map((param, i) => [param, args[i]] as const);
      const outcome = await this.block(body, new Map([...names, ...own]));
      if ('returned' in outcome) return outcome.returned;
      return this.language === 'kotlin' && !isFunction ? outcome.last : null;
    };
  }

  private async evaluate(
    expression: Expression,
    names: Map<string, unknown>,
    isAwaiting = false,
  ): Promise<unknown> {
    const evaluate = (part: Expression) => this.evaluate(part, names, isAwaiting);
    switch (expression.kind) {
      case 'value':
        return expression.value;
      case 'text': {
        const parts: unknown[] = [];
        for (const part of expression.parts) {
          parts.push(typeof part === 'string' ? part : await evaluate(part));
        }
        if (!parts.every((part) => typeof part === 'string')) {
          throw new Error('What is put into a text is no text.');
        }
        return parts.join('');
      }
      case 'name':
        if (!names.has(expression.name)) throw new Error(`${expression.name} is not known.`);
        this.asked.add(expression.name);
        return names.get(expression.name);
      case 'map': {
        const fields: Fields = {};
        for (const [key, value] of expression.entries) {
          const name = (await evaluate(key)) as string;
          if (name in fields) throw new Error(`${name} is there twice.`);
          fields[name] = await evaluate(value);
        }
        return fields;
      }
      case 'pair':
        return [await evaluate(expression.key), await evaluate(expression.value)];
      case 'equal': {
        const left = await this.target(expression.left, names, isAwaiting);
        const isEqual = left === (await this.target(expression.right, names, isAwaiting));
        return isEqual !== expression.isNegated;
      }
      case 'await': {
        const task = await this.evaluate(expression.of, names, this.language === 'swift');
        if (task instanceof Task) return task.played;
        // `.count` of a result that Swift's `await`, which holds for all to its right, has fetched.
        if (this.language === 'swift') return task;
        throw new Error('There is nothing to await.');
      }
      case 'closure':
        return this.closure(expression.params, expression.body, names);
      case 'index': {
        const of = (await evaluate(expression.of)) as Fields | null;
        return of?.[(await evaluate(expression.key)) as string] ?? null;
      }
      case 'member':
        return this.send(await this.target(expression.of, names, isAwaiting), expression.name);
      case 'call': {
        const { of, args } = expression;
        const values: unknown[] = [];
        for (const { value } of args) values.push(await evaluate(value));
        if (of.kind === 'member') {
          const target = await this.target(of.of, names, isAwaiting);
          if (this.language === 'kotlin' && of.name === 'await' && target instanceof Task) {
            return target.played;
          }
          const labels = args.map(({ label }) => `${label ?? '_'}:`).join('');
          return this.send(target, `${of.name}(${labels})`, values);
        }
        const called = await evaluate(of);
        if (typeof called !== 'function') throw new Error('What is called is no function.');
        return (called as Closure)(...values);
      }
    }
  }

  private async target(
    of: Expression,
    names: Map<string, unknown>,
    isAwaiting: boolean,
  ): Promise<unknown> {
    const target = await this.evaluate(of, names, isAwaiting);
    return target instanceof Task && isAwaiting ? target.played : target;
  }

  /** Reads a property, or calls the method of that selector. */
  private send(target: unknown, selector: string, args?: unknown[]): unknown {
    if (!(target instanceof Handle)) {
      const member = (target as Fields | null)?.[selector];
      if (args || member === undefined) throw new Error(`${selector} is not known here.`);
      return member;
    }
    const name = SELECTORS[this.language][selector];
    const member = name === undefined ? undefined : (target as unknown as Fields)[name];
    if (member === undefined || (typeof member === 'function') !== Boolean(args)) {
      throw new Error(`${this.language} has no ${selector} on a ${target.constructor.name}.`);
    }
    return typeof member === 'function' ? (member.apply(target, args) as unknown) : member;
  }
}

function awaited(value: unknown): unknown {
  if (value instanceof Task) throw new Error('Nobody awaits what was begun.');
  return value;
}
