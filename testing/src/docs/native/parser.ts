/**
 * The snippets of docs/native.md as trees: enough of Swift, Kotlin and Dart for calls of the Firebase SDKs, and loud about
 * everything else. What is one thing in all three languages is one kind of node.
 */
import { tokensOf, type Language, type Token } from './lexer.ts';

export type Expression =
  | { kind: 'text'; parts: (string | Expression)[] }
  | { kind: 'value'; value: unknown }
  | { kind: 'name'; name: string }
  | { kind: 'map'; entries: [Expression, Expression][] }
  | { kind: 'pair'; key: Expression; value: Expression }
  | { kind: 'member'; of: Expression; name: string }
  | { kind: 'index'; of: Expression; key: Expression }
  | { kind: 'call'; of: Expression; args: Argument[] }
  | { kind: 'equal'; left: Expression; right: Expression; isNegated: boolean }
  | { kind: 'await'; of: Expression }
  | { kind: 'closure'; params: string[]; body: Statement[] };

export interface Argument {
  label: string | null;
  value: Expression;
}

export type Statement =
  | { kind: 'let'; name: string; value: Expression }
  | { kind: 'assign'; target: Expression & { kind: 'member' }; value: Expression }
  | { kind: 'expression'; value: Expression }
  | { kind: 'return'; value: Expression }
  | { kind: 'if'; condition: Expression; then: Statement[]; otherwise: Statement[] }
  | { kind: 'for'; name: string; of: Expression; body: Statement[] }
  | { kind: 'attempt'; body: Statement[]; rescue: Statement[] }
  | { kind: 'function'; name: string; params: string[]; body: Statement[] };

const NULL = { swift: 'nil', kotlin: 'null', dart: 'null' };
const LET = { swift: 'let', kotlin: 'val', dart: 'final' };

/** The statements of a snippet. Throws where it is not understood. */
export function parse(language: Language, source: string): Statement[] {
  const parser = new Parser(language, tokensOf(language, source));
  return parser.statementsUntil('end');
}

class Parser {
  private at = 0;
  /** In the condition of a Swift `if`, `{` opens the branch. */
  private isBeforeBranch = false;

  private readonly language: Language;
  private readonly tokens: Token[];

  constructor(language: Language, tokens: Token[]) {
    this.language = language;
    this.tokens = tokens;
  }

  statementsUntil(end: string): Statement[] {
    const statements: Statement[] = [];
    while (!this.isNext(end)) statements.push(this.statement());
    this.at++;
    return statements;
  }

  private get next(): Token {
    return this.tokens[this.at]!;
  }

  private isNext(text: string, ahead = 0): boolean {
    const token = this.tokens[this.at + ahead];
    return token?.kind === 'end' ? text === 'end' : token?.kind !== 'text' && token?.text === text;
  }

  private take(...texts: string[]): boolean {
    const isThere = texts.every((text, i) => this.isNext(text, i));
    if (isThere) this.at += texts.length;
    return isThere;
  }

  private expect(...texts: string[]): void {
    if (!this.take(...texts)) throw this.notUnderstood(`expected ${texts.join(' ')}`);
  }

  private name(): string {
    if (this.next.kind !== 'name') throw this.notUnderstood('expected a name');
    return this.tokens[this.at++]!.text;
  }

  private notUnderstood(why: string): Error {
    const { line, text, kind } = this.next;
    return new Error(`${this.language}, line ${line}, at ${text || kind}: ${why}.`);
  }

  private statement(): Statement {
    const { language } = this;
    if (this.take('if')) return this.branch();
    if (this.take('for')) return this.loop();
    if (language === 'swift' && this.take('do')) {
      const body = this.block();
      this.expect('catch');
      return { kind: 'attempt', body, rescue: this.block() };
    }
    if (language === 'swift' && this.take('func')) return this.function();
    if (language === 'kotlin' && this.take('suspend', 'fun')) return this.function();
    if (language === 'dart' && this.take('Future', '<')) {
      this.name();
      this.expect('>');
      return this.function();
    }
    const statement = this.simpleStatement();
    if (language === 'dart') this.expect(';');
    else if (!this.next.startsLine && !this.isNext('}') && !this.isNext('else')) {
      throw this.notUnderstood('expected the end of the statement');
    }
    return statement;
  }

  private simpleStatement(): Statement {
    if (this.take('return')) return { kind: 'return', value: this.expression() };
    if (this.take(LET[this.language])) {
      const name = this.name();
      this.expect('=');
      return { kind: 'let', name, value: this.expression() };
    }
    if (this.language === 'swift') this.take('_', '=');
    const value = this.expression();
    if (!this.take('=')) return { kind: 'expression', value };
    if (value.kind !== 'member') throw this.notUnderstood('only members are assigned to');
    return { kind: 'assign', target: value, value: this.expression() };
  }

  private branch(): Statement {
    const isInBrackets = this.language !== 'swift';
    if (isInBrackets) this.expect('(');
    this.isBeforeBranch = !isInBrackets;
    const condition = this.expression();
    this.isBeforeBranch = false;
    if (isInBrackets) this.expect(')');
    const then = this.branchBody();
    return { kind: 'if', condition, then, otherwise: this.take('else') ? this.branchBody() : [] };
  }

  private branchBody(): Statement[] {
    return this.language === 'swift' || this.isNext('{') ? this.block() : [this.statement()];
  }

  private loop(): Statement {
    const isInBrackets = this.language !== 'swift';
    if (isInBrackets) this.expect('(');
    if (this.language === 'dart') this.expect('final');
    const name = this.name();
    this.expect('in');
    this.isBeforeBranch = !isInBrackets;
    const of = this.expression();
    this.isBeforeBranch = false;
    if (isInBrackets) this.expect(')');
    return { kind: 'for', name, of, body: this.block() };
  }

  private block(): Statement[] {
    this.expect('{');
    return this.statementsUntil('}');
  }

  /** From its name on. Types are passed over: nothing depends on them here. */
  private function(): Statement {
    const name = this.name();
    const params: string[] = [];
    this.expect('(');
    while (!this.take(')')) {
      // Swift: `_ name: Type`, Kotlin: `name: Type`, Dart: `Type name`.
      const [first, second] = [this.name(), this.language === 'kotlin' ? '' : this.name()];
      params.push(second || first);
      if (this.language !== 'dart') {
        this.expect(':');
        this.name();
      }
      if (!this.isNext(')')) this.expect(',');
    }
    while (!this.isNext('{')) this.at++;
    return { kind: 'function', name, params, body: this.block() };
  }

  private expression(): Expression {
    if (this.language !== 'swift') return this.comparison();
    const isTried = this.take('try');
    const isAwaited = this.take('await');
    if (isAwaited && !isTried)
      throw this.notUnderstood('what is awaited here throws: expected try');
    const value = this.comparison();
    return isAwaited ? { kind: 'await', of: value } : value;
  }

  private comparison(): Expression {
    const left = this.operand();
    if (this.language === 'kotlin' && this.take('to')) {
      return { kind: 'pair', key: left, value: this.expression() };
    }
    const isNegated = this.isNext('!=');
    if (!this.take('==') && !this.take('!=')) return left;
    return { kind: 'equal', left, right: this.operand(), isNegated };
  }

  private operand(): Expression {
    if (this.language === 'dart' && this.take('await')) {
      return { kind: 'await', of: this.chain() };
    }
    return this.chain();
  }

  private chain(): Expression {
    let value = this.primary();
    for (;;) {
      if (this.take('.') || this.take('?.')) {
        value = { kind: 'member', of: value, name: this.name() };
      } else if (this.next.startsLine) {
        return value;
      } else if (this.take('(')) {
        value = { kind: 'call', of: value, args: this.args() };
      } else if (this.take('[') || this.take('?[')) {
        value = { kind: 'index', of: value, key: this.expression() };
        this.expect(']');
      } else if (this.language !== 'dart' && !this.isBeforeBranch && this.take('{')) {
        const args = value.kind === 'call' ? value.args : [];
        const of = value.kind === 'call' ? value.of : value;
        value = { kind: 'call', of, args: [...args, { label: null, value: this.closure() }] };
      } else if (this.language === 'swift' && this.take('as')) {
        if (!this.take('?')) this.take('!');
        this.name();
      } else if (!(this.language === 'swift' && this.take('!')) && !this.take('!!')) {
        return value;
      }
    }
  }

  private args(): Argument[] {
    const args: Argument[] = [];
    while (!this.take(')')) {
      const isLabelled = this.language !== 'kotlin' && this.isNext(':', 1);
      const label = isLabelled ? this.name() : null;
      if (isLabelled) this.expect(':');
      args.push({ label, value: this.expression() });
      if (!this.isNext(')')) this.expect(',');
    }
    return args;
  }

  private primary(): Expression {
    const { kind, text, parts } = this.next;
    const { language } = this;
    if (language === 'dart' && this.isClosureAhead()) return this.dartClosure();
    if (kind === 'sign') {
      if (this.take('(')) {
        const value = this.expression();
        this.expect(')');
        return value;
      }
      if (language === 'swift' && this.take('.')) return { kind: 'value', value: this.name() };
      if (language === 'swift' && this.take('[')) return this.map(']');
      if (language === 'dart' && this.take('{')) return this.map('}');
      throw this.notUnderstood('no expression begins so');
    }
    this.at++;
    if (kind === 'text') {
      return {
        kind: 'text',
        parts: parts.map((part) =>
          typeof part === 'string'
            ? part
            : new Parser(language, tokensOf(language, part.source)).expression(),
        ),
      };
    }
    if (kind === 'number') return { kind: 'value', value: Number(text) };
    if (text === 'true' || text === 'false') return { kind: 'value', value: text === 'true' };
    if (text === NULL[language]) return { kind: 'value', value: null };
    return { kind: 'name', name: text };
  }

  private map(end: string): Expression {
    const entries: [Expression, Expression][] = [];
    while (!this.take(end)) {
      const key = this.expression();
      this.expect(':');
      // Swift has no nil in a dictionary of Any: it takes NSNull().
      if (this.language === 'swift' && this.isNext('nil')) throw this.notUnderstood('NSNull()');
      entries.push([key, this.expression()]);
      if (!this.isNext(end)) this.expect(',');
    }
    return { kind: 'map', entries };
  }

  /** After its `{`, in Swift and Kotlin. */
  private closure(): Expression {
    const params = [this.name()];
    while (this.take(',')) params.push(this.name());
    this.expect(...(this.language === 'swift' ? ['in'] : ['->']));
    return { kind: 'closure', params, body: this.statementsUntil('}') };
  }

  private isClosureAhead(): boolean {
    if (!this.isNext('(')) return false;
    let end = 1;
    while (!this.isNext(')', end) && !this.isNext('end', end)) end++;
    return ['=>', 'async', '{'].some((text) => this.isNext(text, end + 1));
  }

  private dartClosure(): Expression {
    this.expect('(');
    const params: string[] = [];
    while (!this.take(')')) {
      params.push(this.name());
      if (!this.isNext(')')) this.expect(',');
    }
    this.take('async');
    if (!this.take('=>')) return { kind: 'closure', params, body: this.block() };
    return { kind: 'closure', params, body: [{ kind: 'return', value: this.expression() }] };
  }
}
