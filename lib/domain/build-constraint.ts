// Reads Go's build constraints, and the ones in force in a source file, exactly as the go command does.
import { assertNever } from './assert-never.ts';

export type BuildConstraint =
  | { readonly kind: 'tag'; readonly tag: string }
  | { readonly kind: 'not'; readonly operand: BuildConstraint }
  | { readonly kind: 'and'; readonly left: BuildConstraint; readonly right: BuildConstraint }
  | { readonly kind: 'or'; readonly left: BuildConstraint; readonly right: BuildConstraint };

export type ParsedConstraint =
  | { readonly kind: 'constraint'; readonly expr: BuildConstraint }
  | { readonly kind: 'malformed'; readonly reason: string };

/** Whether a file with this constraint is built, where `hasTag` says which tags are satisfied. */
export function evaluateConstraint(
  expr: BuildConstraint,
  hasTag: (tag: string) => boolean,
): boolean {
  switch (expr.kind) {
    case 'tag':
      return hasTag(expr.tag);
    case 'not':
      return !evaluateConstraint(expr.operand, hasTag);
    case 'and':
      return evaluateConstraint(expr.left, hasTag) && evaluateConstraint(expr.right, hasTag);
    case 'or':
      return evaluateConstraint(expr.left, hasTag) || evaluateConstraint(expr.right, hasTag);
    default:
      return assertNever(expr);
  }
}

/**
 * As `evaluateConstraint`, where some tags are not known (null). True and false hold whatever those tags are;
 * null means that they may decide it. (Kleene's three-valued logic: `x || !x` is null too.)
 */
export function evaluatePartly(
  expr: BuildConstraint,
  tagValue: (tag: string) => boolean | null,
): boolean | null {
  switch (expr.kind) {
    case 'tag':
      return tagValue(expr.tag);
    case 'not': {
      const operand = evaluatePartly(expr.operand, tagValue);
      return operand === null ? null : !operand;
    }
    case 'and': {
      const left = evaluatePartly(expr.left, tagValue);
      if (left === false) return false;
      const right = evaluatePartly(expr.right, tagValue);
      return right === false ? false : left === null ? null : right;
    }
    case 'or': {
      const left = evaluatePartly(expr.left, tagValue);
      if (left === true) return true;
      const right = evaluatePartly(expr.right, tagValue);
      return right === true ? true : left === null ? null : right;
    }
    default:
      return assertNever(expr);
  }
}

/** Every tag that the constraint names, once, in order of appearance. */
export function constraintTags(expr: BuildConstraint): readonly string[] {
  const tags = new Set<string>();
  const visit = (part: BuildConstraint): void => {
    if (part.kind === 'tag') tags.add(part.tag);
    else if (part.kind === 'not') visit(part.operand);
    else {
      visit(part.left);
      visit(part.right);
    }
  };
  visit(expr);
  return [...tags];
}

/** The constraint as a `//go:build` line has it, in gofmt's form: equal texts mean equal up to grouping. */
export function formatConstraint(expr: BuildConstraint): string {
  switch (expr.kind) {
    case 'tag':
      return expr.tag;
    case 'not': {
      const isGroup = expr.operand.kind === 'and' || expr.operand.kind === 'or';
      return `!${isGroup ? `(${formatConstraint(expr.operand)})` : formatConstraint(expr.operand)}`;
    }
    case 'and':
      return `${formatOperand(expr.left, 'or')} && ${formatOperand(expr.right, 'or')}`;
    case 'or':
      return `${formatOperand(expr.left, 'and')} || ${formatOperand(expr.right, 'and')}`;
    default:
      return assertNever(expr);
  }
}

function formatOperand(operand: BuildConstraint, grouped: 'and' | 'or'): string {
  return operand.kind === grouped ? `(${formatConstraint(operand)})` : formatConstraint(operand);
}

// Go refuses larger expressions, and so bounds the depth of recursion: src/go/build/constraint/expr.go
const maxOperands = 1000;

class ConstraintSyntaxError extends Error {}

/**
 * Parses the text after `//go:build`.
 *
 *     or = and { "||" and } .  and = not { "&&" not } .  not = [ "!" ] atom .  atom = tag | "(" or ")" .
 */
export function parseGoBuild(text: string): ParsedConstraint {
  let tokens: readonly string[];
  let position = 0;
  let operands = 0;

  function or(): BuildConstraint {
    let left = and();
    while (tokens[position] === '||') {
      position += 1;
      left = { kind: 'or', left, right: and() };
    }
    return left;
  }
  function and(): BuildConstraint {
    let left = not();
    while (tokens[position] === '&&') {
      position += 1;
      left = { kind: 'and', left, right: not() };
    }
    return left;
  }
  function not(): BuildConstraint {
    operands += 1;
    if (operands > maxOperands) throw new ConstraintSyntaxError('build expression too large');
    if (tokens[position] !== '!') return atom();
    position += 1;
    if (tokens[position] === '!') throw new ConstraintSyntaxError('double negation not allowed');
    return { kind: 'not', operand: atom() };
  }
  function atom(): BuildConstraint {
    const token = tokens[position];
    if (token === undefined) throw new ConstraintSyntaxError('unexpected end of expression');
    position += 1;
    if (token === '(') {
      const group = or();
      if (tokens[position] !== ')') throw new ConstraintSyntaxError('missing close paren');
      position += 1;
      return group;
    }
    if (!isTag(token)) throw new ConstraintSyntaxError(`unexpected token ${token}`);
    return { kind: 'tag', tag: token };
  }

  try {
    tokens = tokenize(text);
    const expr = or();
    const rest = tokens[position];
    if (rest !== undefined) throw new ConstraintSyntaxError(`unexpected token ${rest}`);
    return { kind: 'constraint', expr };
  } catch (error) {
    if (error instanceof ConstraintSyntaxError) return { kind: 'malformed', reason: error.message };
    throw error;
  }
}

function tokenize(text: string): readonly string[] {
  const token = /[ \t]*(?:([()!]|&&|\|\||[\p{L}\p{Nd}_.]+)|$|(.))/uy;
  const tokens: string[] = [];
  for (;;) {
    const [, good, bad] = token.exec(text) ?? [];
    if (bad !== undefined) throw new ConstraintSyntaxError(`invalid syntax at ${bad}`);
    if (good === undefined) return tokens;
    tokens.push(good);
  }
}

function isTag(word: string): boolean {
  return /^[\p{L}\p{Nd}_.]+$/u.test(word);
}

// Go's limit for the old syntax: src/go/build/constraint/expr.go
const maxPlusBuildOperators = 100;

/** Parses the text after `// +build`: a space means OR, a comma AND. A word that is no tag stands for "ignore", as in Go. */
export function parsePlusBuild(text: string): ParsedConstraint {
  const options = text.split(/\s+/).filter((option) => option !== '');
  const terms = options.map((option) => option.split(',').map(parsePlusBuildTerm));
  if (terms.flat().length - 1 > maxPlusBuildOperators) {
    return { kind: 'malformed', reason: 'expression too complex for // +build lines' };
  }
  const expr = joinConstraints(
    'or',
    terms.map((term) => joinConstraints('and', term)).filter((term) => term !== null),
  );
  return { kind: 'constraint', expr: expr ?? { kind: 'tag', tag: 'ignore' } };
}

function parsePlusBuildTerm(term: string): BuildConstraint {
  if (term.startsWith('!!') || term === '!') return { kind: 'tag', tag: 'ignore' };
  const isNegated = term.startsWith('!');
  const word = isNegated ? term.slice(1) : term;
  const tag: BuildConstraint = { kind: 'tag', tag: isTag(word) ? word : 'ignore' };
  return isNegated ? { kind: 'not', operand: tag } : tag;
}

/** All of the constraints at once, or any of them; null for none. */
export function joinConstraints(
  kind: 'and' | 'or',
  exprs: readonly BuildConstraint[],
): BuildConstraint | null {
  const [first, ...rest] = exprs;
  if (first === undefined) return null;
  return rest.reduce((left, right) => ({ kind, left, right }), first);
}
